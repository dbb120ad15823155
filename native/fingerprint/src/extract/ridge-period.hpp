#pragma once

#include "ridge-flow.hpp"

namespace sobo::fingerprint {

struct RidgePeriod {
  Plane<float> pixels;     ///< per cell: distance from ridge to ridge, 3.5 … 16 px
  Plane<float> clearness;  ///< per cell: share of the signal across the ridges that is this one period, 0 … 1
  float typical = 9;       ///< of the whole print
};

/// Reads the period from the spectrum of the grey profile across the ridges, every 16 px, then fills and smooths.
[[nodiscard]] RidgePeriod ridgePeriod(const Plane<float>& normalised, const RidgeFlow& flow, const Plane<float>& contrast);

}  // namespace sobo::fingerprint
