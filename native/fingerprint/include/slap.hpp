#pragma once

#include <cstdint>
#include <vector>

#include "gray-image.hpp"

namespace sobo::fingerprint {

/// What was laid on the glass, by the codes of ISO/IEC 19794-2 for slaps.
enum class SlapKind : std::uint8_t { rightFour = 13, leftFour = 14, bothThumbs = 15 };

/// One finger found in a slap; coordinates in pixels of the given picture.
struct SlapFinger {
  int position = 0;  ///< ISO finger code
  int x = 0;         ///< box around the fingertip
  int y = 0;
  int width = 0;
  int height = 0;
  float angle = 0;  ///< radians from straight up, counter-clockwise as seen
  double areaSquareMm = 0;
};

enum class SlapRefusal : std::uint8_t { none = 0, badPicture, badResolution, noFinger };

struct SlapSegmentation {
  SlapRefusal refusal = SlapRefusal::none;
  std::vector<SlapFinger> fingers;  ///< from left to right as seen
  int expected = 0;
  float angle = 0;  ///< of the hand, as SlapFinger::angle
  /// The hand as the heights of the fingertips tell it: +1 right, -1 left, 0 not to be told. Contradiction to the said hand: swapped?
  int handSeen = 0;

  [[nodiscard]] bool complete() const { return static_cast<int>(fingers.size()) == expected; }
};

/// Finds the fingertips of a slap picture (300 … 1000 dpi) and names them. Pure and deterministic; any bytes are safe.
[[nodiscard]] SlapSegmentation segmentSlap(const GrayImage& picture, SlapKind kind);

/// The picture of one found finger alone: its box, what lies nearer to other fingers painted white.
[[nodiscard]] GrayImage cutFinger(const GrayImage& picture, const SlapSegmentation& slap, std::size_t finger);

}  // namespace sobo::fingerprint
