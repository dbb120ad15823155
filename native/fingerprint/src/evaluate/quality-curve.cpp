#include "quality-curve.hpp"

#include <algorithm>

namespace sobo::fingerprint {
namespace {

double thresholdOneInThousand(const Evaluation& evaluation) {
  std::vector<double> impostor;
  for (const ScoredPair& pair : evaluation.pairs) {
    if (!pair.genuine) impostor.push_back(pair.score);
  }
  if (impostor.empty()) return 0;
  std::sort(impostor.rbegin(), impostor.rend());
  return impostor[impostor.size() / 1000];  // accepted are only scores above this one
}

}  // namespace

QualityCurve qualityCurve(const Evaluation& evaluation) {
  const double threshold = thresholdOneInThousand(evaluation);
  std::vector<std::pair<int, bool>> genuine;  // lower quality of the pair, missed
  for (const ScoredPair& pair : evaluation.pairs) {
    if (!pair.genuine) continue;
    const int quality = std::min(evaluation.quality[static_cast<std::size_t>(pair.first)],
                                 evaluation.quality[static_cast<std::size_t>(pair.second)]);
    genuine.emplace_back(quality, pair.score <= threshold);
  }
  std::stable_sort(genuine.begin(), genuine.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto without = [&](std::size_t percent) {
    const std::size_t skip = genuine.size() * percent / 100;
    const auto missed = std::count_if(genuine.begin() + static_cast<std::ptrdiff_t>(skip), genuine.end(),
                                      [](const auto& pair) { return pair.second; });
    return genuine.size() > skip ? static_cast<double>(missed) / static_cast<double>(genuine.size() - skip) : 0.0;
  };
  return {without(0), without(5), without(10), without(20)};
}

}  // namespace sobo::fingerprint
