#include <algorithm>
#include <vector>

#include "../../include/compare.hpp"

namespace sobo::fingerprint {
namespace {

struct View {
  int finger = 0;
  PreparedTemplate prepared;
};

std::vector<View> prepareAll(std::span<const FingerTemplate> templates) {
  std::vector<View> views;
  views.reserve(templates.size());
  for (const FingerTemplate& finger : templates) views.push_back({finger.position, prepare(finger)});
  return views;
}

/// The fingers both sides name, or one 0 where they cannot be told from each other.
std::vector<int> fingersOf(const std::vector<View>& probe, const std::vector<View>& known) {
  const auto first = [](const std::vector<View>& views) { return views.empty() ? 0 : views.front().finger; };
  const auto isOne = [&](const std::vector<View>& views) {
    return std::all_of(views.begin(), views.end(), [&](const View& view) { return view.finger == first(views); });
  };
  const auto unknown = [](const View& view) { return view.finger == 0; };
  if ((isOne(probe) && isOne(known)) || std::any_of(probe.begin(), probe.end(), unknown) || std::any_of(known.begin(), known.end(), unknown)) {
    return {0};
  }
  std::vector<int> fingers;
  for (const View& view : probe) {
    const bool shared = std::any_of(known.begin(), known.end(), [&](const View& other) { return other.finger == view.finger; });
    if (shared && std::find(fingers.begin(), fingers.end(), view.finger) == fingers.end()) fingers.push_back(view.finger);
  }
  return fingers;
}

/// The best pair of one finger's views (of all, for 0), paid for by the number of pairs.
Comparison compareFinger(int finger, const std::vector<View>& probe, const std::vector<View>& known, Scratch& scratch) {
  Comparison best;
  int tries = 0;
  for (const View& one : probe) {
    for (const View& other : known) {
      if (finger != 0 && (one.finger != finger || other.finger != finger)) continue;
      const Comparison found = compare(one.prepared, other.prepared, scratch);
      if (!found.comparable) continue;
      ++tries;
      if (!best.comparable || found.score > best.score) best = found;
    }
  }
  best.score = bestOfTries(best.score, tries);
  return best;
}

}  // namespace

ViewsComparison compareViews(std::span<const FingerTemplate> probe, std::span<const FingerTemplate> known, Scratch& scratch) {
  const std::vector<View> one = prepareAll(probe);
  const std::vector<View> other = prepareAll(known);
  ViewsComparison result;
  std::vector<double> scores;
  for (const int finger : fingersOf(one, other)) {
    const Comparison found = compareFinger(finger, one, other, scratch);
    if (!found.comparable) continue;
    scores.push_back(found.score);
    if (!result.best.comparable || found.score > result.best.score) result.best = found;
  }
  result.fingers = static_cast<int>(scores.size());
  if (scores.size() > 1) result.best.score = fuseFingers(scores);
  return result;
}

}  // namespace sobo::fingerprint
