#include "skeleton.hpp"

#include <cstdlib>

namespace sobo::fingerprint {
namespace {

constexpr int ringX[8] = {0, 1, 1, 1, 0, -1, -1, -1};
constexpr int ringY[8] = {-1, -1, 0, 1, 1, 1, 0, -1};

/// Rises from clear to set around the ring of 8 neighbours, by their bits.
constexpr std::array<std::uint8_t, 256> riseCounts = [] {
  std::array<std::uint8_t, 256> counts{};
  for (unsigned ring = 0; ring < 256; ++ring) {
    for (unsigned k = 0; k < 8; ++k) {
      if (((ring >> k) & 1U) == 0 && ((ring >> ((k + 1) % 8)) & 1U) == 1) ++counts[ring];
    }
  }
  return counts;
}();

}  // namespace

int branchCountAt(const Plane<std::uint8_t>& lines, Pixel at) {
  const std::uint8_t* a = lines.row(at.y - 1) + at.x;
  const std::uint8_t* h = lines.row(at.y) + at.x;
  const std::uint8_t* b = lines.row(at.y + 1) + at.x;
  const int ring = a[0] | a[1] << 1 | h[1] << 2 | b[1] << 3 | b[0] << 4 | b[-1] << 5 | h[-1] << 6 | a[-1] << 7;
  return riseCounts[static_cast<std::size_t>(ring)];
}

Branches branchesAt(const Plane<std::uint8_t>& lines, Pixel at) {
  std::array<bool, 8> set{};
  bool any = false;
  std::size_t gap = 8;
  for (std::size_t k = 0; k < 8; ++k) {
    set[k] = lines.at(at.x + ringX[k], at.y + ringY[k]) != 0;
    any = any || set[k];
    if (!set[k]) gap = k;
  }
  Branches branches;
  if (!any || gap == 8) return branches;
  // Runs of set neighbours, begun after a clear one; a run is one branch, entered over its straight neighbour.
  for (std::size_t step = 1; step <= 8; ++step) {
    const std::size_t k = (gap + step) % 8;
    if (!set[k] || set[(k + 7) % 8]) continue;
    std::size_t entry = k;
    for (std::size_t run = k; set[run % 8]; ++run) {
      if (run % 2 == 0) {
        entry = run % 8;
        break;
      }
    }
    if (branches.count < 4) {
      branches.first[static_cast<std::size_t>(branches.count++)] = {at.x + ringX[entry], at.y + ringY[entry]};
    }
  }
  return branches;
}

Walk walkFrom(const Plane<std::uint8_t>& lines, Pixel start, Pixel first, int mostSteps) {
  Walk walk;
  walk.way[0] = start;
  walk.way[1] = first;
  walk.steps = 1;
  while (true) {
    const Pixel at = walk.last();
    const Pixel before = walk.way[static_cast<std::size_t>(walk.steps - 1)];
    if (at.x < 1 || at.y < 1 || at.x + 1 >= lines.width || at.y + 1 >= lines.height) return walk;
    const Branches branches = branchesAt(lines, at);
    if (branches.count <= 1) {
      walk.end = WalkEnd::ending;
      return walk;
    }
    if (branches.count >= 3) {
      walk.end = WalkEnd::junction;
      return walk;
    }
    if (walk.steps >= mostSteps || walk.steps >= longestWalk) return walk;
    // The way back is the branch that touches the pixel we came from.
    const auto isBack = [&](Pixel p) { return std::abs(p.x - before.x) <= 1 && std::abs(p.y - before.y) <= 1; };
    Pixel next = branches.first[0];
    if (next == before || (isBack(next) && !(branches.first[1] == before))) next = branches.first[1];
    walk.way[static_cast<std::size_t>(++walk.steps)] = next;
  }
}

}  // namespace sobo::fingerprint
