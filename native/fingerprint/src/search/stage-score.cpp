#include <algorithm>
#include <cmath>

#include "probe-codes.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int furthestTurn = 45;  // 63 degrees: nobody lays a finger more askew on a scanner
constexpr int leastLikeness = 38;  // of 256: a cosine of 0.15
constexpr int likenessFloor = 13;

/// Prints with many minutiae find more pairs by chance.
struct SizeNorm {
  std::array<float, mostSearched + 1> factor{};
  SizeNorm() {
    for (std::size_t i = 0; i < factor.size(); ++i) factor[i] = static_cast<float>(1 / std::sqrt(static_cast<double>(i) + 10));
  }
};

}  // namespace

ProbeCodes spreadProbe(const SearchPrint& print) {
  ProbeCodes probe;
  for (int i = 0; i < print.count(); ++i) {
    const SearchBlock& block = print.blocks[static_cast<std::size_t>(i / lanes)];
    const auto lane = static_cast<std::size_t>(i % lanes);
    if (block.weight[lane] == 0) continue;
    const auto at = static_cast<std::size_t>(probe.count++);
    for (std::size_t word = 0; word < codeWords; ++word) probe.code[at][word] = block.code[word][lane];
    probe.weight[at] = block.weight[lane];
    probe.x[at] = static_cast<float>(block.x[lane]) * 0.25F;
    probe.y[at] = static_cast<float>(block.y[lane]) * 0.25F;
    probe.angle[at] = block.angle[lane];
  }
  return probe;
}

float stageScore(const ProbeCodes& probe, const KeptPrint& candidate, const StageKernels& kernels) {
  static const SizeNorm norm;
  const int count = candidate.count;
  if (probe.count == 0 || count == 0) return 0;
  alignas(64) std::array<std::uint32_t, mostSearched> best;
  kernels.neighbours(probe, candidate.blocks, candidate.blockCount(), best.data());
  PairList pairs;
  for (int i = 0; i < count; ++i) {
    const SearchBlock& block = candidate.blocks[i / lanes];
    const auto lane = static_cast<std::size_t>(i % lanes);
    const std::uint32_t packed = best[static_cast<std::size_t>(i)];
    const int likeness = static_cast<int>(((packed >> 6) * block.weight[lane]) >> 8);
    const auto mate = static_cast<std::size_t>(packed & 63U);
    const int turn = static_cast<std::int8_t>(block.angle[lane] - probe.angle[mate]);
    if (likeness < leastLikeness || turn > furthestTurn || turn < -furthestTurn) continue;
    const auto at = static_cast<std::size_t>(pairs.count++);
    pairs.probeX[at] = probe.x[mate];
    pairs.probeY[at] = probe.y[mate];
    pairs.x[at] = static_cast<float>(block.x[lane]) * 0.25F;
    pairs.y[at] = static_cast<float>(block.y[lane]) * 0.25F;
    pairs.turn[at] = turn;
    pairs.probe[at] = static_cast<std::int32_t>(mate);
    pairs.weight[at] = likeness - likenessFloor;
  }
  return static_cast<float>(kernels.agreement(pairs)) * norm.factor[static_cast<std::size_t>(count)];
}

}  // namespace sobo::fingerprint
