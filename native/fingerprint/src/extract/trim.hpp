#pragma once

#include "../../include/gray-image.hpp"
#include "../../include/minutia.hpp"
#include "plane.hpp"

namespace sobo::fingerprint {

/// What is left of a picture at 500 dpi without the frame of one colour that programs lay around prints to fill a fixed size. A frame's edge is the
/// sharpest line of the picture and would look like ridges.
struct Trimmed {
  Plane<float> picture;
  int left = 0;  ///< of the picture in the whole one, px at 500 dpi; multiples of a ridge map's square
  int top = 0;
};

/// `scaled` is `picture` at 500 dpi. Sides without a frame of at least 32 px stay as they are.
[[nodiscard]] Trimmed trimFrame(const GrayImage& picture, Plane<float> scaled);

/// Puts a template of the trimmed picture back where it lies in the whole one of this size.
void placeInWhole(FingerTemplate& finger, const Trimmed& trimmed, int width, int height);

}  // namespace sobo::fingerprint
