#pragma once

#include <cstdint>

#include "enhance.hpp"
#include "normalise.hpp"

namespace sobo::fingerprint {

/// Cells worth filtering: some contrast, some flow. Generous.
[[nodiscard]] Plane<std::uint8_t> likelyRidges(const Normalised& normalised, const RidgeFlow& flow);

/// Cells that are print: clear enough after filtering, holes closed, islands dropped.
[[nodiscard]] Plane<std::uint8_t> printCells(const Plane<std::uint8_t>& likely, const Plane<float>& clearness);

/// Distance of every cell from the nearest cell outside the print, in px (at most 255); the picture's edge counts as outside.
[[nodiscard]] Plane<float> distanceFromEdge(const Plane<std::uint8_t>& cells);

}  // namespace sobo::fingerprint
