#include "segment.hpp"

#include <cmath>

namespace sobo::fingerprint {
namespace {

/// Cells whose 3 x 3 neighbourhood holds at least `least` set cells (the cell itself included).
Plane<std::uint8_t> vote(const Plane<std::uint8_t>& cells, int least) {
  Plane<std::uint8_t> result(cells.width, cells.height);
  for (int y = 0; y < cells.height; ++y) {
    for (int x = 0; x < cells.width; ++x) {
      int count = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) count += cells.nearest(x + dx, y + dy);
      }
      result.at(x, y) = count >= least ? 1 : 0;
    }
  }
  return result;
}

struct Patch {
  std::vector<int> cells;
  bool touchesEdge = false;
};

/// Connected patches (4 neighbours) of cells that have `value`.
std::vector<Patch> patches(const Plane<std::uint8_t>& cells, std::uint8_t value) {
  Plane<std::uint8_t> seen(cells.width, cells.height);
  std::vector<Patch> found;
  for (int start = 0; start < cells.width * cells.height; ++start) {
    const auto at = static_cast<std::size_t>(start);
    if (seen.values[at] != 0 || cells.values[at] != value) continue;
    Patch patch;
    patch.cells.push_back(start);
    seen.values[at] = 1;
    for (std::size_t next = 0; next < patch.cells.size(); ++next) {
      const int x = patch.cells[next] % cells.width;
      const int y = patch.cells[next] / cells.width;
      const int around[4][2] = {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}};
      for (const auto& [nx, ny] : around) {
        if (!cells.inside(nx, ny)) {
          patch.touchesEdge = true;
        } else if (seen.at(nx, ny) == 0 && cells.at(nx, ny) == value) {
          seen.at(nx, ny) = 1;
          patch.cells.push_back(ny * cells.width + nx);
        }
      }
    }
    found.push_back(std::move(patch));
  }
  return found;
}

void set(Plane<std::uint8_t>& cells, const Patch& patch, std::uint8_t value) {
  for (int cell : patch.cells) cells.values[static_cast<std::size_t>(cell)] = value;
}

constexpr std::size_t smallestIsland = 25;  // cells: 40 x 40 px
constexpr std::size_t largestHole = 30;

}  // namespace

Plane<std::uint8_t> likelyRidges(const Normalised& normalised, const RidgeFlow& flow) {
  const Plane<float>& contrast = normalised.contrast;
  Plane<std::uint8_t> cells(contrast.width, contrast.height);
  const float least = std::max(2.0F, 0.12F * normalised.strongContrast);
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    cells.values[i] = contrast.values[i] > least && flow.coherence.values[i] > 0.12F ? 1 : 0;
  }
  cells = vote(cells, 5);
  return vote(cells, 1);
}

Plane<float> ridgeTrust(const Normalised& normalised, const RidgePeriod& period, const Enhanced& enhanced,
                        const Plane<std::uint8_t>& likely) {
  Plane<float> trust(likely.width, likely.height);
  const float strong = std::max(8.0F, normalised.strongContrast);
  for (std::size_t i = 0; i < trust.values.size(); ++i) {
    if (likely.values[i] == 0) continue;
    const float contrast = std::min(1.0F, 1.5F * normalised.contrast.values[i] / strong);
    const float sum = 0.5F * enhanced.clearness.values[i] + 0.5F * period.clearness.values[i] + 0.35F * contrast;
    trust.values[i] = std::clamp((sum - 0.5F) / 0.5F, 0.0F, 1.0F);
  }
  smooth(trust, 1);
  return trust;
}

Plane<std::uint8_t> printCells(const Plane<float>& trust) {
  Plane<std::uint8_t> cells(trust.width, trust.height);
  for (std::size_t i = 0; i < cells.values.size(); ++i) cells.values[i] = trust.values[i] > 0.22F ? 1 : 0;
  cells = vote(vote(cells, 5), 5);
  const auto islands = patches(cells, 1);
  std::size_t largest = 0;
  for (const Patch& patch : islands) largest = std::max(largest, patch.cells.size());
  for (const Patch& patch : islands) {
    if (patch.cells.size() < smallestIsland || patch.cells.size() * 10 < largest) set(cells, patch, 0);
  }
  for (const Patch& patch : patches(cells, 0)) {
    if (!patch.touchesEdge && patch.cells.size() <= largestHole) set(cells, patch, 1);
  }
  return cells;
}

Plane<float> distanceFromEdge(const Plane<std::uint8_t>& cells) {
  const int w = cells.width;
  const int h = cells.height;
  Plane<float> distance(w, h);
  const auto valueAt = [&](int x, int y) { return distance.inside(x, y) ? distance.at(x, y) : 0.0F; };
  constexpr float straight = 1;
  constexpr float slant = 1.414F;
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      if (cells.at(x, y) == 0) continue;
      distance.at(x, y) = std::min({valueAt(x - 1, y) + straight, valueAt(x, y - 1) + straight,
                                    valueAt(x - 1, y - 1) + slant, valueAt(x + 1, y - 1) + slant});
    }
  }
  for (int y = h - 1; y >= 0; --y) {
    for (int x = w - 1; x >= 0; --x) {
      distance.at(x, y) = std::min({distance.at(x, y), valueAt(x + 1, y) + straight, valueAt(x, y + 1) + straight,
                                    valueAt(x + 1, y + 1) + slant, valueAt(x - 1, y + 1) + slant});
    }
  }
  for (float& value : distance.values) value = std::min(255.0F, value > 0 ? (value - 0.5F) * cellSide : 0.0F);
  return distance;
}

}  // namespace sobo::fingerprint
