#include "cylinder.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "../wide-target.hpp"
#include "angles.hpp"

namespace sobo::fingerprint {
namespace {

constexpr float radius = 70;
constexpr float cell = 2 * radius / cylinderSide;
constexpr float sigmaSpace = 28.0F / 3;
constexpr float reach = 3 * sigmaSpace;
constexpr float bitThreshold = 0.005F;
constexpr float hullGrowth = 50;
constexpr int leastNeighbours = 2;
constexpr double leastValid = 0.75;
constexpr float leastShared = 0.6F * (pi / 4) * cylinderSide * cylinderSide;
constexpr float dropBelow = 0.2F;

struct Tables {
  std::array<float, 361> direction{};   // share of a direction cell by angle difference in degrees, -180 … 180
  std::array<float, 256> space{};       // Gaussian by squared distance, 0 … reach²
  std::array<float, 64 * cylinderPlanes + 1> root{};
  std::uint64_t circle = 0;  // cells within the radius
};

const Tables& tables() {
  static const Tables made = [] {
    Tables t;
    const double sigma = 2 * std::numbers::pi / 9;
    const double half = std::numbers::pi / cylinderPlanes;
    for (int degree = -180; degree <= 180; ++degree) {
      const double a = degree * std::numbers::pi / 180;
      t.direction[static_cast<std::size_t>(degree + 180)] = static_cast<float>(
          0.5 * (std::erf((a + half) / (sigma * std::numbers::sqrt2)) - std::erf((a - half) / (sigma * std::numbers::sqrt2))));
    }
    for (std::size_t i = 0; i < t.space.size(); ++i) {
      const double squared = (static_cast<double>(i) + 0.5) / static_cast<double>(t.space.size()) * reach * reach;
      t.space[i] = static_cast<float>(std::exp(-squared / (2.0 * sigmaSpace * sigmaSpace)) /
                                      (sigmaSpace * std::sqrt(2 * std::numbers::pi)));
    }
    for (std::size_t i = 0; i < t.root.size(); ++i) t.root[i] = static_cast<float>(std::sqrt(static_cast<double>(i)));
    for (int k = 0; k < 64; ++k) {
      const float u = (static_cast<float>(k % 8) - 3.5F) * cell;
      const float v = (static_cast<float>(k / 8) - 3.5F) * cell;
      if (u * u + v * v <= radius * radius) t.circle |= std::uint64_t{1} << k;
    }
    return t;
  }();
  return made;
}

struct Point {
  float x = 0;
  float y = 0;
};

float cross(Point o, Point a, Point b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

/// Convex hull, counter-clockwise (monotone chain).
struct Hull {
  std::array<Point, 2 * mostCompared + 2> corners{};
  int count = 0;

  explicit Hull(const PreparedData& data) {
    std::array<Point, mostCompared> points{};
    for (int i = 0; i < data.count; ++i) {
      const PreparedMinutia& m = data.minutiae[static_cast<std::size_t>(i)];
      points[static_cast<std::size_t>(i)] = {m.x, m.y};
    }
    std::sort(points.begin(), points.begin() + data.count,
              [](Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    const auto add = [&](Point p, int floor) {
      while (count >= floor + 2 && cross(corners[static_cast<std::size_t>(count - 2)], corners[static_cast<std::size_t>(count - 1)], p) <= 0) --count;
      corners[static_cast<std::size_t>(count++)] = p;
    };
    for (int i = 0; i < data.count; ++i) add(points[static_cast<std::size_t>(i)], 0);
    const int floor = count - 1;
    for (int i = data.count - 2; i >= 0; --i) add(points[static_cast<std::size_t>(i)], floor);
    if (count > 1) --count;
  }

};

/// The hull moved outwards by hullGrowth, as half planes nx * x + ny * y <= limit; the box keeps sharp corners short.
struct Bounds {
  std::array<float, 2 * mostCompared + 6> nx{};
  std::array<float, 2 * mostCompared + 6> ny{};
  std::array<float, 2 * mostCompared + 6> limit{};
  int count = 0;

  void add(float x, float y, float most) {
    nx[static_cast<std::size_t>(count)] = x;
    ny[static_cast<std::size_t>(count)] = y;
    limit[static_cast<std::size_t>(count++)] = most + hullGrowth;
  }

  explicit Bounds(const Hull& hull) {
    float left = 1e9F, right = -1e9F, low = 1e9F, high = -1e9F;
    for (int i = 0; i < hull.count; ++i) {
      const Point a = hull.corners[static_cast<std::size_t>(i)];
      const Point b = hull.corners[static_cast<std::size_t>((i + 1) % hull.count)];
      left = std::min(left, a.x);
      right = std::max(right, a.x);
      low = std::min(low, a.y);
      high = std::max(high, a.y);
      const float ex = b.x - a.x;
      const float ey = b.y - a.y;
      const float length = std::sqrt(ex * ex + ey * ey);
      if (length > 0) add(ey / length, -ex / length, (ey * a.x - ex * a.y) / length);
    }
    add(1, 0, right);
    add(-1, 0, -left);
    add(0, 1, high);
    add(0, -1, -low);
  }
};

/// One bit for each of the 64 cells around a minutia: inside all half planes.
SOBO_WIDE std::uint64_t cellsWithin(const Bounds& bounds, const float* x, const float* y) {
  float over[64];
  for (float& value : over) value = -1e9F;
  for (int i = 0; i < bounds.count; ++i) {
    const float nx = bounds.nx[static_cast<std::size_t>(i)];
    const float ny = bounds.ny[static_cast<std::size_t>(i)];
    const float limit = bounds.limit[static_cast<std::size_t>(i)];
    for (int k = 0; k < 64; ++k) {
      const float beyond = nx * x[k] + ny * y[k] - limit;
      over[k] = beyond > over[k] ? beyond : over[k];
    }
  }
  std::uint64_t within = 0;
  for (int k = 0; k < 64; ++k) within |= static_cast<std::uint64_t>(over[k] <= 0) << k;
  return within;
}

/// The direction planes of one cell side by side, two lanes unused.
using Planes = float __attribute__((vector_size(32)));

SOBO_WIDE void buildOne(const PreparedData& data, const Bounds& bounds, int index, Cylinder& cylinder) {
  const Tables& t = tables();
  const PreparedMinutia& m = data.minutiae[static_cast<std::size_t>(index)];
  Planes sums[64] = {};
  int neighbours = 0;
  for (int i = 0; i < data.count; ++i) {
    if (i == index) continue;
    const PreparedMinutia& other = data.minutiae[static_cast<std::size_t>(i)];
    const float dx = other.x - m.x;
    const float dy = other.y - m.y;
    if (dx * dx + dy * dy > (radius + reach) * (radius + reach)) continue;
    ++neighbours;
    const float u = dx * m.cosine + dy * m.sine;
    const float v = -dx * m.sine + dy * m.cosine;
    Planes share = {};
    const float turn = wrap(m.angle - other.angle);
    for (int k = 0; k < cylinderPlanes; ++k) {
      const float centre = -pi + (static_cast<float>(k) + 0.5F) * (2 * pi / cylinderPlanes);
      const float degrees = wrap(centre - turn) * (180 / pi);
      share[k] = t.direction[static_cast<std::size_t>(std::clamp(static_cast<int>(degrees + 180.5F), 0, 360))];
    }
    const int left = std::max(0, static_cast<int>(std::ceil((u - reach) / cell + 3.5F)));
    const int right = std::min(7, static_cast<int>(std::floor((u + reach) / cell + 3.5F)));
    const int low = std::max(0, static_cast<int>(std::ceil((v - reach) / cell + 3.5F)));
    const int high = std::min(7, static_cast<int>(std::floor((v + reach) / cell + 3.5F)));
    for (int j = low; j <= high; ++j) {
      for (int i2 = left; i2 <= right; ++i2) {
        const float du = u - (static_cast<float>(i2) - 3.5F) * cell;
        const float dv = v - (static_cast<float>(j) - 3.5F) * cell;
        const float squared = du * du + dv * dv;
        if (squared >= reach * reach) continue;
        const float weight = t.space[static_cast<std::size_t>(squared * (256 / (reach * reach)))];
        sums[j * 8 + i2] += weight * share;
      }
    }
  }
  if (neighbours < leastNeighbours) return;
  float x[64];
  float y[64];
  for (int k = 0; k < 64; ++k) {
    const float u = (static_cast<float>(k % 8) - 3.5F) * cell;
    const float v = (static_cast<float>(k / 8) - 3.5F) * cell;
    x[k] = m.x + u * m.cosine - v * m.sine;
    y[k] = m.y + u * m.sine + v * m.cosine;
  }
  const std::uint64_t mask = t.circle & cellsWithin(bounds, x, y);
  if (std::popcount(mask) < leastValid * std::popcount(t.circle)) return;
  cylinder.mask = mask;
  for (std::size_t k = 0; k < 64; ++k) {
    for (std::size_t p = 0; p < cylinderPlanes; ++p) {
      cylinder.planes[p] |= static_cast<std::uint64_t>(sums[k][p] >= bitThreshold) << k;
    }
  }
  for (std::uint64_t& plane : cylinder.planes) plane &= mask;
}

SOBO_WIDE void compareRow(const PreparedData& a, int i, const PreparedData& b, const float* root, float* row) {
  const Cylinder& left = a.cylinders[static_cast<std::size_t>(i)];
  const float angle = a.minutiae[static_cast<std::size_t>(i)].angle;
  for (int j = 0; j < b.count; ++j) {
    row[j] = 0;
    const Cylinder& right = b.cylinders[static_cast<std::size_t>(j)];
    const std::uint64_t mask = left.mask & right.mask;
    if (static_cast<float>(__builtin_popcountll(mask)) < leastShared) continue;
    if (std::fabs(wrap(angle - b.minutiae[static_cast<std::size_t>(j)].angle)) > pi / 2) continue;
    int different = 0;
    int one = 0;
    int other = 0;
    for (std::size_t p = 0; p < cylinderPlanes; ++p) {
      const std::uint64_t x = left.planes[p] & mask;
      const std::uint64_t y = right.planes[p] & mask;
      different += __builtin_popcountll(x ^ y);
      one += __builtin_popcountll(x);
      other += __builtin_popcountll(y);
    }
    if (one + other == 0) continue;
    const float s = 1 - root[different] / (root[one] + root[other]);
    row[j] = s > dropBelow ? s : 0;
  }
}

}  // namespace

void buildCylinders(PreparedData& data) {
  data.cylinderCount = 0;
  data.cylinders = {};
  if (data.count == 0) return;
  const Bounds bounds{Hull(data)};
  for (int i = 0; i < data.count; ++i) {
    Cylinder& cylinder = data.cylinders[static_cast<std::size_t>(i)];
    buildOne(data, bounds, i, cylinder);
    data.cylinderCount += cylinder.mask != 0 ? 1 : 0;
  }
}

void compareCylinders(const PreparedData& a, const PreparedData& b, float* similarity) {
  const float* root = tables().root.data();
  for (int i = 0; i < a.count; ++i) compareRow(a, i, b, root, similarity + static_cast<std::ptrdiff_t>(i) * b.count);
}

}  // namespace sobo::fingerprint
