#pragma once

#include "ridge-flow.hpp"
#include "skeleton.hpp"

namespace sobo::fingerprint {

/// Takes spurs, short islands and bridges off the ridge lines. `period` in px is the print's typical ridge distance.
void cleanSkeleton(Plane<std::uint8_t>& lines, const RidgeFlow& flow, float period);

}  // namespace sobo::fingerprint
