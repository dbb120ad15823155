#pragma once

#include <cmath>
#include <numbers>

namespace sobo::fingerprint {

inline constexpr float pi = std::numbers::pi_v<float>;

/// Brings an angle within (-3π, 3π) into [-π, π].
inline float wrap(float angle) {
  if (angle > pi) return angle - 2 * pi;
  if (angle < -pi) return angle + 2 * pi;
  return angle;
}

/// atan2 to within 2e-4 radians, the same bits on every machine. Chooses instead of jumping, so that loops of it run wide.
inline float quickAtan2(float y, float x) {
  const float ax = std::fabs(x);
  const float ay = std::fabs(y);
  const float high = ax > ay ? ax : ay;
  const float low = ax > ay ? ay : ax;
  const float r = low / (high == 0 ? 1 : high);
  const float r2 = r * r;
  const float narrow = r * (0.99997726F + r2 * (-0.33262347F + r2 * (0.19354346F + r2 * (-0.11643287F + r2 * (0.05265332F - r2 * 0.01172120F)))));
  const float steep = ay > ax ? 0.5F * pi - narrow : narrow;
  const float angle = x < 0 ? pi - steep : steep;
  return high == 0 ? 0 : y < 0 ? -angle : angle;
}

/// 1 up to `full`, 0 from `none`, straight between.
inline float ramp(float value, float full, float none) {
  const float share = (none - value) / (none - full);
  return share < 0 ? 0 : share > 1 ? 1 : share;
}

}  // namespace sobo::fingerprint
