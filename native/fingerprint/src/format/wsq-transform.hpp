#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "wsq-tree.hpp"

namespace sobo::fingerprint {

/** Right halves of the two symmetric filters, centre first, padded with zeros (whole lengths odd, at most 31). */
struct WsqFilters {
  static constexpr std::size_t mostTaps = 16;
  std::array<float, mostTaps> low{};
  std::array<float, mostTaps> high{};
  std::size_t lowTaps = 0;
  std::size_t highTaps = 0;
};

/** The 9/7 pair of the FBI standard. */
WsqFilters wsqStandardFilters() noexcept;

/** Low and high samples take the place of the signal, split by split (width x height floats, row by row). */
void wsqAnalyse(std::span<float> signal, std::size_t width, const WsqTree& tree, const WsqFilters& filters);

/** Undoes `wsqAnalyse` to within rounding. */
void wsqSynthesise(std::span<float> signal, std::size_t width, const WsqTree& tree, const WsqFilters& filters);

}  // namespace sobo::fingerprint
