#include <algorithm>
#include <array>
#include <cmath>

#include "../../include/compare.hpp"
#include "../../include/ten-set.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int rightToLeft = 5;  // ISO codes 1-5 are the right hand, 6-10 the left
// Fingers of one hand are more alike than fingers of strangers: patterns run in a person.
constexpr double kinship = 0.5;
constexpr double leastClear = 1.0;  // a print must be ten times surer elsewhere before it is called misplaced

bool isFinger(int position) { return position >= 1 && position <= 10; }
int handOf(int position) { return position <= rightToLeft ? 0 : 1; }
int mirrored(int position) { return position <= rightToLeft ? position + rightToLeft : position - rightToLeft; }

std::vector<PreparedTemplate> prepareAll(std::span<const FingerTemplate> prints) {
  std::vector<PreparedTemplate> prepared;
  prepared.reserve(prints.size());
  for (const FingerTemplate& print : prints) prepared.push_back(prepare(print));
  return prepared;
}

double thresholdOf(double falseAlarms, std::size_t pairs) {
  const double share = std::clamp(falseAlarms, 1e-9, 0.5) / static_cast<double>(std::max<std::size_t>(pairs, 1));
  return -std::log10(share) + kinship;
}

struct Misplaced {
  int given, other;
  int said, shown;
  double score;
};

}  // namespace

TenSetReport checkTenSet(std::span<const FingerTemplate> prints, std::span<const FingerTemplate> known,
                         const TenSetOptions& options) {
  TenSetReport report;
  const std::vector<PreparedTemplate> given = prepareAll(prints);
  const std::vector<PreparedTemplate> earlier = prepareAll(known);
  Scratch scratch;
  const std::size_t pairs = prints.size() * (prints.size() - std::min<std::size_t>(prints.size(), 1)) / 2 +
                            prints.size() * known.size();
  report.threshold = thresholdOf(options.falseAlarms, pairs);

  for (std::size_t i = 0; i < prints.size(); ++i) {
    for (std::size_t j = i + 1; j < prints.size(); ++j) {
      if (prints[i].position == prints[j].position || !isFinger(prints[i].position) || !isFinger(prints[j].position)) continue;
      const double score = compare(given[i], given[j], scratch).score;
      ++report.comparisons;
      if (score >= report.threshold) {
        report.findings.push_back({TenSetTrouble::sameFingerTwice, static_cast<int>(i), static_cast<int>(j), score});
      }
    }
  }

  std::vector<Misplaced> misplaced;
  std::array<int, 2> mirroredOfHand{};
  for (std::size_t i = 0; i < prints.size() && !known.empty(); ++i) {
    if (!isFinger(prints[i].position)) continue;
    double own = 0;
    double elsewhere = 0;
    std::size_t where = 0;
    for (std::size_t k = 0; k < known.size(); ++k) {
      if (!isFinger(known[k].position)) continue;
      const double score = compare(given[i], earlier[k], scratch).score;
      ++report.comparisons;
      if (known[k].position == prints[i].position) {
        own = std::max(own, score);
      } else if (score > elsewhere) {
        elsewhere = score;
        where = k;
      }
    }
    if (elsewhere < report.threshold || elsewhere < own + leastClear) continue;
    misplaced.push_back({static_cast<int>(i), static_cast<int>(where), prints[i].position, known[where].position, elsewhere});
    if (known[where].position == mirrored(prints[i].position)) ++mirroredOfHand[static_cast<std::size_t>(handOf(prints[i].position))];
  }
  // Two fingers that stand at their mirrored places are a hand laid down for the other; one alone is one wrong finger.
  for (const Misplaced& one : misplaced) {
    const bool wholeHand = one.shown == mirrored(one.said) && mirroredOfHand[static_cast<std::size_t>(handOf(one.said))] >= 2;
    report.findings.push_back({wholeHand ? TenSetTrouble::swappedHands : TenSetTrouble::wrongFinger, one.given, one.other, one.score});
  }
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const TenSetFinding& a, const TenSetFinding& b) { return a.score > b.score; });
  return report;
}

}  // namespace sobo::fingerprint
