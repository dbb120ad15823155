#include "gabor-bank.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sobo::fingerprint {
namespace {

constexpr double shortestPeriod = 4;
constexpr double longestPeriod = 14;

GaborKernel kernelFor(double direction, double period) {
  const double sigmaAcross = std::clamp(0.45 * period, 2.4, 4.5);
  const double sigmaAlong = 4.5;
  GaborKernel kernel{};
  double sum = 0;
  double envelopeSum = 0;
  std::array<double, gaborSide * gaborSide> values{};
  std::array<double, gaborSide * gaborSide> envelopes{};
  for (int y = -gaborRadius; y <= gaborRadius; ++y) {
    for (int x = -gaborRadius; x <= gaborRadius; ++x) {
      const double along = x * std::cos(direction) + y * std::sin(direction);
      const double across = -x * std::sin(direction) + y * std::cos(direction);
      const auto i = static_cast<std::size_t>((y + gaborRadius) * gaborSide + x + gaborRadius);
      envelopes[i] = x * x + y * y > gaborReachSquared ? 0
                                        : std::exp(-0.5 * (along * along / (sigmaAlong * sigmaAlong) +
                                                           across * across / (sigmaAcross * sigmaAcross)));
      values[i] = envelopes[i] * std::cos(2 * std::numbers::pi * across / period);
      sum += values[i];
      envelopeSum += envelopes[i];
    }
  }
  double energy = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] -= envelopes[i] * sum / envelopeSum;
    energy += values[i] * values[i];
  }
  for (std::size_t i = 0; i < values.size(); ++i) kernel[i] = static_cast<float>(values[i] / std::sqrt(energy));
  return kernel;
}

}  // namespace

const GaborKernel& GaborBank::nearest(float cos2, float sin2, float period) const {
  const double turn = std::atan2(static_cast<double>(sin2), static_cast<double>(cos2)) / (2 * std::numbers::pi);
  int direction = static_cast<int>(std::lround(turn * gaborDirections));
  direction = (direction % gaborDirections + gaborDirections) % gaborDirections;
  const double step = std::log(longestPeriod / shortestPeriod) / (gaborPeriods - 1);
  const int at = std::clamp(
      static_cast<int>(std::lround(std::log(std::max(1.0, static_cast<double>(period)) / shortestPeriod) / step)), 0,
      gaborPeriods - 1);
  return kernels[static_cast<std::size_t>(at * gaborDirections + direction)];
}

const GaborBank& gaborBank() {
  static const GaborBank bank = [] {
    GaborBank made;
    for (int p = 0; p < gaborPeriods; ++p) {
      const double period = shortestPeriod * std::pow(longestPeriod / shortestPeriod, static_cast<double>(p) / (gaborPeriods - 1));
      for (int d = 0; d < gaborDirections; ++d) {
        made.kernels.push_back(kernelFor(std::numbers::pi * d / gaborDirections, period));
      }
    }
    return made;
  }();
  return bank;
}

}  // namespace sobo::fingerprint
