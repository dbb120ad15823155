#include "singular-points.hpp"

#include <cmath>
#include <numbers>

namespace sobo::fingerprint {
namespace {

constexpr float pi = std::numbers::pi_v<float>;
constexpr int ring = 3;           // cells: the flow is read on a square of 7 x 7 cells
constexpr float together = 32;    // px: nearer ones are one

float wrapped(float angle) {
  while (angle > pi) angle -= 2 * pi;
  while (angle < -pi) angle += 2 * pi;
  return angle;
}

/// Cells of the square of half side `half` around the origin, one after the other, counter-clockwise seen with y down.
std::vector<std::pair<int, int>> wayAround(int half) {
  std::vector<std::pair<int, int>> way;
  for (int k = -half; k < half; ++k) way.emplace_back(k, -half);
  for (int k = -half; k < half; ++k) way.emplace_back(half, k);
  for (int k = half; k > -half; --k) way.emplace_back(k, half);
  for (int k = half; k > -half; --k) way.emplace_back(-half, k);
  return way;
}

struct Turn {
  float total = 0;     // of the doubled angle, in radians: about +2π at a core, -2π at a delta
  float roughest = 0;  // largest single step
  float opening = 0;   // mean of doubled ridge angle minus polar angle
};

bool readTurn(const RidgeFlow& flow, const Plane<std::uint8_t>& print, int cx, int cy,
              const std::vector<std::pair<int, int>>& way, Turn& turn) {
  float before = 0;
  float openingCos = 0;
  float openingSin = 0;
  for (std::size_t k = 0; k <= way.size(); ++k) {
    const auto [dx, dy] = way[k % way.size()];
    if (!print.inside(cx + dx, cy + dy) || print.at(cx + dx, cy + dy) == 0) return false;
    const float doubled = std::atan2(flow.sin2.at(cx + dx, cy + dy), flow.cos2.at(cx + dx, cy + dy));
    if (k > 0) {
      const float step = wrapped(doubled - before);
      turn.total += step;
      turn.roughest = std::max(turn.roughest, std::fabs(step));
      const float polar = std::atan2(static_cast<float>(dy), static_cast<float>(dx));
      openingCos += std::cos(doubled - polar);
      openingSin += std::sin(doubled - polar);
    }
    before = doubled;
  }
  turn.opening = std::atan2(openingSin, openingCos);
  return true;
}

}  // namespace

std::vector<SingularPoint> singularPoints(const RidgeFlow& flow, const Plane<std::uint8_t>& print) {
  struct Found {
    SingularPoint point;
    float weight;
  };
  static const std::vector<std::pair<int, int>> way = wayAround(ring);
  std::vector<Found> found;
  for (int cy = ring; cy + ring < print.height; ++cy) {
    for (int cx = ring; cx + ring < print.width; ++cx) {
      Turn turn;
      if (print.at(cx, cy) == 0 || !readTurn(flow, print, cx, cy, way, turn)) continue;
      if (turn.roughest > 0.6F * pi || std::fabs(std::fabs(turn.total) - 2 * pi) > 0.3F) continue;
      const SingularKind kind = turn.total > 0 ? SingularKind::core : SingularKind::delta;
      float angle = kind == SingularKind::core ? -turn.opening : 0;  // y up
      if (angle < 0) angle += 2 * pi;
      const float x = (static_cast<float>(cx) + 0.5F) * cellSide;
      const float y = (static_cast<float>(cy) + 0.5F) * cellSide;
      bool merged = false;
      for (Found& other : found) {
        const float gx = other.point.x / other.weight - x;
        const float gy = other.point.y / other.weight - y;
        if (other.point.kind != kind || gx * gx + gy * gy > together * together) continue;
        other.point.x += x;
        other.point.y += y;
        other.weight += 1;
        merged = true;
        break;
      }
      if (!merged) found.push_back({{x, y, angle, kind}, 1});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.weight > b.weight; });
  std::vector<SingularPoint> points;
  for (const Found& one : found) {
    points.push_back(one.point);
    points.back().x /= one.weight;
    points.back().y /= one.weight;
  }
  return points;
}

}  // namespace sobo::fingerprint
