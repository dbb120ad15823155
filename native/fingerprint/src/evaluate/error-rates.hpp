#pragma once

#include <vector>

namespace sobo::fingerprint {

/// Shares, 0 … 1. A pair is accepted when its score is at least the threshold; no interpolation anywhere.
struct ErrorRates {
  double eer = 0;      ///< as in the Fingerprint Verification Competitions
  double fmr100 = 0;   ///< false non-matches at the lowest threshold with at most 1 false match in 100
  double fmr1000 = 0;  ///< … in 1000
  double zeroFmr = 0;  ///< … with none
};

/// Thresholds tried: every score that occurs, ascending, and one above them all. Without genuine or without impostor
/// scores nothing was measured: every rate is NaN.
[[nodiscard]] ErrorRates errorRates(std::vector<double> genuine, std::vector<double> impostor);

}  // namespace sobo::fingerprint
