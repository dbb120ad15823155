#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "minutia.hpp"

namespace sobo::fingerprint {

/// Shares of wrong answers. Thresholds are the scores that occur and one above the largest; no interpolation anywhere.
struct ErrorRates {
  double eer = 0;       ///< as the FVC computes it: half the smaller sum of both rates around the crossing
  double fmr100 = 0;    ///< false non-matches at the lowest threshold with at most 1 % false matches
  double fmr1000 = 0;   ///< … 0.1 %
  double zeroFmr = 0;   ///< … none
};
[[nodiscard]] ErrorRates errorRates(std::vector<double> genuine, std::vector<double> impostor);

/// One print of a set: a picture's file bytes, its finger, in the byte order of the names.
struct SetPrint {
  std::vector<std::uint8_t> file;
  int finger = 0;
  bool first = false;  ///< first impression of its finger
};

struct EvaluateOptions {
  double dpi = 0;         ///< 0: as each file says
  bool allPairs = true;   ///< false: the FVC's pairs
  int timings = 3;        ///< extractions per print; the fastest counts
};

struct PairScore {
  std::uint32_t i = 0;
  std::uint32_t j = 0;
  double score = 0;
};

struct Evaluation {
  ErrorRates rates;
  std::size_t genuine = 0;
  std::size_t impostor = 0;
  std::size_t failuresToExtract = 0;
  bool thinned = false;  ///< more than 50,000 impostor pairs: all first impressions, and of the others those with (i + j) mod 8 = 0
  double extractMsMean = 0;
  double extractMsP95 = 0;
  double compareUs = 0;       ///< of a pair, the probe's preparation included
  double prepareUs = 0;
  double templateBytes = 0;   ///< ISO/IEC 19794-2:2005 record, mean
  double storedBytes = 0;     ///< with ridge map, mean
  double indexBytes = 0;      ///< in the search index, mean
  double minutiae = 0;        ///< mean
  double kernelMs = 0;        ///< the fixed piece of work in the same run, to compare machines by
  std::vector<PairScore> scores;
  std::vector<std::pair<std::size_t, std::string>> refused;  ///< print and reason
  bool cancelled = false;
};

/// Extracts and compares a whole set in this thread. A print that cannot be read or has no finger stays in every pair with score 0.
[[nodiscard]] Evaluation evaluateSet(std::span<const SetPrint> prints, const EvaluateOptions& options,
                                     const std::atomic<bool>* cancel = nullptr);

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
