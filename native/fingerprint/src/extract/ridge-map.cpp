#include "ridge-map.hpp"

#include <cmath>

namespace sobo::fingerprint {
namespace {

constexpr int squareSide = 16;  // px

}  // namespace

RidgeMap packRidges(const Plane<float>& ridges, const Plane<std::uint8_t>& print, const Plane<float>& clearness) {
  RidgeMap map;
  map.columns = (ridges.width + squareSide - 1) / squareSide;
  map.rows = (ridges.height + squareSide - 1) / squareSide;
  const auto count = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  map.ridges.assign(count, 0);
  map.clear.assign(count, 0);
  for (int sy = 0; sy < map.rows; ++sy) {
    for (int sx = 0; sx < map.columns; ++sx) {
      const auto at = static_cast<std::size_t>(sy * map.columns + sx);
      float clear = 0;
      for (int c = 0; c < 4; ++c) {
        const int cx = sx * 2 + c % 2;
        const int cy = sy * 2 + c / 2;
        if (print.inside(cx, cy) && print.at(cx, cy) != 0) clear += 0.25F * clearness.at(cx, cy);
      }
      if (clear <= 0) continue;
      map.clear[at] = static_cast<std::uint8_t>(std::clamp(std::lround(clear * 255), 1L, 255L));
      std::uint64_t bits = 0;
      for (int k = 0; k < 64; ++k) {
        const int x = sx * squareSide + 2 * (k % 8);
        const int y = sy * squareSide + 2 * (k / 8);
        const float sum = ridges.nearest(x, y) + ridges.nearest(x + 1, y) + ridges.nearest(x, y + 1) + ridges.nearest(x + 1, y + 1);
        if (sum < 0) bits |= std::uint64_t{1} << k;
      }
      map.ridges[at] = bits;
    }
  }
  return map;
}

}  // namespace sobo::fingerprint
