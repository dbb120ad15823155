#pragma once

#include <cstdint>

#include "normalise.hpp"

namespace sobo::fingerprint {

/// Whether the ridges are light on a dark ground, as some sensors deliver them: the ground around the print is then as dark as its valleys or
/// darker. False where too little ground is seen to tell.
[[nodiscard]] bool lightOnDark(const Plane<float>& picture, const Normalised& normalised, const Plane<std::uint8_t>& print);

}  // namespace sobo::fingerprint
