#include "flow-of-finger.hpp"

#include <cmath>
#include <numbers>

namespace sobo::fingerprint {

double flowOfFinger(const SyntheticFinger& finger, double x, double y) {
  constexpr double pi = std::numbers::pi;
  double angle = 0;
  if (finger.singularPoints.empty()) {
    // A plain arch: ridges rise to the middle and fall again, most of all half-way up the pad.
    const double height = std::exp(-(y - 40) * (y - 40) / (2 * 95.0 * 95.0));
    angle = std::atan(1.1 * height * std::sin(-x / finger.halfWidth * pi * 0.9));
    angle = -angle;
  } else {
    for (const SingularPoint& point : finger.singularPoints) {
      const double turn = std::atan2(point.y - y, x - point.x);
      angle += point.kind == SingularKind::core ? turn : -turn;
    }
    angle /= 2;
  }
  angle = std::fmod(angle, pi);
  return angle < 0 ? angle + pi : angle;
}

}  // namespace sobo::fingerprint
