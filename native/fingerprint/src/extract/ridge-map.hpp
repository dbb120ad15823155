#pragma once

#include "../../include/minutia.hpp"
#include "plane.hpp"

namespace sobo::fingerprint {

/// Packs the enhanced ridges (negative on ridges) into bits, one for 2 x 2 px.
[[nodiscard]] RidgeMap packRidges(const Plane<float>& ridges, const Plane<std::uint8_t>& print, const Plane<float>& clearness);

}  // namespace sobo::fingerprint
