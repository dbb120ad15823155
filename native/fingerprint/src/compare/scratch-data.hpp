#pragma once

#include <array>

#include "prepared-data.hpp"

namespace sobo::fingerprint {

inline constexpr int mostPairs = 128;  ///< candidate pairs that are weighed against each other

struct CandidatePair {
  int a = 0;
  int b = 0;
  float similarity = 0;
  float support = 0;  ///< after weighing: how well the others agree with it
};

struct ScratchData {
  std::array<float, mostCompared * mostCompared> similarity{};
  std::array<CandidatePair, mostCompared * mostCompared> all{};
  std::array<CandidatePair, mostPairs> pairs{};
  int pairCount = 0;
  std::array<float, mostPairs * mostPairs> agreement{};  ///< row after row, stride mostPairs
  std::array<float, mostPairs> now{};
  std::array<float, mostPairs> next{};
  std::array<std::array<float, mostPairs>, 6> gathered{};
};

}  // namespace sobo::fingerprint
