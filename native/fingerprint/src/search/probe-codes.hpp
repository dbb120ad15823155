#pragma once

#include "search-block.hpp"

namespace sobo::fingerprint {

/// A probe spread out for the scan: one word of each minutia's code to be laid against sixteen candidates at once.
struct ProbeCodes {
  int count = 0;
  std::array<std::array<std::uint32_t, codeWords>, mostSearched> code{};
  std::array<std::uint32_t, mostSearched> weight{};
  std::array<float, mostSearched> x{};  ///< px, y up
  std::array<float, mostSearched> y{};
  std::array<std::uint8_t, mostSearched> angle{};
};

[[nodiscard]] ProbeCodes spreadProbe(const SearchPrint& print);

/// Finds for every minutia of the candidate the probe's minutia with the most alike neighbourhood:
/// best[i] = (common bits * weight of the probe's) << 6 | its number. Every kernel gives the same numbers.
using NeighbourKernel = void (*)(const ProbeCodes& probe, const SearchBlock* candidate, int blocks, std::uint32_t* best);

/// Pairs of minutiae believed for the moment, and where they lie; padded with weight 0 to whole lanes.
struct PairList {
  int count = 0;
  alignas(64) std::array<float, mostSearched> probeX{};
  alignas(64) std::array<float, mostSearched> probeY{};
  alignas(64) std::array<float, mostSearched> x{};
  alignas(64) std::array<float, mostSearched> y{};
  alignas(64) std::array<std::int32_t, mostSearched> turn{};   ///< candidate's angle less the probe's, 256 a circle, -128 … 127
  alignas(64) std::array<std::int32_t, mostSearched> probe{};  ///< number of the probe's minutia
  alignas(64) std::array<std::int32_t, mostSearched> weight{};
};

/// How well the pairs agree on one turn and shift, a little bending allowed: sum of the support of the eight best of them.
using AgreementKernel = int (*)(const PairList& pairs);

struct StageKernels {
  NeighbourKernel neighbours;
  AgreementKernel agreement;
  const char* name;
};

/// The widest this processor has: AVX-512 with VPOPCNTDQ, AVX2, NEON, or plain C++.
[[nodiscard]] const StageKernels& bestKernels();
/// All this processor can run, widest first; ends with the plain one. For tests and the bench.
[[nodiscard]] const StageKernels* const* runnableKernels(int& count);

/// Likeness of a packed print to the probe, for ranking only; 0 nothing alike. No allocation.
[[nodiscard]] float stageScore(const ProbeCodes& probe, const KeptPrint& candidate, const StageKernels& kernels);

}  // namespace sobo::fingerprint
