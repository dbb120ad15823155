#pragma once

#include <array>
#include <cstddef>

namespace sobo::fingerprint {

/** A part of the picture, or of the signal it became. `right` and `bottom`: which quarter of its parent it is. */
struct WsqPart {
  std::size_t x = 0;
  std::size_t y = 0;
  std::size_t width = 0;
  std::size_t height = 0;
  bool right = false;
  bool bottom = false;

  std::size_t area() const noexcept { return width * height; }
  /** Samples of the low half of rows and columns; they come first except in right and bottom parts. */
  std::size_t lowWidth() const noexcept { return (width + 1) / 2; }
  std::size_t lowHeight() const noexcept { return (height + 1) / 2; }
  /** Where the second column and the second row of quarters begin. */
  std::size_t leftWidth() const noexcept { return right ? width / 2 : lowWidth(); }
  std::size_t topHeight() const noexcept { return bottom ? height / 2 : lowHeight(); }
};

inline constexpr std::size_t wsqSubbands = 60;
inline constexpr std::size_t wsqSplits = 20;

/** The fixed decomposition of a picture: the splits, parents first, and the coded subbands in the order of their numbers. */
struct WsqTree {
  std::array<WsqPart, wsqSplits> splits;
  std::array<WsqPart, wsqSubbands> subbands;
};

WsqTree wsqTreeOf(std::size_t width, std::size_t height) noexcept;

/** First subband of each of the three coded blocks, and the end. */
inline constexpr std::array<std::size_t, 4> wsqBlocks = {0, 19, 52, 60};

}  // namespace sobo::fingerprint
