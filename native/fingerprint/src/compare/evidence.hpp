#pragma once

#include "ridge-agreement.hpp"
#include "scratch-data.hpp"

namespace sobo::fingerprint {

/// What speaks for and against one finger, from one comparison.
struct Evidence {
  float relaxed = 0;      ///< minutiae cylinders after weighing, about 0 … 0.4
  float metWeight = 0;    ///< minutiae that meet after the movement: quality times nearness
  float metCount = 0;
  float share = 0;        ///< of the minutiae in the common area: met by weight, 0 … 1
  float unmet = 0;        ///< weight of the others in the common area, both prints
  float sameKind = 0;     ///< share of the met with the same kind
  float residual = 0;     ///< mean distance of the met, px
  RidgeAgreement ridges;
  bool withRidges = false;
  Meeting meeting;
};

[[nodiscard]] Evidence gatherEvidence(const PreparedData& a, const PreparedData& b, ScratchData& scratch);

}  // namespace sobo::fingerprint
