#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "../../include/compare.hpp"

namespace sobo::fingerprint {

inline constexpr int mostCompared = 80;  ///< minutiae of a print that take part
inline constexpr int cylinderSide = 8;
inline constexpr int cylinderPlanes = 6;

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

struct PreparedData {
  int count = 0;
  std::array<PreparedMinutia, mostCompared> minutiae{};
  std::array<Cylinder, mostCompared> cylinders{};
  int cylinderCount = 0;              ///< with a mask
  std::vector<float> distance;        ///< count * count, px
  std::vector<float> bearing;         ///< count * count: way to the other against the own direction, (-π, π]
  RidgeMap ridgeMap;
  int width = 0;
  int height = 0;
};

}  // namespace sobo::fingerprint
