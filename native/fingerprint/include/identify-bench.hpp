#pragma once

#include <atomic>
#include <cstdint>

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

/// Fills an index with synthetic people (right and left index finger) and searches for some of them by another touch.
[[nodiscard]] IdentifyBench benchIdentification(const IdentifyBenchOptions& options, const std::atomic<bool>* cancel = nullptr);

}  // namespace sobo::fingerprint
