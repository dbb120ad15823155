#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "../../include/identify-bench.hpp"
#include "../../include/search.hpp"
#include "../../include/synthesis.hpp"
#include "probe-codes.hpp"

namespace sobo::fingerprint {
namespace {

constexpr std::array<std::uint32_t, 2> fingersTaken{2, 7};  // right and left index finger

std::vector<FingerTemplate> touch(const IdentifyBenchOptions& options, std::uint64_t person, std::uint32_t impression) {
  std::vector<FingerTemplate> prints;
  for (const std::uint32_t finger : fingersTaken) {
    const SyntheticFinger grown = growFinger(options.seed, person, finger);
    prints.push_back(pressFinger(grown, options.seed, person, finger, impression, {options.hardness}));
    if (options.oneFinger) break;
  }
  return prints;
}

std::size_t rankOf(const SearchReport& report, std::uint64_t person) {
  for (std::size_t i = 0; i < report.hits.size(); ++i) {
    if (report.hits[i].subject == person) return i;
  }
  return 1'000'000;
}

}  // namespace

IdentifyBench benchIdentification(const IdentifyBenchOptions& options, const std::atomic<bool>* cancel) {
  IdentifyBench figures;
  figures.kernels = bestKernels().name;
  figures.kernelMs = kernelMilliseconds();
  const auto stopped = [&] {
    figures.cancelled = cancel != nullptr && cancel->load(std::memory_order_relaxed);
    return figures.cancelled;
  };
  SearchIndex index;
  const double began = threadCpuSeconds();
  for (std::uint64_t person = 0; person < options.people; ++person) {
    if (stopped()) return figures;
    index.add(person, touch(options, person, 0));
  }
  figures.growSeconds = threadCpuSeconds() - began;
  figures.prints = index.prints();
  figures.indexBytes = index.bytes();
  figures.bytesPerTemplate = static_cast<double>(figures.indexBytes) / static_cast<double>(std::max<std::uint64_t>(figures.prints, 1));
  figures.mostBytesPerTemplate = mostBlocks * sizeof(SearchBlock);

  SearchOptions wanted;
  wanted.keepShare = options.keepShare;
  SearchOptions everything = wanted;
  everything.exhaustive = true;
  const std::uint64_t probes = std::min<std::uint64_t>(static_cast<std::uint64_t>(std::max(options.probes, 1)), options.people);
  double scanSeconds = 0;
  double exhaustiveSeconds = 0;
  std::uint64_t scanned = 0;
  std::uint64_t exhaustively = 0;
  for (std::uint64_t i = 0; i < probes; ++i) {
    const std::uint64_t person = i * options.people / probes;
    const std::vector<FingerTemplate> prints = touch(options, person, 1);
    const SearchReport report = index.search(prints, wanted, cancel);
    if (stopped()) return figures;
    const std::size_t rank = rankOf(report, person);
    const double seconds = report.scanSeconds + report.compareSeconds;
    ++figures.probes;
    figures.rank1 += rank == 0 ? 1 : 0;
    figures.rank10 += rank < 10 ? 1 : 0;
    figures.meanSeconds += seconds;
    figures.worstSeconds = std::max(figures.worstSeconds, seconds);
    figures.comparedPerProbe += static_cast<double>(report.compared);
    scanSeconds += report.scanSeconds;
    scanned += report.scanned;
    if (!options.oneFinger) {
      const SearchReport alone = index.search(std::span(prints).first(1), wanted, cancel);
      if (stopped()) return figures;
      figures.rank1OneFinger += rankOf(alone, person) == 0 ? 1 : 0;
    } else {
      figures.rank1OneFinger = figures.rank1;
    }
    if (figures.exhaustiveProbes < options.exhaustiveProbes) {
      const SearchReport all = index.search(prints, everything, cancel);
      if (stopped()) return figures;
      ++figures.exhaustiveProbes;
      figures.exhaustiveRank1 += rankOf(all, person) == 0 ? 1 : 0;
      figures.sameProbesRank1 += rank == 0 ? 1 : 0;
      exhaustiveSeconds += all.compareSeconds;
      exhaustively += all.compared;
    }
  }
  const auto share = [](double& value, double of) { value = of > 0 ? value / of : 0; };
  const double searches = figures.probes;
  figures.templatesPerSecond = figures.meanSeconds > 0 ? static_cast<double>(scanned) / figures.meanSeconds : 0;
  figures.scannedPerSecond = scanSeconds > 0 ? static_cast<double>(scanned) / scanSeconds : 0;
  figures.exhaustivePerSecond = exhaustiveSeconds > 0 ? static_cast<double>(exhaustively) / exhaustiveSeconds : 0;
  for (double* value : {&figures.rank1, &figures.rank10, &figures.rank1OneFinger, &figures.meanSeconds, &figures.comparedPerProbe}) {
    share(*value, searches);
  }
  share(figures.exhaustiveRank1, figures.exhaustiveProbes);
  share(figures.sameProbesRank1, figures.exhaustiveProbes);
  return figures;
}

}  // namespace sobo::fingerprint
