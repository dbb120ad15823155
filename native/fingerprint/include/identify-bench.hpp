#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sobo::fingerprint {

/// Seconds of CPU this thread has used.
[[nodiscard]] double threadCpuSeconds();
/// A fixed piece of integer and float work (about 20 ms): its time says how fast the machine was in this very run.
[[nodiscard]] double kernelMilliseconds();

struct IdentifyBenchOptions {
  std::uint64_t people = 1000;
  int probes = 100;
  std::uint64_t seed = 1;
  double hardness = 1;
  double keepShare = 0.01;
  int exhaustiveProbes = 0;  ///< so many probes also by full comparison of everything
  bool oneFinger = false;
};

struct IdentifyBench {
  std::uint64_t prints = 0;
  int probes = 0;
  double rank1 = 0, rank10 = 0;        ///< share of the probes
  double rank1OneFinger = 0;           ///< by the first finger alone
  double meanSeconds = 0, worstSeconds = 0;  ///< CPU time of a search
  double templatesPerSecond = 0;       ///< scan and full comparisons
  double scannedPerSecond = 0;         ///< the scan alone
  double comparedPerProbe = 0;
  double bytesPerTemplate = 0, mostBytesPerTemplate = 0;
  std::uint64_t indexBytes = 0;
  double growSeconds = 0;
  int exhaustiveProbes = 0;
  double exhaustiveRank1 = 0, sameProbesRank1 = 0;  ///< over the probes that were also compared with everything
  double exhaustivePerSecond = 0;
  double kernelMs = 0;
  const char* kernels = "";
  bool cancelled = false;
};

struct PrintsBenchOptions {
  std::vector<std::string> folders;   ///< of prints, each as in `evaluate`; the finger of another folder is another finger
  std::optional<double> dpi;          ///< of every picture; otherwise as the files say
  std::uint64_t people = 50'000;      ///< synthetic prints that fill the gallery up
  std::uint64_t seed = 1;
  double keepShare = 0.01;
  bool oneMate = false;               ///< only the first print of a finger is enrolled, the others are probes
};

/// Real prints among many: what the scan loses against the full comparison of the whole gallery. Every print is a probe, its finger
/// enrolled by its other prints. A probe is lost when the full comparison of everything would name its finger first and the search
/// does not. Both see the same scores, so that can only happen where the scan leaves the finger out; only there everything is compared.
struct PrintsBench {
  int fingers = 0, prints = 0, refused = 0;
  std::uint64_t gallery = 0;      ///< prints in the index
  int probes = 0;                 ///< with a mate in the gallery
  int kept = 0;                   ///< the scan kept the finger
  int rank1 = 0;                  ///< the search named the finger first
  int lost = 0;
  double loss = 0, lossAtMost95 = 0;  ///< share of the probes; one-sided limit after Clopper and Pearson
  double templatesPerSecond = 0, scannedPerSecond = 0, comparedPerProbe = 0;
  double kernelMs = 0;
  std::string unreadableFolder;   ///< not empty: nothing was measured
  bool cancelled = false;
};

/// Positions are unknown to all, so every print meets every print. Prints of the same name in another folder count neither as mates nor as
/// strangers: public sets show some fingers on several sensors.
[[nodiscard]] PrintsBench benchPrints(const PrintsBenchOptions& options, const std::atomic<bool>* cancel = nullptr);

/// Highest rate that still gives at most `seen` cases in `tries` with a chance of 5 in 100 (Clopper and Pearson, one-sided).
[[nodiscard]] double rateAtMost95(int seen, int tries);

/// Fills an index with synthetic people (right and left index finger) and searches for some of them by another touch.
[[nodiscard]] IdentifyBench benchIdentification(const IdentifyBenchOptions& options, const std::atomic<bool>* cancel = nullptr);

}  // namespace sobo::fingerprint
