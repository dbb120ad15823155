#pragma once

#include <cstdint>
#include <vector>

namespace sobo::fingerprint {

/// An 8-bit grey picture, row after row from the top left; 0 = black ridge, 255 = white ground.
struct GrayImage {
  int width = 0;
  int height = 0;
  double dpi = 500.0;  ///< horizontal = vertical, pixels per inch
  std::vector<std::uint8_t> pixels;  ///< width * height bytes
};

}  // namespace sobo::fingerprint
