#include "score.hpp"

#include <array>
#include <cmath>
#include <span>

namespace sobo::fingerprint {
namespace {

// Weights of a logistic regression (one finger or two?), fitted on FVC2000_DB1_B, FVC2000_DB3_B and FVC2002_DB3_B only;
// each set and each of the two classes with the same weight. The other sets were left out and show what it is worth.
double withRidges(const Evidence& e) {
  const double area = std::log1p(static_cast<double>(e.ridges.squares)) / 5;
  const double met = std::log1p(static_cast<double>(e.metWeight));
  return -13.325 + 0.8238 * std::sqrt(static_cast<double>(e.relaxed)) + 3.8047 * met + 3.0648 * e.ridges.mean +
         4.3469 * e.ridges.evidence / 50 + 3.6261 * e.ridges.mean * area + 3.8721 * e.share * met;
}

double minutiaeAlone(const Evidence& e) {
  const double met = std::log1p(static_cast<double>(e.metWeight));
  return -8.722 + 2.4934 * std::sqrt(static_cast<double>(e.relaxed)) + 4.9070 * met + 1.1775 * e.share + 4.9816 * e.share * met +
         2.2235 * e.sameKind - 3.9238 * e.residual / 10 - 2.4962 * std::log1p(static_cast<double>(e.unmet));
}

struct Knot {
  double evidence;
  double score;
};

// Where strangers of the eight sets lie, the hardest set taken and rounded up: 1e-1 … 1e-3 are counted, beyond that the line
// goes on at the slope of the tail, a little flatter.
constexpr std::array<Knot, 6> ridgeScale = {{{-7.0, 0.3}, {-3.5, 1}, {0.1, 2}, {1.7, 3}, {3.1, 4}, {5.9, 6}}};
constexpr std::array<Knot, 6> minutiaScale = {{{-6.0, 0.3}, {-2.4, 1}, {1.4, 2}, {3.6, 3}, {5.2, 4}, {8.4, 6}}};

double onScale(double evidence, std::span<const Knot> scale) {
  if (!std::isfinite(evidence)) return 0;
  const Knot& lowest = scale.front();
  if (evidence <= lowest.evidence) return lowest.score / (1 + 0.3 * (lowest.evidence - evidence));
  std::size_t i = 1;
  while (i + 1 < scale.size() && evidence > scale[i].evidence) ++i;
  const Knot& from = scale[i - 1];
  const Knot& to = scale[i];
  return from.score + (evidence - from.evidence) * (to.score - from.score) / (to.evidence - from.evidence);
}

}  // namespace

double scoreOf(const Evidence& evidence) {
  if (evidence.withRidges) return onScale(withRidges(evidence), ridgeScale);
  return onScale(minutiaeAlone(evidence), minutiaScale);
}

}  // namespace sobo::fingerprint
