#pragma once

#include <cstdint>

#include "enhance.hpp"
#include "normalise.hpp"

namespace sobo::fingerprint {

/// Cells worth filtering: some contrast, some flow. Generous.
[[nodiscard]] Plane<std::uint8_t> likelyRidges(const Normalised& normalised, const RidgeFlow& flow);

/// How surely each cell shows ridges, 0 … 1: the filter explains the signal, one period stands out across the ridges, and
/// the contrast is what this print reaches elsewhere. Grain and dirt on the glass pass one of the three, not all.
[[nodiscard]] Plane<float> ridgeTrust(const Normalised& normalised, const RidgePeriod& period, const Enhanced& enhanced,
                                      const Plane<std::uint8_t>& likely);

/// Cells that are print: trusted, holes closed, islands dropped.
[[nodiscard]] Plane<std::uint8_t> printCells(const Plane<float>& trust);

/// Distance of every cell from the nearest cell outside the print, in px (at most 255); the picture's edge counts as outside.
[[nodiscard]] Plane<float> distanceFromEdge(const Plane<std::uint8_t>& cells);

}  // namespace sobo::fingerprint
