#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "image-format.hpp"

namespace sobo::fingerprint {

/** What must hold for every input; libFuzzer keeps the input for which it does not. */
inline void must(bool holds) {
  if (!holds) std::abort();
}

/** An opened picture has the size it says and a resolution one can divide by; a refusal lies within the file and says something. */
inline void mustBeWhole(const Parsed<OpenedImage>& opened, std::size_t size) {
  if (!opened) {
    must(opened.failure().offset <= size && opened.failure().expected[0] != 0);
    return;
  }
  const GrayImage& image = opened.value().image;
  must(image.width > 0 && image.height > 0 && image.dpi >= 50 && image.dpi <= 5000);
  must(image.pixels.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
}

/** A picture made of the input itself, at most 96 a side. */
inline GrayImage pictureOf(std::span<const std::uint8_t> bytes) {
  GrayImage image;
  if (bytes.size() < 4) return image;
  image.width = 1 + bytes[0] % 96;
  image.height = 1 + bytes[1] % 96;
  image.dpi = bytes[2] < 128 ? 500 : 1000;
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  for (std::size_t i = 0; i < image.pixels.size(); ++i) image.pixels[i] = bytes[3 + i % (bytes.size() - 3)];
  return image;
}

}  // namespace sobo::fingerprint
