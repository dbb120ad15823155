#pragma once

#include <vector>

#include "../../include/gray-image.hpp"

namespace sobo::fingerprint {

/// Where a slap picture has ridges: squares of 8 px at 500 dpi.
struct BlockMap {
  int columns = 0;
  int rows = 0;
  double side = 8;         ///< px of the picture
  double sideMm = 0.4064;  ///< mm
  std::vector<std::uint8_t> skin;  ///< 1 where ridges are

  [[nodiscard]] bool at(int column, int row) const {
    return column >= 0 && row >= 0 && column < columns && row < rows &&
           skin[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)] != 0;
  }
};

/// A connected part of it, or a part cut off one; coordinates in blocks.
struct SkinPart {
  struct Block {
    int column, row;
  };
  std::vector<Block> blocks;
};

[[nodiscard]] BlockMap mapSkin(const GrayImage& picture);
[[nodiscard]] std::vector<SkinPart> connectedParts(const BlockMap& map);

}  // namespace sobo::fingerprint
