#include <algorithm>
#include <cmath>
#include <numbers>

#include "random-stream.hpp"
#include "flow-of-finger.hpp"

namespace sobo::fingerprint {
namespace {

constexpr double pxPerMm = 500.0 / 25.4;

SingularPoint point(double x, double y, SingularKind kind) {
  return {static_cast<float>(x), static_cast<float>(y), 0, kind};
}

void placeSingularPoints(SyntheticFinger& finger, RandomStream& random) {
  const double kind = random.even();
  const double x = random.normal() * 10;
  const double y = -30 + random.normal() * 16;
  auto& points = finger.singularPoints;
  if (kind < 0.06) {
    finger.kind = PatternKind::arch;
  } else if (kind < 0.68) {
    // The delta stands on the side away from which the loop opens.
    const double side = kind < 0.37 ? 1 : -1;
    finger.kind = side > 0 ? PatternKind::leftLoop : PatternKind::rightLoop;
    points.push_back(point(x, y, SingularKind::core));
    points.push_back(point(x + side * random.between(62, 100), y + random.between(85, 150), SingularKind::delta));
  } else {
    finger.kind = PatternKind::whorl;
    const double gap = random.between(14, 62);
    const double lean = random.normal() * 9;
    points.push_back(point(x + lean, y - gap / 2, SingularKind::core));
    points.push_back(point(x - lean, y + gap / 2, SingularKind::core));
    points.push_back(point(x - random.between(75, 115), y + random.between(90, 150), SingularKind::delta));
    points.push_back(point(x + random.between(75, 115), y + random.between(90, 150), SingularKind::delta));
  }
}

/// Minutiae stand denser around cores and deltas.
double crowding(const SyntheticFinger& finger, double x, double y) {
  double most = 0;
  for (const SingularPoint& at : finger.singularPoints) {
    const double square = (x - at.x) * (x - at.x) + (y - at.y) * (y - at.y);
    most = std::max(most, std::exp(-square / (2 * 38.0 * 38.0)));
  }
  return (1 + 1.1 * most) / 2.1;
}

}  // namespace

SyntheticFinger growFinger(std::uint64_t seed, std::uint64_t person, std::uint32_t fingerCode) {
  // The hand gives its fingers a common size and density; the pattern is each finger's own.
  RandomStream hand = RandomStream::of(seed, person, 1000);
  RandomStream random = RandomStream::of(seed, person, fingerCode);
  SyntheticFinger finger;
  const double size = 1 + 0.07 * hand.normal();
  const double density = std::clamp(0.27 * std::exp(0.17 * hand.normal() + 0.13 * random.normal()), 0.13, 0.5);
  finger.halfWidth = static_cast<float>(168 * size);
  finger.halfHeight = static_cast<float>(222 * size);
  placeSingularPoints(finger, random);

  const double area = std::numbers::pi * finger.halfWidth * finger.halfHeight / (pxPerMm * pxPerMm);
  const int wanted = std::clamp(random.poisson(area * density), 24, 180);
  // Which way the ridges that end here end is not pure chance: it goes with where ridges spread or close up.
  const double bias = random.between(-0.45, 0.45);
  const double biasTurn = random.between(0, 6.28);
  for (int tries = 0; tries < 60 * wanted && static_cast<int>(finger.minutiae.size()) < wanted; ++tries) {
    const double x = random.between(-finger.halfWidth, finger.halfWidth);
    const double y = random.between(-finger.halfHeight, finger.halfHeight);
    const double rx = x / finger.halfWidth;
    const double ry = y / finger.halfHeight;
    if (rx * rx + ry * ry > 1 || !random.chance(crowding(finger, x, y))) continue;
    const double gap = random.between(7, 16);
    const bool crowded = std::any_of(finger.minutiae.begin(), finger.minutiae.end(), [&](const SkinMinutia& other) {
      return std::hypot(other.minutia.x - x, other.minutia.y - y) < gap;
    });
    if (crowded) continue;
    const double share = 0.5 + bias * std::sin(x / 80 + y / 110 + biasTurn);
    double angle = flowOfFinger(finger, x, y) + (random.chance(share) ? 0 : std::numbers::pi) + 0.06 * random.normal();
    angle = std::fmod(angle + 4 * std::numbers::pi, 2 * std::numbers::pi);
    SkinMinutia made;
    made.minutia.x = static_cast<float>(x);
    made.minutia.y = static_cast<float>(y);
    made.minutia.angle = static_cast<float>(angle);
    made.minutia.kind = random.chance(0.56) ? MinutiaKind::ending : MinutiaKind::bifurcation;
    // Some are deep and always seen, some lie in a crease and seldom are.
    made.sureness = static_cast<float>(1 - 0.7 * std::pow(random.even(), 3));
    finger.minutiae.push_back(made);
  }
  return finger;
}

}  // namespace sobo::fingerprint
