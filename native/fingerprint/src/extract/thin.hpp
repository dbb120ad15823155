#pragma once

#include <cstdint>

#include "plane.hpp"

namespace sobo::fingerprint {

/// Thins the set pixels (1) to lines one pixel wide, strictly 8-connected. The outermost pixels come out clear.
[[nodiscard]] Plane<std::uint8_t> thin(const Plane<std::uint8_t>& shape);

}  // namespace sobo::fingerprint
