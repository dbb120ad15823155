#pragma once

#include "../../include/synthesis.hpp"

namespace sobo::fingerprint {

/// Direction of the ridges at a point of a synthetic finger: radians [0, π), counter-clockwise as seen.
[[nodiscard]] double flowOfFinger(const SyntheticFinger& finger, double x, double y);

}  // namespace sobo::fingerprint
