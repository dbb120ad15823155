#include <algorithm>
#include <limits>

#include "../../include/evaluate.hpp"

namespace sobo::fingerprint {

ErrorRates errorRates(std::vector<double> genuine, std::vector<double> impostor) {
  std::sort(genuine.begin(), genuine.end());
  std::sort(impostor.begin(), impostor.end());
  std::vector<double> thresholds;
  thresholds.reserve(genuine.size() + impostor.size() + 1);
  std::merge(genuine.begin(), genuine.end(), impostor.begin(), impostor.end(), std::back_inserter(thresholds));
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  thresholds.push_back(std::numeric_limits<double>::infinity());

  const auto below = [](const std::vector<double>& scores, double t) {
    return static_cast<std::size_t>(std::lower_bound(scores.begin(), scores.end(), t) - scores.begin());
  };
  const auto fnmr = [&](double t) {
    return genuine.empty() ? 0 : static_cast<double>(below(genuine, t)) / static_cast<double>(genuine.size());
  };
  const auto matches = [&](double t) { return impostor.size() - below(impostor, t); };
  const auto fmr = [&](double t) {
    return impostor.empty() ? 0 : static_cast<double>(matches(t)) / static_cast<double>(impostor.size());
  };

  ErrorRates rates;
  // Both rates are monotone in the threshold, so every "first threshold with …" is a partition point.
  const auto crossing = std::partition_point(thresholds.begin(), thresholds.end(), [&](double t) { return fnmr(t) < fmr(t); });
  const auto sum = [&](double t) { return fmr(t) + fnmr(t); };
  rates.eer = (crossing == thresholds.end()    ? sum(thresholds.back())
               : crossing == thresholds.begin() ? sum(*crossing)
                                                : std::min(sum(*crossing), sum(*(crossing - 1)))) /
              2;
  const auto fnmrAtMost = [&](std::size_t allowed) {
    const auto at = std::partition_point(thresholds.begin(), thresholds.end(), [&](double t) { return matches(t) > allowed; });
    return at == thresholds.end() ? 1.0 : fnmr(*at);
  };
  rates.fmr100 = fnmrAtMost(impostor.size() / 100);
  rates.fmr1000 = fnmrAtMost(impostor.size() / 1000);
  rates.zeroFmr = fnmrAtMost(0);
  return rates;
}

}  // namespace sobo::fingerprint
