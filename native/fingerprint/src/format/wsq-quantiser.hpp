#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "wsq-segments.hpp"
#include "wsq-tree.hpp"

namespace sobo::fingerprint {

/** Variance of every subband over its middle window, or over the whole of it where the four lowest vary little (13.4). */
std::array<double, wsqSubbands> wsqVariances(std::span<const float> signal, std::size_t width, const WsqTree& tree);

/** Steps and zero bins for `bitRate` bits a pixel. */
WsqQuantisation wsqSteps(const std::array<double, wsqSubbands>& variances, double bitRate);

/** The quantised coefficients of the coded subbands of one block, -65,535 to 65,535. */
std::vector<std::int32_t> wsqQuantise(std::span<const float> signal, std::size_t width, const WsqTree& tree,
                                      const WsqQuantisation& steps, std::size_t block);

}  // namespace sobo::fingerprint
