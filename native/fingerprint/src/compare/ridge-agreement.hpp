#pragma once

#include "align.hpp"

namespace sobo::fingerprint {

/// How well the ridges of two prints lie on each other.
struct RidgeAgreement {
  int squares = 0;      ///< 16 x 16 px squares of the first print that lie on clear ridges of the second
  float mean = 0;       ///< of the squares: 1 = the same ridges, about 0 = strangers, below 0 = ridge on valley
  float good = 0;       ///< share of squares with at least 0.6
  float evidence = 0;   ///< sum over the squares of what speaks for (+) and against (-) one finger
};

/// Lays the first print's ridges on the second's under the movement, bent so that met minutiae coincide; every square may
/// shift by up to 4 px together with its neighbours. Without ridge maps all is 0.
/// `every`: 1 looks at all squares, 2 at every second (as on a chess board), at half the cost.
[[nodiscard]] RidgeAgreement ridgesAgree(const PreparedData& a, const PreparedData& b, const Meeting& meeting, int every,
                                         ScratchData& scratch);

/// The ridge map as bytes with a margin: 0 valley, 1 ridge, 2 unknown.
void unpackRidges(PreparedData& data);

}  // namespace sobo::fingerprint
