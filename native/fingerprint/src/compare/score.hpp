#pragma once

#include "evidence.hpp"

namespace sobo::fingerprint {

/// The evidence as a score: -log10 of the false match rate (see compare.hpp). Above 0 and ever growing with the evidence.
[[nodiscard]] double scoreOf(const Evidence& evidence);

}  // namespace sobo::fingerprint
