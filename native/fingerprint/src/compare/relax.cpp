#include "relax.hpp"

#include <algorithm>
#include <cmath>

#include "../wide-target.hpp"
#include "angles.hpp"

namespace sobo::fingerprint {
namespace {

constexpr float distanceFull = 3;
constexpr float distanceNone = 9;
constexpr float distanceStretch = 0.05F;  // skin gives: tolerance grows with the distance
constexpr float angleFull = 7 * pi / 180;
constexpr float angleNone = 24 * pi / 180;
constexpr int rounds = 5;

/// A pair against others, value by value: the distances, the bearings from here to there and back again.
struct Row {
  const float* distanceA;
  const float* distanceB;
  const float* there[2];
  const float* back[2];
  const float* angleA;
  const float* angleB;
  float ownAngleA;
  float ownAngleB;
};

inline float clampedShare(float value) { return std::min(1.0F, std::max(0.0F, value)); }

/// |wrap(angle)| for angles within (-4π, 4π).
inline float absoluteTurn(float angle) {
  const float turn = std::fabs(angle);
  const float within = turn - 2 * pi * (turn > 2 * pi ? 1.0F : 0.0F);
  return std::min(within, 2 * pi - within);
}

/// wrap() without a jump.
inline float wrapped(float angle) {
  const float low = angle < -pi ? angle + 2 * pi : angle;
  return angle > pi ? angle - 2 * pi : low;
}

/// The bearing is seen from both sides, and the weaker view counts; all else is the same from either side.
SOBO_WIDE void agreementRow(const Row& row, int count, float* __restrict out) {
  const float* __restrict distanceA = row.distanceA;
  const float* __restrict distanceB = row.distanceB;
  const float* __restrict thereA = row.there[0];
  const float* __restrict thereB = row.there[1];
  const float* __restrict backA = row.back[0];
  const float* __restrict backB = row.back[1];
  const float* __restrict angleA = row.angleA;
  const float* __restrict angleB = row.angleB;
  constexpr float angleScale = 1 / (angleNone - angleFull);
  for (int k = 0; k < count; ++k) {
    const float slack = distanceStretch * std::max(distanceA[k], distanceB[k]);
    const float d1 = (distanceNone + slack - std::fabs(distanceA[k] - distanceB[k])) * (1 / (distanceNone - distanceFull));
    const float turnA = wrapped(row.ownAngleA - angleA[k]);
    const float turnB = wrapped(row.ownAngleB - angleB[k]);
    const float d2 = (angleNone - absoluteTurn(turnA - turnB)) * angleScale;
    const float there = (angleNone - absoluteTurn(thereA[k] - thereB[k])) * angleScale;
    const float back = (angleNone - absoluteTurn(backA[k] - backB[k])) * angleScale;
    out[k] = clampedShare(d1) * clampedShare(d2) * std::min(clampedShare(there), clampedShare(back));
  }
}

SOBO_WIDE float dot(const float* a, const float* b, int count) {
  float lanes[8] = {};
  int k = 0;
  for (; k + 8 <= count; k += 8) {
    for (int lane = 0; lane < 8; ++lane) lanes[lane] += a[k + lane] * b[k + lane];
  }
  float sum = 0;
  for (; k < count; ++k) sum += a[k] * b[k];
  for (float lane : lanes) sum += lane;
  return sum;
}

}  // namespace

void pickPairs(const PreparedData& a, const PreparedData& b, ScratchData& scratch) {
  const int columns = b.count;
  float* s = scratch.similarity.data();
  compareCylinders(a, b, s);
  // The best of each row and column: a pair counts less where a rival is better.
  std::array<float, mostCompared> rowBest{};
  std::array<float, mostCompared> columnBest{};
  for (int i = 0; i < a.count; ++i) {
    for (int j = 0; j < columns; ++j) {
      const float value = s[i * columns + j];
      rowBest[static_cast<std::size_t>(i)] = std::max(rowBest[static_cast<std::size_t>(i)], value);
      columnBest[static_cast<std::size_t>(j)] = std::max(columnBest[static_cast<std::size_t>(j)], value);
    }
  }
  int found = 0;
  for (int i = 0; i < a.count; ++i) {
    for (int j = 0; j < columns; ++j) {
      const float value = s[i * columns + j];
      if (value <= 0) continue;
      const float rivals = rowBest[static_cast<std::size_t>(i)] + columnBest[static_cast<std::size_t>(j)] - value;
      scratch.all[static_cast<std::size_t>(found++)] = {i, j, value, value * value / rivals};
    }
  }
  const auto better = [](const CandidatePair& p, const CandidatePair& q) {
    if (p.support != q.support) return p.support > q.support;
    return p.a != q.a ? p.a < q.a : p.b < q.b;
  };
  scratch.pairCount = std::min(found, mostPairs);
  const auto last = scratch.all.begin() + scratch.pairCount;
  if (scratch.pairCount < found) std::nth_element(scratch.all.begin(), last, scratch.all.begin() + found, better);
  std::sort(scratch.all.begin(), last, better);
  std::copy(scratch.all.begin(), scratch.all.begin() + scratch.pairCount, scratch.pairs.begin());
}

void weighPairs(const PreparedData& a, const PreparedData& b, ScratchData& scratch) {
  const int n = scratch.pairCount;
  auto& g = scratch.gathered;
  for (int t = 0; t < n; ++t) {
    const CandidatePair& pair = scratch.pairs[static_cast<std::size_t>(t)];
    scratch.angleA[static_cast<std::size_t>(t)] = a.minutiae[static_cast<std::size_t>(pair.a)].angle;
    scratch.angleB[static_cast<std::size_t>(t)] = b.minutiae[static_cast<std::size_t>(pair.b)].angle;
  }
  for (int t = 0; t < n; ++t) {
    const CandidatePair& pair = scratch.pairs[static_cast<std::size_t>(t)];
    const float* distanceA = a.distance.data() + static_cast<std::ptrdiff_t>(pair.a) * a.count;
    const float* distanceB = b.distance.data() + static_cast<std::ptrdiff_t>(pair.b) * b.count;
    const float* bearingA = a.bearing.data() + static_cast<std::ptrdiff_t>(pair.a) * a.count;
    const float* bearingB = b.bearing.data() + static_cast<std::ptrdiff_t>(pair.b) * b.count;
    const float* backA = a.bearing.data() + pair.a;
    const float* backB = b.bearing.data() + pair.b;
    for (int k = 0; k < t; ++k) {
      const auto at = static_cast<std::size_t>(k);
      const CandidatePair& other = scratch.pairs[at];
      g[0][at] = distanceA[other.a];
      g[1][at] = distanceB[other.b];
      g[2][at] = bearingA[other.a];
      g[3][at] = bearingB[other.b];
      g[4][at] = backA[static_cast<std::ptrdiff_t>(other.a) * a.count];
      g[5][at] = backB[static_cast<std::ptrdiff_t>(other.b) * b.count];
    }
    float* out = scratch.agreement.data() + static_cast<std::ptrdiff_t>(t) * mostPairs;
    agreementRow({g[0].data(), g[1].data(), {g[2].data(), g[3].data()}, {g[4].data(), g[5].data()}, scratch.angleA.data(), scratch.angleB.data(),
                  scratch.angleA[static_cast<std::size_t>(t)], scratch.angleB[static_cast<std::size_t>(t)]},
                 t, out);
    for (int k = 0; k < t; ++k) {
      const CandidatePair& other = scratch.pairs[static_cast<std::size_t>(k)];
      if (other.a == pair.a || other.b == pair.b) out[k] = 0;
      scratch.agreement[static_cast<std::size_t>(k * mostPairs + t)] = out[k];
    }
    out[t] = 0;
  }
  for (int t = 0; t < n; ++t) scratch.now[static_cast<std::size_t>(t)] = scratch.pairs[static_cast<std::size_t>(t)].similarity;
  for (int round = 0; round < rounds; ++round) {
    float most = 1e-9F;
    for (int t = 0; t < n; ++t) {
      const auto at = static_cast<std::size_t>(t);
      const float gain = dot(scratch.agreement.data() + static_cast<std::ptrdiff_t>(t) * mostPairs, scratch.now.data(), n);
      scratch.next[at] = (0.1F * scratch.now[at] + gain) * scratch.pairs[at].similarity;
      most = std::max(most, scratch.next[at]);
    }
    for (int t = 0; t < n; ++t) scratch.now[static_cast<std::size_t>(t)] = scratch.next[static_cast<std::size_t>(t)] / most;
  }
  for (int t = 0; t < n; ++t) scratch.pairs[static_cast<std::size_t>(t)].support = scratch.now[static_cast<std::size_t>(t)];
}

void keepOneToOne(ScratchData& scratch) {
  std::array<int, mostPairs> order{};
  for (int t = 0; t < scratch.pairCount; ++t) order[static_cast<std::size_t>(t)] = t;
  std::sort(order.begin(), order.begin() + scratch.pairCount, [&](int p, int q) {
    const float sp = scratch.pairs[static_cast<std::size_t>(p)].support;
    const float sq = scratch.pairs[static_cast<std::size_t>(q)].support;
    return sp != sq ? sp > sq : p < q;
  });
  std::array<bool, mostCompared> usedA{};
  std::array<bool, mostCompared> usedB{};
  std::array<int, mostPairs> kept{};
  int count = 0;
  for (int i = 0; i < scratch.pairCount; ++i) {
    const int t = order[static_cast<std::size_t>(i)];
    const CandidatePair& pair = scratch.pairs[static_cast<std::size_t>(t)];
    bool& a = usedA[static_cast<std::size_t>(pair.a)];
    bool& b = usedB[static_cast<std::size_t>(pair.b)];
    if (a || b) continue;
    a = b = true;
    kept[static_cast<std::size_t>(count++)] = t;
  }
  std::array<CandidatePair, mostPairs> pairs{};
  for (int i = 0; i < count; ++i) pairs[static_cast<std::size_t>(i)] = scratch.pairs[static_cast<std::size_t>(kept[static_cast<std::size_t>(i)])];
  // Gather the agreement of the kept pairs into `all`-free space: the similarity table is no longer needed.
  float* moved = scratch.similarity.data();
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < count; ++k) {
      moved[i * count + k] =
          scratch.agreement[static_cast<std::size_t>(kept[static_cast<std::size_t>(i)] * mostPairs + kept[static_cast<std::size_t>(k)])];
    }
  }
  for (int i = 0; i < count; ++i) {
    std::copy(moved + i * count, moved + (i + 1) * count, scratch.agreement.begin() + static_cast<std::ptrdiff_t>(i) * mostPairs);
  }
  scratch.pairs = pairs;
  scratch.pairCount = count;
}

}  // namespace sobo::fingerprint
