#pragma once

#include "plane.hpp"

namespace sobo::fingerprint {

/// Ridge direction per cell, in the doubled angle: (c cos 2θ, c sin 2θ) with θ measured in pixel axes (y down).
/// The length c, 0 … 1, tells how much the gradients of the neighbourhood agree.
struct RidgeFlow {
  Plane<float> cos2;
  Plane<float> sin2;
  Plane<float> coherence;
};

/// Structure tensor of a normalised picture over a narrow window, leaning on a wide one where it is unsure.
[[nodiscard]] RidgeFlow ridgeFlow(const Plane<float>& normalised);

}  // namespace sobo::fingerprint
