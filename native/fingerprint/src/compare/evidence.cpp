#include "evidence.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "relax.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int mostSeeds = 8;
constexpr int mostRidgeChecks = 2;
constexpr int relaxRounds = 5;
constexpr float worthASecondLook = 0.7F;

/// The global score of Minutia Cylinder-Code over the kept pairs: the best supported ones, by how much of their own
/// similarity the others leave them; always over the same number, so that few pairs cost.
float relaxedScore(const PreparedData& a, const PreparedData& b, ScratchData& s) {
  const int cylinders = std::min(a.cylinderCount, b.cylinderCount);
  const int n = std::min(s.pairCount, cylinders);
  if (n < 2) return 0;
  const float wanted = 4 + 8 / (1 + std::exp(-0.4F * (static_cast<float>(cylinders) - 20)));
  const int counted = static_cast<int>(std::lround(wanted));
  for (int t = 0; t < n; ++t) s.now[static_cast<std::size_t>(t)] = s.pairs[static_cast<std::size_t>(t)].similarity;
  for (int round = 0; round < relaxRounds; ++round) {
    for (int t = 0; t < n; ++t) {
      const float* agreement = s.agreement.data() + static_cast<std::ptrdiff_t>(t) * mostPairs;
      float gain = 0;
      for (int k = 0; k < n; ++k) gain += agreement[k] * s.now[static_cast<std::size_t>(k)];
      s.next[static_cast<std::size_t>(t)] = 0.5F * (s.now[static_cast<std::size_t>(t)] + gain / static_cast<float>(n - 1));
    }
    std::copy(s.next.begin(), s.next.begin() + n, s.now.begin());
  }
  std::array<int, mostPairs> order{};
  for (int t = 0; t < n; ++t) order[static_cast<std::size_t>(t)] = t;
  const auto efficiency = [&](int t) {
    return s.now[static_cast<std::size_t>(t)] / s.pairs[static_cast<std::size_t>(t)].similarity;
  };
  const int used = std::min(n, counted);
  std::partial_sort(order.begin(), order.begin() + used, order.begin() + n, [&](int p, int q) {
    return efficiency(p) != efficiency(q) ? efficiency(p) > efficiency(q) : p < q;
  });
  float sum = 0;
  for (int i = 0; i < used; ++i) sum += s.now[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
  return sum / static_cast<float>(counted);
}

bool alike(const Movement& p, const Movement& q) {
  if (p.cosine * q.cosine + p.sine * q.sine < 0.995F) return false;
  // Compare where the middle of a usual print goes.
  const float gx = p.x(160, -180) - q.x(160, -180);
  const float gy = p.y(160, -180) - q.y(160, -180);
  return gx * gx + gy * gy < 100;
}

/// Whether a point (y up) lies on known ridges of a print; without a ridge map, near its minutiae.
bool onPrint(const PreparedData& data, float x, float y) {
  if (data.ridgeStride > 0) {
    const float bx = x * 0.5F + ridgeMargin;
    const float by = -y * 0.5F + ridgeMargin;
    if (!(bx >= 0 && by >= 0 && bx < static_cast<float>(data.ridgeStride) && by < static_cast<float>(data.ridgeRows))) return false;
    return data.ridgeBytes[static_cast<std::size_t>(by) * static_cast<std::size_t>(data.ridgeStride) + static_cast<std::size_t>(bx)] < 2;
  }
  int around = 0;
  for (int i = 0; i < data.count; ++i) {
    const PreparedMinutia& m = data.minutiae[static_cast<std::size_t>(i)];
    around += (m.x - x) * (m.x - x) + (m.y - y) * (m.y - y) < 50 * 50 ? 1 : 0;
  }
  return around >= 2;
}

void countMeeting(const PreparedData& a, const PreparedData& b, Evidence& evidence) {
  const Meeting& meeting = evidence.meeting;
  const Movement& move = meeting.movement;
  std::array<bool, mostCompared> met{};
  float metSum = 0;
  float unmetSum = 0;
  int same = 0;
  float residual = 0;
  for (int i = 0; i < a.count; ++i) {
    const PreparedMinutia& p = a.minutiae[static_cast<std::size_t>(i)];
    const int j = meeting.partner[static_cast<std::size_t>(i)];
    const float x = move.x(p.x, p.y);
    const float y = move.y(p.x, p.y);
    if (j < 0) {
      if (onPrint(b, x, y)) unmetSum += p.quality;
      continue;
    }
    const PreparedMinutia& q = b.minutiae[static_cast<std::size_t>(j)];
    met[static_cast<std::size_t>(j)] = true;
    metSum += p.quality + q.quality;
    same += p.kind == q.kind ? 1 : 0;
    residual += std::sqrt((q.x - x) * (q.x - x) + (q.y - y) * (q.y - y));
  }
  for (int j = 0; j < b.count; ++j) {
    if (met[static_cast<std::size_t>(j)]) continue;
    const PreparedMinutia& q = b.minutiae[static_cast<std::size_t>(j)];
    const float gx = q.x - move.dx;
    const float gy = q.y - move.dy;
    if (onPrint(a, move.cosine * gx + move.sine * gy, -move.sine * gx + move.cosine * gy)) unmetSum += q.quality;
  }
  evidence.metCount = static_cast<float>(meeting.count);
  evidence.metWeight = meeting.weight;
  evidence.unmet = unmetSum;
  evidence.share = metSum > 0 ? metSum / (metSum + unmetSum) : 0;
  if (meeting.count > 0) {
    evidence.sameKind = static_cast<float>(same) / static_cast<float>(meeting.count);
    evidence.residual = residual / static_cast<float>(meeting.count);
  }
}

/// By hand, because std::stable_sort takes memory and a comparison must not.
void heaviestFirst(std::span<Meeting> meetings) {
  for (std::size_t i = 1; i < meetings.size(); ++i) {
    for (std::size_t k = i; k > 0 && meetings[k].weight > meetings[k - 1].weight; --k) std::swap(meetings[k], meetings[k - 1]);
  }
}

}  // namespace

Evidence gatherEvidence(const PreparedData& a, const PreparedData& b, ScratchData& scratch) {
  Evidence evidence;
  evidence.withRidges = a.ridgeStride > 0 && b.ridgeStride > 0;
  if (a.count < 2 || b.count < 2) return evidence;
  pickPairs(a, b, scratch);
  if (scratch.pairCount < 1) return evidence;
  weighPairs(a, b, scratch);
  keepOneToOne(scratch);

  std::array<Meeting, mostSeeds> meetings{};
  std::array<Movement, mostSeeds> tried{};
  int count = 0;
  for (int seed = 0; seed < scratch.pairCount && seed < 3 * mostSeeds && count < mostSeeds; ++seed) {
    const Movement movement = movementFrom(a, b, scratch, seed);
    bool known = false;
    for (int i = 0; i < count; ++i) known = known || alike(movement, tried[static_cast<std::size_t>(i)]);
    if (known) continue;
    tried[static_cast<std::size_t>(count)] = movement;
    meetings[static_cast<std::size_t>(count++)] = meet(a, b, movement);
  }
  evidence.relaxed = relaxedScore(a, b, scratch);
  heaviestFirst(std::span(meetings).first(static_cast<std::size_t>(count)));
  float best = -1e9F;
  for (int i = 0; i < std::min(count, mostRidgeChecks); ++i) {
    Meeting& meeting = meetings[static_cast<std::size_t>(i)];
    if (meeting.weight < worthASecondLook * meetings[0].weight) break;
    meetCloser(a, b, meeting);
    const RidgeAgreement ridges = ridgesAgree(a, b, meeting, 1, scratch);
    const float rank = meeting.weight + 0.2F * ridges.evidence;
    if (rank <= best) continue;
    best = rank;
    evidence.meeting = meeting;
    evidence.ridges = ridges;
  }
  countMeeting(a, b, evidence);
  return evidence;
}

}  // namespace sobo::fingerprint
