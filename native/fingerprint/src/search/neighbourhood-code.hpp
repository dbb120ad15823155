#pragma once

#include "search-block.hpp"

namespace sobo::fingerprint {

/// Fills codes and weights of a print whose positions and angles are set.
///
/// A code is a coarse Minutia Cylinder (Cappelli, Ferrara, Maltoni 2010): 32 cells of 23 px inside 70 px around the minutia,
/// turned with it, times 4 directions of neighbours against its own; a bit stands where neighbours have left enough. 128 bits
/// were found to rank true prints as well as the 312 bits of 8 x 8 x 6 cells do once pairs must agree (README).
void fillNeighbourhoodCodes(SearchPrint& print);

}  // namespace sobo::fingerprint
