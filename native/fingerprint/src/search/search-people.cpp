#include <algorithm>
#include <array>
#include <cmath>

#include "../../include/compare.hpp"
#include "../../include/identify-bench.hpp"
#include "index-state.hpp"
#include "probe-codes.hpp"
#include "search-print.hpp"

namespace sobo::fingerprint {
namespace {

constexpr std::uint32_t cancelEvery = 1024;  // prints: about a millisecond

bool wants(const std::atomic<bool>* cancel) { return cancel != nullptr && cancel->load(std::memory_order_relaxed); }

bool isCompared(int probe, int kept, bool anyFinger) { return anyFinger || probe == 0 || kept == 0 || probe == kept; }

/// Calls `look(print)` for every living print that a probe of this position meets; stops early when told to.
template <typename Look>
bool eachPrint(const ShelvesOfPosition& shelves, int position, bool anyFinger, const std::atomic<bool>* cancel, Look look) {
  std::uint32_t since = 0;
  for (int kept = 0; kept < positionGroups; ++kept) {
    if (!isCompared(position, kept, anyFinger)) continue;
    for (const ShelfView& view : shelves[static_cast<std::size_t>(kept)]) {
      for (std::uint32_t place = 0; place < view.count; ++place) {
        if (++since % cancelEvery == 0 && wants(cancel)) return false;
        if (!view.shelf->isDead(place)) look(view.shelf->print(place));
      }
    }
  }
  return true;
}

/// Scores of one probe become comparable with those of another: by how far they stand above what strangers get.
void addStandardised(std::vector<float>& total, const std::vector<float>& best) {
  double sum = 0;
  double squares = 0;
  std::size_t seen = 0;
  for (const float score : best) {
    if (score < 0) continue;
    sum += score;
    squares += static_cast<double>(score) * score;
    ++seen;
  }
  if (seen == 0) return;
  const double mean = sum / static_cast<double>(seen);
  const double spread = std::sqrt(std::max(squares / static_cast<double>(seen) - mean * mean, 1e-9));
  for (std::size_t i = 0; i < best.size(); ++i) {
    if (best[i] >= 0) total[i] += static_cast<float>((best[i] - mean) / spread);
  }
}

// Prints of one position are impressions of one finger: the best counts, at the price of the tries. Those without any are one finger too.
struct Finger {
  double best = 0;
  int tries = 0;
};

/// What the full comparisons said of a subject.
struct Found {
  std::uint64_t subject = 0;
  std::array<Finger, positionGroups> fingers;

  [[nodiscard]] SearchHit hit() const {
    std::array<double, positionGroups> scores{};
    std::size_t count = 0;
    for (const Finger& finger : fingers) {
      if (finger.tries > 0) scores[count++] = bestOfTries(finger.best, finger.tries);
    }
    const double score = count == 1 ? scores[0] : fuseFingers(std::span(scores).first(count));
    return {subject, score, static_cast<int>(count)};
  }
};

constexpr std::uint32_t notKept = ~std::uint32_t{0};

/// Memory for candidates, one after the other: none of them takes any from the heap.
struct CandidatePlace {
  FingerTemplate unpacked;
  PreparedTemplate prepared = takeRoom();
  Scratch scratch;

  Comparison compareWith(const PreparedTemplate& probe, const KeptPrint& print) {
    unpackSearchPrint(print, unpacked);
    prepare(unpacked, prepared);
    return compare(probe, prepared, scratch);
  }
};

}  // namespace

SearchReport SearchIndex::search(std::span<const FingerTemplate> probes, const SearchOptions& options,
                                 const std::atomic<bool>* cancel) const {
  SearchReport report;
  std::uint32_t slots = 0;
  const ShelvesOfPosition shelves = state_->view(slots);
  const auto stopped = [&] {
    report.hits.clear();
    report.cancelled = true;
    return report;
  };
  const auto lost = [&] {
    report.hits.clear();
    report.lost = true;
    return report;
  };
  if (state_->isLost()) return lost();

  // 1: the bit stage over everything; a subject's likeness is the sum over the probe's fingers.
  const double began = threadCpuSeconds();
  std::vector<float> total(slots, 0.0F);
  std::vector<bool> met(slots, false);
  if (!options.exhaustive) {
    const StageKernels& kernels = bestKernels();
    std::vector<float> best(slots);
    for (const FingerTemplate& finger : probes) {
      const SearchPrint packed = packSearchPrint(finger);
      const ProbeCodes probe = spreadProbe(packed);
      std::fill(best.begin(), best.end(), -1.0F);
      const bool whole = eachPrint(shelves, packed.blocks[0].position, options.anyFinger, cancel, [&](const KeptPrint& print) {
        float& known = best[print.slot];
        known = std::max(known, stageScore(probe, print, kernels));
        met[print.slot] = true;
        ++report.scanned;
      });
      if (!whole) return stopped();
      addStandardised(total, best);
    }
  }
  std::vector<std::uint32_t> order;
  order.reserve(slots);
  for (std::uint32_t slot = 0; slot < slots; ++slot) {
    if (options.exhaustive || met[slot]) order.push_back(slot);
  }
  const double share = std::clamp(options.keepShare, 0.0, 1.0) * static_cast<double>(order.size());
  const std::size_t keep =
      options.exhaustive ? order.size()
                         : std::min(order.size(), std::max(static_cast<std::size_t>(std::max(options.keepLeast, 1)),
                                                           static_cast<std::size_t>(std::ceil(share))));
  const auto liker = [&](std::uint32_t a, std::uint32_t b) { return total[a] != total[b] ? total[a] > total[b] : a < b; };
  if (keep < order.size()) std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(keep), order.end(), liker);
  order.resize(keep);
  std::vector<std::uint32_t> rowOf(slots, notKept);
  for (std::size_t row = 0; row < keep; ++row) rowOf[order[row]] = static_cast<std::uint32_t>(row);
  const double scanned = threadCpuSeconds();
  report.scanSeconds = scanned - began;

  // 2: the full comparison of those kept, and one score over the fingers.
  std::vector<Found> found(keep);
  CandidatePlace place;
  for (const FingerTemplate& finger : probes) {
    const SearchPrint packed = packSearchPrint(finger);
    const std::uint8_t position = packed.blocks[0].position;
    // The probe as precise as it came; candidates as they are kept.
    const PreparedTemplate probe = prepare(finger);
    bool whole = true;
    eachPrint(shelves, position, options.anyFinger, nullptr, [&](const KeptPrint& print) {
      const std::uint32_t row = rowOf[print.slot];
      if (row == notKept || !whole) return;
      whole = !wants(cancel);
      if (!whole) return;
      const Comparison comparison = place.compareWith(probe, print);
      ++report.compared;
      Found& one = found[row];
      one.subject = print.subject;
      if (!comparison.comparable) return;
      Finger& met = one.fingers[position];
      met.best = std::max(met.best, comparison.score);
      ++met.tries;
    });
    if (!whole) return stopped();
  }
  report.hits.reserve(keep);
  for (const Found& one : found) {
    const SearchHit hit = one.hit();
    if (hit.fingers > 0 && hit.score >= options.leastScore) report.hits.push_back(hit);
  }
  std::sort(report.hits.begin(), report.hits.end(), [](const SearchHit& a, const SearchHit& b) {
    return a.score != b.score ? a.score > b.score : a.subject < b.subject;
  });
  if (report.hits.size() > static_cast<std::size_t>(std::max(options.most, 0))) {
    report.hits.resize(static_cast<std::size_t>(std::max(options.most, 0)));
  }
  report.compareSeconds = threadCpuSeconds() - scanned;
  // Zeros in place of prints: nobody may hear "not found" of that.
  return state_->isLost() ? lost() : report;
}

}  // namespace sobo::fingerprint
