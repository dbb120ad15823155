#include "block-map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace sobo::fingerprint {
namespace {

constexpr double leastContrast = 14;  // grey levels of spread: paper, glass and film stay below

/// The level that best parts two crowds (Otsu).
int partingLevel(const std::vector<std::uint8_t>& values) {
  std::array<double, 256> counts{};
  for (const std::uint8_t value : values) ++counts[value];
  double all = 0;
  for (std::size_t i = 0; i < 256; ++i) all += static_cast<double>(i) * counts[i];
  const auto total = static_cast<double>(values.size());
  double below = 0;
  double sum = 0;
  double best = -1;
  int level = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    below += counts[i];
    sum += static_cast<double>(i) * counts[i];
    if (below == 0 || below == total) continue;
    const double apart = sum / below - (all - sum) / (total - below);
    const double between = below * (total - below) * apart * apart;
    if (between > best) {
      best = between;
      level = static_cast<int>(i);
    }
  }
  return level;
}

/// Fills single holes and drops single blocks.
void calm(BlockMap& map, int least) {
  std::vector<std::uint8_t> next(map.skin.size());
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      int around = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) around += map.at(column + dx, row + dy) ? 1 : 0;
      }
      next[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.columns) + static_cast<std::size_t>(column)] = around >= least;
    }
  }
  map.skin = std::move(next);
}

}  // namespace

BlockMap mapSkin(const GrayImage& picture) {
  BlockMap map;
  map.side = 8 * picture.dpi / 500;
  map.sideMm = 8 * 25.4 / 500;
  map.columns = std::max(1, static_cast<int>(picture.width / map.side));
  map.rows = std::max(1, static_cast<int>(picture.height / map.side));
  std::vector<std::uint8_t> contrast(static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows));
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      // A window of two blocks, so that it always holds a whole ridge and valley.
      const int left = std::max(0, static_cast<int>((column - 0.5) * map.side));
      const int right = std::min(picture.width, static_cast<int>((column + 1.5) * map.side));
      const int top = std::max(0, static_cast<int>((row - 0.5) * map.side));
      const int bottom = std::min(picture.height, static_cast<int>((row + 1.5) * map.side));
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int y = top; y < bottom; ++y) {
        const std::uint8_t* line = &picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width)];
        for (int x = left; x < right; ++x, ++count) {
          sum += line[x];
          squares += static_cast<double>(line[x]) * line[x];
        }
      }
      const double mean = count > 0 ? sum / count : 0;
      const double spread = count > 0 ? std::sqrt(std::max(0.0, squares / count - mean * mean)) : 0;
      contrast[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.columns) + static_cast<std::size_t>(column)] =
          static_cast<std::uint8_t>(std::min(255.0, 2 * spread));
    }
  }
  const double level = std::max(2 * leastContrast, partingLevel(contrast) * 0.75);
  map.skin.resize(contrast.size());
  std::transform(contrast.begin(), contrast.end(), map.skin.begin(), [level](std::uint8_t value) { return value > level; });
  calm(map, 5);
  calm(map, 5);
  return map;
}

std::vector<SkinPart> connectedParts(const BlockMap& map) {
  std::vector<SkinPart> parts;
  std::vector<std::uint8_t> seen(map.skin.size());
  const auto placeOf = [&](int column, int row) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(map.columns) + static_cast<std::size_t>(column);
  };
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      if (!map.at(column, row) || seen[placeOf(column, row)]) continue;
      SkinPart part;
      part.blocks.push_back({column, row});
      seen[placeOf(column, row)] = 1;
      for (std::size_t next = 0; next < part.blocks.size(); ++next) {
        const SkinPart::Block from = part.blocks[next];
        for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
          const int c = from.column + dx;
          const int r = from.row + dy;
          if (!map.at(c, r) || seen[placeOf(c, r)]) continue;
          seen[placeOf(c, r)] = 1;
          part.blocks.push_back({c, r});
        }
      }
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

}  // namespace sobo::fingerprint
