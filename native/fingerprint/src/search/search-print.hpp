#pragma once

#include "../../include/minutia.hpp"
#include "search-block.hpp"

namespace sobo::fingerprint {

/// Packs the best minutiae of a print with their neighbourhood codes. Takes any template: coordinates and angles that are no
/// numbers are dropped, wild ones clipped. About 30 µs, no allocation.
[[nodiscard]] SearchPrint packSearchPrint(const FingerTemplate& finger);

/// The minutiae of a packed print, for the full comparison: positions to a quarter px, angles to 1.4 degrees.
[[nodiscard]] FingerTemplate unpackSearchPrint(const KeptPrint& print);
/// The same in place of the minutiae `finger` held, in its memory.
void unpackSearchPrint(const KeptPrint& print, FingerTemplate& finger);

}  // namespace sobo::fingerprint
