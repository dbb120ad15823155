#pragma once

#include "../../include/minutia.hpp"
#include "ridge-flow.hpp"

#include <cstdint>

namespace sobo::fingerprint {

/// Cores and deltas: where the flow turns by half a circle around a point (Poincaré index). The surest first; a finger has up
/// to six, noise many more.
[[nodiscard]] std::vector<SingularPoint> singularPoints(const RidgeFlow& flow, const Plane<std::uint8_t>& print);

}  // namespace sobo::fingerprint
