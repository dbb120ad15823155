#include "../../include/compare.hpp"

#include <algorithm>
#include <cmath>

#include "relax.hpp"
#include "scratch-data.hpp"

namespace sobo::fingerprint {

Scratch::Scratch() : data_(std::make_unique<ScratchData>()) {}
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;
Scratch::~Scratch() = default;

Comparison compare(const PreparedTemplate& a, const PreparedTemplate& b, Scratch& scratch) noexcept {
  Comparison result;
  if (a.data() == nullptr || b.data() == nullptr) return result;
  const PreparedData& left = *a.data();
  const PreparedData& right = *b.data();
  if (left.count < 2 || right.count < 2) return result;
  ScratchData& s = scratch.data();
  pickPairs(left, right, s);
  if (s.pairCount < 2) { result.comparable = true; return result; }
  weighPairs(left, right, s);
  keepOneToOne(s);
  // classical relaxation as a first score
  const int n = std::min({s.pairCount, left.cylinderCount, right.cylinderCount});
  const float z = 1 / (1 + std::exp(-0.4F * (static_cast<float>(std::min(left.cylinderCount, right.cylinderCount)) - 20)));
  const int np = 4 + static_cast<int>(std::lround(8 * z));
  std::array<float, mostPairs> now{}, next{};
  for (int t = 0; t < n; ++t) now[t] = s.pairs[t].similarity;
  for (int r = 0; r < 5; ++r) {
    for (int t = 0; t < n; ++t) { float g = 0; for (int k = 0; k < n; ++k) g += s.agreement[t * mostPairs + k] * now[k]; next[t] = 0.5F * now[t] + 0.5F * g / std::max(1, n - 1); }
    now = next;
  }
  std::array<int, mostPairs> order{};
  for (int t = 0; t < n; ++t) order[t] = t;
  std::sort(order.begin(), order.begin() + n, [&](int p, int q) { return now[p] / s.pairs[p].similarity > now[q] / s.pairs[q].similarity; });
  float sum = 0;
  for (int i = 0; i < std::min(n, np); ++i) sum += now[order[i]];
  result.score = sum / static_cast<float>(np);
  result.comparable = true;
  return result;
}

}  // namespace sobo::fingerprint
