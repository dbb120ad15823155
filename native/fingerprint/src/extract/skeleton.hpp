#pragma once

#include <array>
#include <cstdint>

#include "plane.hpp"

namespace sobo::fingerprint {

struct Pixel {
  int x = 0;
  int y = 0;

  friend bool operator==(const Pixel&, const Pixel&) = default;
};

/// The branches that leave a pixel of a thin line: one neighbour for each.
struct Branches {
  std::array<Pixel, 4> first{};
  int count = 0;
};

/// A pixel of the inside (not the outermost row or column) of a picture made by `thin`.
/// One branch: an ending; two: a line; three or more: a junction.
[[nodiscard]] Branches branchesAt(const Plane<std::uint8_t>& lines, Pixel at);

/// How many branches branchesAt would name.
[[nodiscard]] int branchCountAt(const Plane<std::uint8_t>& lines, Pixel at);

enum class WalkEnd : std::uint8_t { open, ending, junction };

inline constexpr int longestWalk = 32;

/// A way along a line from a pixel through one of its branches.
struct Walk {
  std::array<Pixel, longestWalk + 1> way{};  ///< way[0] is the start
  int steps = 0;
  WalkEnd end = WalkEnd::open;  ///< open: still on a line after the allowed steps

  [[nodiscard]] Pixel last() const { return way[static_cast<std::size_t>(steps)]; }
  [[nodiscard]] Pixel after(int count) const { return way[static_cast<std::size_t>(count < steps ? count : steps)]; }
};

[[nodiscard]] Walk walkFrom(const Plane<std::uint8_t>& lines, Pixel start, Pixel first, int mostSteps);

}  // namespace sobo::fingerprint
