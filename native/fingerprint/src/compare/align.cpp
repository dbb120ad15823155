#include "align.hpp"

#include <cmath>

#include "../wide-target.hpp"

namespace sobo::fingerprint {
namespace {

constexpr float nearEnough = 16;          // px
constexpr float sameWay = 0.88F;          // cosine of the largest turn between met minutiae: 28 degrees

/// Weighted least squares of a rigid movement.
struct Fit {
  float weight = 0;
  float ax = 0, ay = 0, bx = 0, by = 0;
  float dot = 0, cross = 0;
  float turnCosine = 0, turnSine = 0;

  void add(const PreparedMinutia& a, const PreparedMinutia& b, float w) {
    weight += w;
    ax += w * a.x;
    ay += w * a.y;
    bx += w * b.x;
    by += w * b.y;
    dot += w * (a.x * b.x + a.y * b.y);
    cross += w * (a.x * b.y - a.y * b.x);
    turnCosine += w * (a.cosine * b.cosine + a.sine * b.sine);
    turnSine += w * (a.cosine * b.sine - a.sine * b.cosine);
  }

  [[nodiscard]] Movement solve() const {
    Movement m;
    if (weight <= 0) return m;
    constexpr float lever = 30;  // px: what a minutia's own direction is worth against distances
    const float c = dot - (ax * bx + ay * by) / weight + lever * lever * turnCosine;
    const float s = cross - (ax * by - ay * bx) / weight + lever * lever * turnSine;
    const float length = std::sqrt(c * c + s * s);
    if (length > 0) {
      m.cosine = c / length;
      m.sine = s / length;
    }
    m.dx = (bx - (m.cosine * ax - m.sine * ay)) / weight;
    m.dy = (by - (m.sine * ax + m.cosine * ay)) / weight;
    return m;
  }
};

/// How well each minutia of `b` fits one at (x, y) that points along (c, s); 0 where it is too far or turned too much.
SOBO_WIDE void fitsOf(const MinutiaLanes& b, int count, float x, float y, float c, float s, float* __restrict fits) {
  for (int j = 0; j < count; ++j) {
    const float dx = b.x[static_cast<std::size_t>(j)] - x;
    const float dy = b.y[static_cast<std::size_t>(j)] - y;
    const float squared = dx * dx + dy * dy;
    const float way = c * b.cosine[static_cast<std::size_t>(j)] + s * b.sine[static_cast<std::size_t>(j)];
    const float fit = (1.1F - squared / (nearEnough * nearEnough)) * (way - sameWay + 0.05F);
    const bool meets = (squared <= nearEnough * nearEnough) & (way >= sameWay);
    fits[j] = meets ? fit : 0;
  }
}

void pairUp(const PreparedData& a, const PreparedData& b, Meeting& meeting) {
  std::array<float, mostCompared> bestOfB{};
  std::array<std::int16_t, mostCompared> holder{};
  holder.fill(-1);
  meeting.partner.fill(-1);
  const Movement& move = meeting.movement;
  for (int i = 0; i < a.count; ++i) {
    const PreparedMinutia& p = a.minutiae[static_cast<std::size_t>(i)];
    const float x = move.x(p.x, p.y);
    const float y = move.y(p.x, p.y);
    const float c = move.cosine * p.cosine - move.sine * p.sine;
    const float s = move.sine * p.cosine + move.cosine * p.sine;
    float best = 0;
    int partner = -1;
    float fits[mostCompared];
    fitsOf(b.lanes, b.count, x, y, c, s, fits);
    for (int j = 0; j < b.count; ++j) {
      if (fits[j] > best && fits[j] > bestOfB[static_cast<std::size_t>(j)]) {
        best = fits[j];
        partner = j;
      }
    }
    if (partner < 0) continue;
    const auto at = static_cast<std::size_t>(partner);
    if (holder[at] >= 0) meeting.partner[static_cast<std::size_t>(holder[at])] = -1;
    holder[at] = static_cast<std::int16_t>(i);
    bestOfB[at] = best;
    meeting.partner[static_cast<std::size_t>(i)] = static_cast<std::int16_t>(partner);
  }
  meeting.count = 0;
  meeting.weight = 0;
  for (int i = 0; i < a.count; ++i) {
    const int j = meeting.partner[static_cast<std::size_t>(i)];
    if (j < 0) continue;
    const PreparedMinutia& p = a.minutiae[static_cast<std::size_t>(i)];
    const PreparedMinutia& q = b.minutiae[static_cast<std::size_t>(j)];
    const float dx = q.x - move.x(p.x, p.y);
    const float dy = q.y - move.y(p.x, p.y);
    ++meeting.count;
    meeting.weight += std::sqrt(p.quality * q.quality) * (1.2F - (dx * dx + dy * dy) / (nearEnough * nearEnough));
  }
}

}  // namespace

Movement movementFrom(const PreparedData& a, const PreparedData& b, const ScratchData& scratch, int seed) {
  Fit fit;
  const float* agreement = scratch.agreement.data() + static_cast<std::ptrdiff_t>(seed) * mostPairs;
  for (int k = 0; k < scratch.pairCount; ++k) {
    const CandidatePair& pair = scratch.pairs[static_cast<std::size_t>(k)];
    const float weight = k == seed ? 1 : agreement[k];
    if (weight < 0.1F) continue;
    fit.add(a.minutiae[static_cast<std::size_t>(pair.a)], b.minutiae[static_cast<std::size_t>(pair.b)], weight * pair.similarity);
  }
  return fit.solve();
}

Meeting meet(const PreparedData& a, const PreparedData& b, const Movement& movement) {
  Meeting meeting;
  meeting.movement = movement;
  pairUp(a, b, meeting);
  return meeting;
}

void meetCloser(const PreparedData& a, const PreparedData& b, Meeting& meeting) {
  for (int round = 0; round < 2 && meeting.count >= 3; ++round) {
    Fit fit;
    for (int i = 0; i < a.count; ++i) {
      const int j = meeting.partner[static_cast<std::size_t>(i)];
      if (j >= 0) fit.add(a.minutiae[static_cast<std::size_t>(i)], b.minutiae[static_cast<std::size_t>(j)], 1);
    }
    meeting.movement = fit.solve();
    pairUp(a, b, meeting);
  }
}

}  // namespace sobo::fingerprint
