#include "error-rates.hpp"

#include <algorithm>
#include <limits>

namespace sobo::fingerprint {

ErrorRates errorRates(std::vector<double> genuine, std::vector<double> impostor) {
  ErrorRates rates;
  if (genuine.empty() || impostor.empty()) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return {none, none, none, none};
  }
  std::sort(genuine.begin(), genuine.end());
  std::sort(impostor.begin(), impostor.end());
  std::vector<double> thresholds(genuine);
  thresholds.insert(thresholds.end(), impostor.begin(), impostor.end());
  std::sort(thresholds.begin(), thresholds.end());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  thresholds.push_back(std::numeric_limits<double>::infinity());

  const auto falseMatches = [&](double t) {
    return static_cast<std::size_t>(impostor.end() - std::lower_bound(impostor.begin(), impostor.end(), t));
  };
  const auto fmr = [&](double t) { return static_cast<double>(falseMatches(t)) / static_cast<double>(impostor.size()); };
  const auto fnmr = [&](double t) {
    return static_cast<double>(std::lower_bound(genuine.begin(), genuine.end(), t) - genuine.begin()) /
           static_cast<double>(genuine.size());
  };
  const auto atMost = [&](std::size_t most) {
    for (double t : thresholds) {
      if (falseMatches(t) <= most) return fnmr(t);
    }
    return 1.0;
  };
  rates.fmr100 = atMost(impostor.size() / 100);
  rates.fmr1000 = atMost(impostor.size() / 1000);
  rates.zeroFmr = atMost(0);
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    const double second = fmr(thresholds[i]) + fnmr(thresholds[i]);
    if (fnmr(thresholds[i]) < fmr(thresholds[i])) continue;
    rates.eer = second / 2;
    if (i > 0) rates.eer = std::min(rates.eer, (fmr(thresholds[i - 1]) + fnmr(thresholds[i - 1])) / 2);
    break;
  }
  return rates;
}

}  // namespace sobo::fingerprint
