#pragma once

#include "cylinder.hpp"
#include "scratch-data.hpp"

namespace sobo::fingerprint {

/// Picks the most alike pairs of minutiae (several per minutia allowed) into scratch.pairs.
void pickPairs(const PreparedData& a, const PreparedData& b, ScratchData& scratch);

/// Weighs the pairs against each other: a pair gains from every pair with which distance, turn and bearing agree.
/// Fills scratch.agreement and the pairs' support, then sorts nothing: order stays.
void weighPairs(const PreparedData& a, const PreparedData& b, ScratchData& scratch);

/// Keeps each minutia in at most one pair, best supported first; sorts scratch.pairs that way.
/// `scratch.agreement` is rearranged along.
void keepOneToOne(ScratchData& scratch);

}  // namespace sobo::fingerprint
