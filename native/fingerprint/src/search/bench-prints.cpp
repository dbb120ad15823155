#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "../../include/compare.hpp"
#include "../../include/extract.hpp"
#include "../../include/identify-bench.hpp"
#include "../../include/search.hpp"
#include "../../include/synthesis.hpp"
#include "../evaluate/print-folder.hpp"
#include "probe-codes.hpp"
#include "search-print.hpp"

namespace sobo::fingerprint {
namespace {

constexpr std::uint64_t firstSynthetic = 1'000'000;  // subjects below are real fingers
constexpr std::uint32_t syntheticFinger = 2;

struct RealFinger {
  std::string name;  ///< without the folder
  std::vector<FingerTemplate> prints;
};

FingerTemplate stranger(const PrintsBenchOptions& options, std::uint64_t person) {
  FingerTemplate print = pressFinger(growFinger(options.seed, person, syntheticFinger), options.seed, person, syntheticFinger, 0);
  print.position = 0;
  return print;
}

/// The fingers of all folders; false when a folder can't be read.
bool readFingers(const PrintsBenchOptions& options, std::vector<RealFinger>& fingers, PrintsBench& figures) {
  ExtractOptions wanted;
  wanted.withRidgeMap = false;
  for (const std::string& folder : options.folders) {
    const auto names = printsInFolder(folder);
    if (!names) {
      figures.unreadableFolder = folder;
      return false;
    }
    std::map<std::string, std::size_t> known;
    for (const std::string& name : *names) {
      const auto image = openPrint(folder + "/" + name, options.dpi);
      Extraction extraction;
      if (image) extraction = extract(*image, wanted);
      ++figures.prints;
      figures.refused += image && extraction.ok() ? 0 : 1;
      const auto [at, fresh] = known.try_emplace(fingerOfName(name), fingers.size());
      if (fresh) fingers.push_back({at->first, {}});
      fingers[at->second].prints.push_back(std::move(extraction.finger));
    }
  }
  return true;
}

std::span<const FingerTemplate> enrolled(const RealFinger& finger, const PrintsBenchOptions& options) {
  const std::span<const FingerTemplate> prints(finger.prints);
  return options.oneMate ? prints.first(1) : prints;
}

/// A print as the index knows it.
PreparedTemplate asKept(const FingerTemplate& print) { return prepare(unpackSearchPrint(packSearchPrint(print).kept())); }

/// Whether a full comparison with the whole gallery puts nobody at or above `best`.
bool nobodyReaches(const FingerTemplate& probe, double best, const PrintsBenchOptions& options, const std::vector<RealFinger>& fingers,
                   std::size_t own) {
  Scratch scratch;
  const PreparedTemplate prepared = prepare(probe);
  for (const RealFinger& finger : fingers) {
    if (finger.name == fingers[own].name) continue;
    for (const FingerTemplate& print : enrolled(finger, options)) {
      if (compare(prepared, asKept(print), scratch).score >= best) return false;
    }
  }
  for (std::uint64_t person = 0; person < options.people; ++person) {
    if (compare(prepared, asKept(stranger(options, person)), scratch).score >= best) return false;
  }
  return true;
}

struct Sums {
  double scanSeconds = 0;
  double seconds = 0;
  std::uint64_t scanned = 0;
};

/// Ranks one probe; `mates` are in the index as the subject `own`.
void countProbe(const FingerTemplate& print, std::span<const FingerTemplate> mates, const SearchReport& report,
                const PrintsBenchOptions& options, const std::vector<RealFinger>& fingers, std::size_t own, PrintsBench& figures) {
  ++figures.probes;
  figures.comparedPerProbe += static_cast<double>(report.compared);
  double best = -1;
  double strangers = -1;
  for (const SearchHit& hit : report.hits) {
    if (hit.subject == own) best = hit.score;
    else if (hit.subject >= firstSynthetic || fingers[hit.subject].name != fingers[own].name) strangers = std::max(strangers, hit.score);
  }
  if (best >= 0) {
    // Who was kept is part of the full comparison too: a finger that is not first here would not be first there.
    ++figures.kept;
    figures.rank1 += best > strangers ? 1 : 0;
    return;
  }
  Scratch scratch;
  const PreparedTemplate probe = prepare(print);
  for (const FingerTemplate& mate : mates) best = std::max(best, compare(probe, asKept(mate), scratch).score);
  figures.lost += best > strangers && nobodyReaches(print, best, options, fingers, own) ? 1 : 0;
}

}  // namespace

double rateAtMost95(int seen, int tries) {
  if (seen >= tries) return 1;
  double low = 0;
  double high = 1;
  for (int round = 0; round < 60; ++round) {
    const double rate = (low + high) / 2;
    double term = tries * std::log1p(-rate);  // of the binomial distribution, as a logarithm
    double sum = std::exp(term);
    for (int k = 1; k <= seen; ++k) {
      term += std::log(static_cast<double>(tries - k + 1) / k) + std::log(rate) - std::log1p(-rate);
      sum += std::exp(term);
    }
    (sum > 0.05 ? low : high) = rate;
  }
  return high;
}

PrintsBench benchPrints(const PrintsBenchOptions& options, const std::atomic<bool>* cancel) {
  PrintsBench figures;
  figures.kernelMs = kernelMilliseconds();
  std::vector<RealFinger> fingers;
  if (!readFingers(options, fingers, figures)) return figures;
  figures.fingers = static_cast<int>(fingers.size());
  const auto stopped = [&] {
    figures.cancelled = cancel != nullptr && cancel->load(std::memory_order_relaxed);
    return figures.cancelled;
  };
  SearchIndex index;
  for (std::uint64_t person = 0; person < options.people; ++person) {
    if (person % 1024 == 0 && stopped()) return figures;
    const FingerTemplate print = stranger(options, person);
    index.add(firstSynthetic + person, {&print, 1});
  }
  for (std::size_t i = 0; i < fingers.size(); ++i) index.add(i, enrolled(fingers[i], options));
  figures.gallery = index.prints();

  SearchOptions wanted;
  wanted.keepShare = options.keepShare;
  wanted.most = 1'000'000'000;  // all that were kept: who is missing was left out by the scan
  Sums sums;
  for (std::size_t own = 0; own < fingers.size(); ++own) {
    const std::vector<FingerTemplate>& prints = fingers[own].prints;
    for (std::size_t i = options.oneMate ? 1 : 0; i < prints.size(); ++i) {
      std::vector<FingerTemplate> mates = prints;
      if (options.oneMate) mates.resize(1);
      else mates.erase(mates.begin() + static_cast<std::ptrdiff_t>(i));
      if (mates.empty()) continue;
      if (!options.oneMate) {
        index.remove(own);
        index.add(own, mates);
      }
      const SearchReport report = index.search({&prints[i], 1}, wanted, cancel);
      if (stopped()) return figures;
      sums.scanSeconds += report.scanSeconds;
      sums.seconds += report.scanSeconds + report.compareSeconds;
      sums.scanned += report.scanned;
      countProbe(prints[i], mates, report, options, fingers, own, figures);
    }
    if (options.oneMate) continue;
    index.remove(own);
    index.add(own, prints);
  }
  if (figures.probes > 0) {
    figures.comparedPerProbe /= figures.probes;
    figures.loss = static_cast<double>(figures.lost) / figures.probes;
    figures.lossAtMost95 = rateAtMost95(figures.lost, figures.probes);
  }
  if (sums.seconds > 0) figures.templatesPerSecond = static_cast<double>(sums.scanned) / sums.seconds;
  if (sums.scanSeconds > 0) figures.scannedPerSecond = static_cast<double>(sums.scanned) / sums.scanSeconds;
  return figures;
}

}  // namespace sobo::fingerprint
