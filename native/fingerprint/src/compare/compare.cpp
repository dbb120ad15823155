#include "../../include/compare.hpp"

#include <algorithm>
#include <cmath>

#include "angles.hpp"
#include "evidence.hpp"
#include "score.hpp"

namespace sobo::fingerprint {

Scratch::Scratch() : data_(std::make_unique<ScratchData>()) {}
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;
Scratch::~Scratch() = default;

Comparison compare(const PreparedTemplate& a, const PreparedTemplate& b, Scratch& scratch) noexcept {
  Comparison result;
  if (a.data() == nullptr || b.data() == nullptr) return result;
  if (a.data()->cylinderCount == 0 || b.data()->cylinderCount == 0) return result;
  const Evidence evidence = gatherEvidence(*a.data(), *b.data(), scratch.data());
  result.score = scoreOf(evidence);
  result.comparable = true;
  result.pairedMinutiae = evidence.meeting.count;
  const Movement& move = evidence.meeting.movement;
  result.alignment = {quickAtan2(move.sine, move.cosine), move.dx, -move.dy};
  return result;
}

double thresholdFor(double falseMatchRate) {
  if (!(falseMatchRate > 0)) return thresholdFor(1e-12);
  return -std::log10(std::min(1.0, falseMatchRate));
}

double bestOfTries(double score, int tries) noexcept {
  return tries > 1 ? std::max(0.0, score - std::log10(static_cast<double>(tries))) : score;
}

Comparison compareWithImpressions(const PreparedTemplate& probe, std::span<const PreparedTemplate* const> impressions,
                                  Scratch& scratch) noexcept {
  Comparison best;
  int compared = 0;
  for (const PreparedTemplate* impression : impressions) {
    if (impression == nullptr) continue;
    const Comparison one = compare(probe, *impression, scratch);
    if (!one.comparable) continue;
    ++compared;
    if (!best.comparable || one.score > best.score) best = one;
  }
  best.score = bestOfTries(best.score, compared);
  return best;
}

double fuseFingers(std::span<const double> scores) {
  // Fisher: of strangers, the sum of n independent -ln(p) follows a gamma distribution of shape n.
  double sum = 0;
  int count = 0;
  for (double score : scores) {
    if (!std::isfinite(score)) continue;
    sum += std::clamp(score, 0.0, 40.0) * std::log(10.0);
    ++count;
  }
  if (count == 0) return 0;
  double term = 1;
  double tail = 1;
  for (int k = 1; k < count; ++k) {
    term *= sum / k;
    tail += term;
  }
  return std::max(0.0, (sum - std::log(tail)) / std::log(10.0));
}

}  // namespace sobo::fingerprint
