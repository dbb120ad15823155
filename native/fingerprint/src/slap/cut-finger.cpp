#include <algorithm>
#include <cmath>

#include "../../include/slap.hpp"

namespace sobo::fingerprint {

GrayImage cutFinger(const GrayImage& picture, const SlapSegmentation& slap, std::size_t which) {
  GrayImage cut;
  cut.dpi = picture.dpi;
  if (which >= slap.fingers.size()) return cut;
  const SlapFinger& finger = slap.fingers[which];
  const int margin = static_cast<int>(picture.dpi / 40);
  const int left = std::clamp(finger.x - margin, 0, picture.width);
  const int top = std::clamp(finger.y - margin, 0, picture.height);
  const int right = std::clamp(finger.x + finger.width + margin, left, picture.width);
  const int bottom = std::clamp(finger.y + finger.height + margin, top, picture.height);
  cut.width = right - left;
  cut.height = bottom - top;
  cut.pixels.resize(static_cast<std::size_t>(cut.width) * static_cast<std::size_t>(cut.height));
  // Boxes of turned neighbours overlap: a pixel belongs to the finger whose middle is nearest, measured in half sizes.
  const auto away = [](const SlapFinger& one, int x, int y) {
    const double u = (x - one.x - one.width / 2.0) / std::max(1.0, one.width / 2.0);
    const double v = (y - one.y - one.height / 2.0) / std::max(1.0, one.height / 2.0);
    return u * u + v * v;
  };
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const double own = away(finger, x, y);
      const bool foreign = std::any_of(slap.fingers.begin(), slap.fingers.end(),
                                       [&](const SlapFinger& other) { return &other != &finger && away(other, x, y) < own; });
      const std::size_t from = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x);
      const std::size_t to = static_cast<std::size_t>(y - top) * static_cast<std::size_t>(cut.width) + static_cast<std::size_t>(x - left);
      cut.pixels[to] = foreign ? 255 : picture.pixels[from];
    }
  }
  return cut;
}

}  // namespace sobo::fingerprint
