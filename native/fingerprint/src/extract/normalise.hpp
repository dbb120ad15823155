#pragma once

#include "plane.hpp"

namespace sobo::fingerprint {

struct Normalised {
  Plane<float> values;    ///< about -2.5 … 2.5, dark ridges negative
  Plane<float> contrast;  ///< per cell: local standard deviation in grey levels
  float strongContrast = 0;  ///< what the clear parts of this print reach (90th percentile of the cells)
};

/// Takes away the local mean and divides by the local deviation, over about three ridge periods.
/// Faint parts (below a fifth of the strong ones) are not blown up to full strength.
[[nodiscard]] Normalised normalise(const Plane<float>& picture);

}  // namespace sobo::fingerprint
