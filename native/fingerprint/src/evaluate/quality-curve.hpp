#pragma once

#include "evaluate-set.hpp"

namespace sobo::fingerprint {

/// False non-matches (share of the genuine pairs left) at the threshold with at most one false match in 1000, when the
/// worst prints by quality are set aside (a pair goes with the lower quality of its two). It should fall from left to right.
struct QualityCurve {
  double all = 0;
  double without5 = 0;
  double without10 = 0;
  double without20 = 0;
};

[[nodiscard]] QualityCurve qualityCurve(const Evaluation& evaluation);

}  // namespace sobo::fingerprint
