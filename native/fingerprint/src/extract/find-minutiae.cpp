#include "find-minutiae.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sobo::fingerprint {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

/// A found point; the direction is a unit vector in pixel axes (y down).
struct Candidate {
  Pixel at;
  float dx = 0;
  float dy = 0;
  MinutiaKind kind = MinutiaKind::other;
  float quality = 0;
  bool dropped = false;
};

float between(const Plane<float>& cells, Pixel at) {
  const float gx = (static_cast<float>(at.x) + 0.5F) / cellSide - 0.5F;
  const float gy = (static_cast<float>(at.y) + 0.5F) / cellSide - 0.5F;
  const int x = static_cast<int>(std::floor(gx));
  const int y = static_cast<int>(std::floor(gy));
  const float fx = gx - static_cast<float>(x);
  const float fy = gy - static_cast<float>(y);
  return (1 - fy) * ((1 - fx) * cells.nearest(x, y) + fx * cells.nearest(x + 1, y)) +
         fy * ((1 - fx) * cells.nearest(x, y + 1) + fx * cells.nearest(x + 1, y + 1));
}

constexpr int directionSteps = 14;

bool unitChord(const Walk& walk, float& dx, float& dy) {
  const Pixel far = walk.after(directionSteps);
  dx = static_cast<float>(far.x - walk.way[0].x);
  dy = static_cast<float>(far.y - walk.way[0].y);
  const float length = std::sqrt(dx * dx + dy * dy);
  if (length < 3) return false;
  dx /= length;
  dy /= length;
  return true;
}

/// Leans the traced direction on the flow where the two agree (within 40 degrees).
void alignWithFlow(const RidgeFlow& flow, Candidate& found) {
  const float c2 = between(flow.cos2, found.at);
  const float s2 = between(flow.sin2, found.at);
  const float strength = std::sqrt(c2 * c2 + s2 * s2);
  if (strength < 0.4F) return;
  const float theta = 0.5F * std::atan2(s2, c2);
  float fx = std::cos(theta);
  float fy = std::sin(theta);
  float dot = fx * found.dx + fy * found.dy;
  if (dot < 0) {
    fx = -fx;
    fy = -fy;
    dot = -dot;
  }
  if (dot < 0.766F) return;
  const float x = 0.35F * found.dx + 0.65F * fx;
  const float y = 0.35F * found.dy + 0.65F * fy;
  const float length = std::sqrt(x * x + y * y);
  found.dx = x / length;
  found.dy = y / length;
}

bool readEnding(const MinutiaSearch& search, Pixel at, const Branches& branches, Candidate& found) {
  const Walk walk = walkFrom(search.lines, at, branches.first[0], directionSteps);
  found = {at, 0, 0, MinutiaKind::ending, 0, false};
  return unitChord(walk, found.dx, found.dy);
}

/// Direction of the valley: the bisector of the two branches that lie closest in angle.
bool readBifurcation(const MinutiaSearch& search, Pixel at, const Branches& branches, Candidate& found) {
  float dx[3];
  float dy[3];
  Walk walks[3];
  for (int b = 0; b < 3; ++b) {
    walks[b] = walkFrom(search.lines, at, branches.first[static_cast<std::size_t>(b)], 28);
    if (!unitChord(walks[b], dx[b], dy[b])) return false;
  }
  for (int b = 0; b < 3; ++b) {  // a lake: two branches meet again soon
    const Walk& one = walks[b];
    const Walk& other = walks[(b + 1) % 3];
    if (one.end == WalkEnd::junction && other.end == WalkEnd::junction && one.last() == other.last()) return false;
  }
  int lone = 0;
  float best = -2;
  for (int b = 0; b < 3; ++b) {
    const int p = (b + 1) % 3;
    const int q = (b + 2) % 3;
    const float dot = dx[p] * dx[q] + dy[p] * dy[q];
    if (dot > best) {
      best = dot;
      lone = b;
    }
  }
  const float x = dx[(lone + 1) % 3] + dx[(lone + 2) % 3];
  const float y = dy[(lone + 1) % 3] + dy[(lone + 2) % 3];
  const float length = std::sqrt(x * x + y * y);
  if (length < 0.2F) return false;
  found = {at, x / length, y / length, MinutiaKind::bifurcation, 0, false};
  return true;
}

/// Two endings that face each other across a gap are one broken ridge.
void dropBreaks(std::vector<Candidate>& list, float period) {
  const float reach = 1.8F * period;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].kind != MinutiaKind::ending) continue;
    for (std::size_t j = i + 1; j < list.size(); ++j) {
      if (list[j].kind != MinutiaKind::ending) continue;
      const float gx = static_cast<float>(list[j].at.x - list[i].at.x);
      const float gy = static_cast<float>(list[j].at.y - list[i].at.y);
      const float gap = std::sqrt(gx * gx + gy * gy);
      if (gap > reach || gap < 1) continue;
      const bool opposed = list[i].dx * list[j].dx + list[i].dy * list[j].dy < -0.7F;
      const bool inLine = (gx * list[i].dx + gy * list[i].dy) / gap < -0.7F;
      if (opposed && inLine) list[i].dropped = list[j].dropped = true;
    }
  }
}

/// Near doubles and crowds: of two alike points the worse goes, of a crowd all.
void dropCrowds(std::vector<Candidate>& list, float period) {
  std::vector<bool> gone(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    int crowd = 0;
    for (std::size_t j = 0; j < list.size(); ++j) {
      if (i == j || list[i].dropped || list[j].dropped) continue;
      const float gx = static_cast<float>(list[j].at.x - list[i].at.x);
      const float gy = static_cast<float>(list[j].at.y - list[i].at.y);
      const float squared = gx * gx + gy * gy;
      if (squared < 4 * period * period) ++crowd;
      const bool alike = list[i].dx * list[j].dx + list[i].dy * list[j].dy > 0.7F;
      const bool worse = list[i].quality < list[j].quality || (list[i].quality == list[j].quality && j < i);
      if (squared < 0.5F * period * period && alike && worse) gone[i] = true;
    }
    if (crowd >= 5) gone[i] = true;
  }
  for (std::size_t i = 0; i < list.size(); ++i) list[i].dropped = list[i].dropped || gone[i];
}

Minutia finished(const Candidate& found) {
  float angle = std::atan2(-found.dy, found.dx);
  if (angle < 0) angle += 2 * pi;
  if (angle >= 2 * pi) angle = 0;
  const long quality = std::clamp(std::lround(found.quality * 100), 1L, 100L);
  return {static_cast<float>(found.at.x), static_cast<float>(found.at.y), angle, found.kind,
          static_cast<std::uint8_t>(quality)};
}

}  // namespace

std::vector<Minutia> findMinutiae(const MinutiaSearch& search) {
  std::vector<Candidate> list;
  for (int y = 1; y + 1 < search.lines.height; ++y) {
    for (int x = 1; x + 1 < search.lines.width; ++x) {
      if (search.lines.at(x, y) == 0) continue;
      const Pixel at{x, y};
      if (branchCountAt(search.lines, at) == 2) continue;
      const Branches branches = branchesAt(search.lines, at);
      if (branches.count != 1 && branches.count != 3) continue;
      const float margin = between(search.edgeDistance, at);
      if (margin < (branches.count == 1 ? 10.0F : 6.0F)) continue;
      Candidate found;
      if (!(branches.count == 1 ? readEnding(search, at, branches, found) : readBifurcation(search, at, branches, found))) {
        continue;
      }
      // An ending at the rim whose ridge comes from inside and stops where the print stops is no minutia.
      const Pixel ahead{x - static_cast<int>(std::lround(found.dx * 16)), y - static_cast<int>(std::lround(found.dy * 16))};
      if (branches.count == 1 && (!search.lines.inside(ahead.x, ahead.y) || between(search.edgeDistance, ahead) < 1)) continue;
      alignWithFlow(search.flow, found);
      const float clear = between(search.trust, at);
      found.quality = clear * std::min(1.0F, 0.5F + margin / 48);
      list.push_back(found);
    }
  }
  dropBreaks(list, search.period);
  dropCrowds(list, search.period);
  std::erase_if(list, [](const Candidate& c) { return c.dropped; });
  std::stable_sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) { return a.quality > b.quality; });
  if (list.size() > static_cast<std::size_t>(search.most)) list.resize(static_cast<std::size_t>(search.most));
  std::vector<Minutia> minutiae;
  minutiae.reserve(list.size());
  for (const Candidate& found : list) minutiae.push_back(finished(found));
  return minutiae;
}

}  // namespace sobo::fingerprint
