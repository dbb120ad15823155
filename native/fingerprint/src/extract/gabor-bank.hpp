#pragma once

#include <array>
#include <vector>

namespace sobo::fingerprint {

inline constexpr int gaborRadius = 8;
inline constexpr int gaborSide = 2 * gaborRadius + 1;
inline constexpr int gaborReachSquared = 76;  ///< the kernel is round: nothing beyond
inline constexpr int gaborDirections = 32;
inline constexpr int gaborPeriods = 12;

using GaborKernel = std::array<float, gaborSide * gaborSide>;

/// Even Gabor filters of zero mean and unit energy: cos(2π u / T) under a Gaussian, u across the ridge.
struct GaborBank {
  std::vector<GaborKernel> kernels;  ///< gaborPeriods * gaborDirections

  /// For a ridge direction given by its doubled angle (pixel axes) and a period in px.
  [[nodiscard]] const GaborKernel& nearest(float cos2, float sin2, float period) const;
};

[[nodiscard]] const GaborBank& gaborBank();

}  // namespace sobo::fingerprint
