#include "clean-skeleton.hpp"

#include <cmath>

namespace sobo::fingerprint {
namespace {

std::vector<Pixel> nodes(const Plane<std::uint8_t>& lines, bool junctions) {
  std::vector<Pixel> found;
  for (int y = 1; y + 1 < lines.height; ++y) {
    for (int x = 1; x + 1 < lines.width; ++x) {
      if (lines.at(x, y) == 0) continue;
      const int count = branchCountAt(lines, {x, y});
      if (junctions ? count >= 3 : count <= 1) found.push_back({x, y});
    }
  }
  return found;
}

void erase(Plane<std::uint8_t>& lines, const Walk& walk, int from, int to) {
  for (int k = from; k <= to; ++k) {
    const Pixel p = walk.way[static_cast<std::size_t>(k)];
    lines.at(p.x, p.y) = 0;
  }
}

void dropSpurs(Plane<std::uint8_t>& lines, int spur, int island) {
  for (const Pixel end : nodes(lines, false)) {
    if (lines.at(end.x, end.y) == 0) continue;
    const Branches branches = branchesAt(lines, end);
    if (branches.count == 0) {
      lines.at(end.x, end.y) = 0;
      continue;
    }
    if (branches.count != 1) continue;
    const Walk walk = walkFrom(lines, end, branches.first[0], std::max(spur, island));
    if (walk.end == WalkEnd::junction && walk.steps <= spur) erase(lines, walk, 0, walk.steps - 1);
    if (walk.end == WalkEnd::ending && walk.steps <= island) erase(lines, walk, 0, walk.steps);
  }
}

/// A short link between two junctions that runs across the flow joins two ridges that are apart.
void cutBridges(Plane<std::uint8_t>& lines, const RidgeFlow& flow, int longest) {
  for (const Pixel from : nodes(lines, true)) {
    if (lines.at(from.x, from.y) == 0) continue;
    const Branches branches = branchesAt(lines, from);
    if (branches.count != 3) continue;
    for (int b = 0; b < 3; ++b) {
      const Walk walk = walkFrom(lines, from, branches.first[static_cast<std::size_t>(b)], longest);
      if (walk.end != WalkEnd::junction || walk.steps < 2) continue;
      const float dx = static_cast<float>(walk.last().x - from.x);
      const float dy = static_cast<float>(walk.last().y - from.y);
      const float squared = dx * dx + dy * dy;
      if (squared < 1) continue;
      const int mx = (from.x + walk.last().x) / 2;
      const int my = (from.y + walk.last().y) / 2;
      const float c2 = (dx * dx - dy * dy) / squared;
      const float s2 = 2 * dx * dy / squared;
      const float along = c2 * flow.cos2.at(mx / cellSide, my / cellSide) + s2 * flow.sin2.at(mx / cellSide, my / cellSide);
      if (along < -0.2F) {
        erase(lines, walk, 1, walk.steps - 1);
        break;
      }
    }
  }
}

}  // namespace

void cleanSkeleton(Plane<std::uint8_t>& lines, const RidgeFlow& flow, float period) {
  const int spur = static_cast<int>(std::lround(1.0F * period));
  const int island = static_cast<int>(std::lround(1.6F * period));
  dropSpurs(lines, spur, island);
  cutBridges(lines, flow, static_cast<int>(std::lround(1.5F * period)));
  dropSpurs(lines, spur, island);
}

}  // namespace sobo::fingerprint
