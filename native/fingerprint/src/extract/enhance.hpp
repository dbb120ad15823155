#pragma once

#include <cstdint>

#include "ridge-flow.hpp"
#include "ridge-period.hpp"

namespace sobo::fingerprint {

struct Enhanced {
  Plane<float> ridges;     ///< filter answer, negative on ridges as in the normalised picture
  Plane<float> clearness;  ///< per cell: how much of the local signal is the ridge wave, 0 … 1
};

/// Filters every cell of `wanted` along its own ridges with the nearest Gabor kernel.
[[nodiscard]] Enhanced enhance(const Plane<float>& normalised, const RidgeFlow& flow, const RidgePeriod& period,
                               const Plane<std::uint8_t>& wanted);

}  // namespace sobo::fingerprint
