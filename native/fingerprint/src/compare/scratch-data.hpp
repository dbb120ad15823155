#pragma once

#include <array>

#include "prepared-data.hpp"

namespace sobo::fingerprint {

inline constexpr int mostPairs = 96;  ///< candidate pairs that are weighed against each other

struct CandidatePair {
  int a = 0;
  int b = 0;
  float similarity = 0;
  float support = 0;  ///< after weighing: how well the others agree with it
};

inline constexpr int mostSquares = 32;      ///< squares a side that the ridge comparison looks at
inline constexpr int squareShifts = 25;     ///< 5 x 5 shifts of 2 px
inline constexpr int squareLanes = 32;      ///< the same, rounded up for wide registers

struct ScratchData {
  std::array<float, mostCompared * mostCompared> similarity{};
  std::array<CandidatePair, mostCompared * mostCompared> all{};
  std::array<CandidatePair, mostPairs> pairs{};
  int pairCount = 0;
  std::array<float, mostPairs * mostPairs> agreement{};  ///< row after row, stride mostPairs
  std::array<float, mostPairs> now{};
  std::array<float, mostPairs> next{};
  std::array<std::array<float, mostPairs>, 6> gathered{};
  std::array<float, mostPairs> angleA{};
  std::array<float, mostPairs> angleB{};
  std::array<std::array<std::int16_t, squareLanes>, mostSquares * mostSquares> shiftFit{};
  std::array<std::uint8_t, mostSquares * mostSquares> squareKnown{};
};

}  // namespace sobo::fingerprint
