#include "polarity.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int farCells = 2;              // nearer to the print the ground may be smeared
constexpr std::size_t leastGround = 20;  // one cell of so many must be ground
// Ground against the mean of the print, in deviations of the print: 0.9 to 2.2 in the middle of eight sensors with dark ridges, -0.46
// the lowest of 830 prints; the other way round where ridges are light.
constexpr double darkGround = -0.6;

float cellMean(const Plane<float>& picture, int cx, int cy) {
  float sum = 0;
  int count = 0;
  for (int y = cy * cellSide; y < std::min(picture.height, (cy + 1) * cellSide); ++y) {
    for (int x = cx * cellSide; x < std::min(picture.width, (cx + 1) * cellSide); ++x, ++count) sum += picture.at(x, y);
  }
  return sum / static_cast<float>(count);
}

bool isNear(const Plane<std::uint8_t>& print, int cx, int cy) {
  for (int y = std::max(0, cy - farCells); y <= std::min(print.height - 1, cy + farCells); ++y) {
    for (int x = std::max(0, cx - farCells); x <= std::min(print.width - 1, cx + farCells); ++x) {
      if (print.at(x, y) != 0) return true;
    }
  }
  return false;
}

}  // namespace

bool lightOnDark(const Plane<float>& picture, const Normalised& normalised, const Plane<std::uint8_t>& print) {
  std::vector<float> ground;
  double mean = 0;
  double deviation = 0;
  long cells = 0;
  for (int cy = 0; cy < print.height; ++cy) {
    for (int cx = 0; cx < print.width; ++cx) {
      if (print.at(cx, cy) != 0) {
        mean += cellMean(picture, cx, cy);
        deviation += normalised.contrast.at(cx, cy);
        ++cells;
      } else if (!isNear(print, cx, cy)) {
        ground.push_back(cellMean(picture, cx, cy));
      }
    }
  }
  if (cells == 0 || ground.size() * leastGround < print.values.size()) return false;
  const auto middle = ground.begin() + static_cast<std::ptrdiff_t>(ground.size() / 2);
  std::nth_element(ground.begin(), middle, ground.end());
  return (*middle - mean / static_cast<double>(cells)) < darkGround * deviation / static_cast<double>(cells);
}

}  // namespace sobo::fingerprint
