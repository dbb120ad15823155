#pragma once

#include "scratch-data.hpp"

namespace sobo::fingerprint {

/// A rigid movement from the first print onto the second, y up.
struct Movement {
  float cosine = 1;
  float sine = 0;
  float dx = 0;
  float dy = 0;

  [[nodiscard]] float x(float px, float py) const { return cosine * px - sine * py + dx; }
  [[nodiscard]] float y(float px, float py) const { return sine * px + cosine * py + dy; }
};

/// Minutiae that meet after a movement.
struct Meeting {
  Movement movement;
  std::array<std::int16_t, mostCompared> partner{};  ///< of each minutia of the first print: index in the second, or -1
  int count = 0;
  float weight = 0;  ///< of the met minutiae: quality times nearness
};

/// The movement that the pairs around pair `seed` ask for (least squares, weighted by agreement).
[[nodiscard]] Movement movementFrom(const PreparedData& a, const PreparedData& b, const ScratchData& scratch, int seed);

/// Pairs what meets under `movement`.
[[nodiscard]] Meeting meet(const PreparedData& a, const PreparedData& b, const Movement& movement);

/// Twice moves so that the met ones fit better, and pairs again.
void meetCloser(const PreparedData& a, const PreparedData& b, Meeting& meeting);

}  // namespace sobo::fingerprint
