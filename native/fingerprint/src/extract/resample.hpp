#pragma once

#include "../../include/gray-image.hpp"
#include "plane.hpp"

namespace sobo::fingerprint {

/// The picture at 500 dpi: Catmull-Rom weights, widened to the pixel pitch when the picture shrinks.
[[nodiscard]] Plane<float> resampleTo500(const GrayImage& picture);

}  // namespace sobo::fingerprint
