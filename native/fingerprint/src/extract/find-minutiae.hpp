#pragma once

#include "../../include/minutia.hpp"
#include "enhance.hpp"
#include "skeleton.hpp"

namespace sobo::fingerprint {

struct MinutiaSearch {
  const Plane<std::uint8_t>& lines;   ///< cleaned skeleton
  const RidgeFlow& flow;
  const Plane<float>& trust;          ///< per cell 0 … 1
  const Plane<float>& edgeDistance;   ///< per cell, px
  float period = 9;
  int most = 100;
};

/// Endings and bifurcations with direction and quality, doubtful ones taken out, best first.
[[nodiscard]] std::vector<Minutia> findMinutiae(const MinutiaSearch& search);

}  // namespace sobo::fingerprint
