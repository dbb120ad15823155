#pragma once

#include <cmath>

#include "probe-codes.hpp"
#include "turn-tables.hpp"

namespace sobo::fingerprint {

inline constexpr int supportersCounted = 8;

/// The body of every agreement kernel: plain loops over whole lanes that the compiler makes wide for the wrapper's target.
/// Weights are whole numbers, so that the order of adding does not matter and all targets agree.
[[gnu::always_inline]] inline int agreementOf(const PairList& pairs, const TurnTables& turns) {
  constexpr float slack = 8;         // px two pairs may disagree beside each other
  constexpr float bending = 0.12F;   // more for each px between them: skin gives way
  constexpr int turnApart = 16;      // 22.5 degrees
  const int padded = (pairs.count + lanes - 1) / lanes * lanes;
  std::array<int, supportersCounted> best{};
  for (int t = 0; t < pairs.count; ++t) {
    const auto seed = static_cast<std::size_t>(t);
    const float cosine = turns.cosine(pairs.turn[seed]);
    const float sine = turns.sine(pairs.turn[seed]);
    const float px = pairs.probeX[seed];
    const float py = pairs.probeY[seed];
    const float cx = pairs.x[seed];
    const float cy = pairs.y[seed];
    const int turn = pairs.turn[seed];
    const int probe = pairs.probe[seed];
    int support = 0;
    for (int k = 0; k < padded; ++k) {
      const auto other = static_cast<std::size_t>(k);
      const float ax = pairs.probeX[other] - px;
      const float ay = pairs.probeY[other] - py;
      const float ex = pairs.x[other] - cx - (ax * cosine - ay * sine);
      const float ey = pairs.y[other] - cy - (ax * sine + ay * cosine);
      const float tolerance = slack + bending * (std::fabs(ax) + std::fabs(ay));
      const int apart = pairs.turn[other] - turn;
      const bool agrees = (ex * ex + ey * ey < tolerance * tolerance) & (apart <= turnApart) & (apart >= -turnApart) &
                          (pairs.probe[other] != probe);
      support += agrees ? pairs.weight[other] : 0;
    }
    support += pairs.weight[seed];
    for (int place = 0; place < supportersCounted; ++place) {
      const auto at = static_cast<std::size_t>(place);
      if (support > best[at]) std::swap(support, best[at]);
    }
  }
  int sum = 0;
  for (const int one : best) sum += one;
  return sum;
}

}  // namespace sobo::fingerprint
