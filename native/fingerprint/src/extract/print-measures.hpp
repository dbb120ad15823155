#pragma once

#include "../../include/extract.hpp"
#include "enhance.hpp"
#include "normalise.hpp"

namespace sobo::fingerprint {

/// What is measured of a print to judge it.
struct PrintMeasures {
  double areaSquareMm = 0;    ///< of the print's cells
  double clearness = 0;       ///< mean over the print: share of the signal that the ridge filter explains, 0 … 1
  double regularity = 0;      ///< mean over the print: share of the profile that is one period, 0 … 1
  double coherence = 0;       ///< mean over the print: agreement of the raw gradients, 0 … 1
  double contrast = 0;        ///< grey levels in the clear parts
  double skew = 0;            ///< of the normalised greys: negative = dark specks on white (dry), positive = white specks (wet)
  double offCentre = 0;       ///< distance of the print's middle from the picture's, in half sides
  std::size_t minutiaCount = 0;
  int singularPoints = 0;
  double goodMinutiae = 0;    ///< sum of the minutiae's quality, 0 … 1 each
};

struct MeasuredParts {
  const Normalised& normalised;
  const RidgeFlow& rawFlow;
  const RidgePeriod& period;
  const Enhanced& enhanced;
  const Plane<std::uint8_t>& print;
};

[[nodiscard]] PrintMeasures measurePrint(const MeasuredParts& parts, const std::vector<Minutia>& minutiae);

/// 0 … 100.
[[nodiscard]] int qualityOf(const PrintMeasures& measures);

/// QualityReason bits.
[[nodiscard]] std::uint32_t reasonsOf(const PrintMeasures& measures, int quality);

/// Whether these can be the ridges of a finger at all.
[[nodiscard]] bool looksLikeFinger(const PrintMeasures& measures);

/// extract, with what was measured on the way.
[[nodiscard]] Extraction extractMeasured(const GrayImage& picture, const ExtractOptions& options, PrintMeasures& measures);

}  // namespace sobo::fingerprint
