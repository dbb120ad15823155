#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "../../include/compare.hpp"

namespace sobo::fingerprint {

inline constexpr int mostCompared = 80;  ///< minutiae of a print that take part
inline constexpr int cylinderSide = 8;
inline constexpr int cylinderPlanes = 6;
inline constexpr int ridgeMargin = 8;    ///< bytes of unknown around the ridge map

/// The neighbourhood of one minutia as bits, turned with the minutia (MCC, 8 x 8 cells, 6 direction planes).
struct Cylinder {
  std::array<std::uint64_t, cylinderPlanes> planes{};
  std::uint64_t mask = 0;  ///< cells that lie on the print; 0: no cylinder
};

/// Coordinates with y up.
struct PreparedMinutia {
  float x = 0;
  float y = 0;
  float angle = 0;  ///< [0, 2π)
  float cosine = 1;
  float sine = 0;
  float quality = 0;  ///< 0 … 1
  MinutiaKind kind = MinutiaKind::other;
};

/// Places and directions of a print's minutiae side by side, for wide registers.
struct MinutiaLanes {
  std::array<float, mostCompared> x{};
  std::array<float, mostCompared> y{};
  std::array<float, mostCompared> cosine{};
  std::array<float, mostCompared> sine{};
};

struct PreparedData {
  int count = 0;
  std::array<PreparedMinutia, mostCompared> minutiae{};
  MinutiaLanes lanes;
  std::array<Cylinder, mostCompared> cylinders{};
  int cylinderCount = 0;              ///< with a mask
  std::vector<float> distance;        ///< count * count, px
  std::vector<float> bearing;         ///< count * count: way to the other against the own direction, (-π, π]
  RidgeMap ridgeMap;
  std::vector<std::uint8_t> ridgeBytes;  ///< one for 2 x 2 px, with a margin: 0 valley, 1 ridge, 2 unknown
  int ridgeStride = 0;                   ///< bytes in a row; 0: no ridge map
  int ridgeRows = 0;
  int firstColumn = 0;                   ///< of the squares with ridges: a print may lie anywhere on a large picture
  int firstRow = 0;
};

}  // namespace sobo::fingerprint
