#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "image-format.hpp"

namespace sobo::fingerprint {

/** The two rates in use, bits a pixel: exchange ("15:1") and storage of small or damaged prints ("5:1"). */
inline constexpr double wsqExchangeRate = 0.75;
inline constexpr double wsqFineRate = 2.25;

/**
 * Opens a WSQ file (FBI IAFIS-IC-0110 version 3.1). Tables may come in any order before the block that needs them. The resolution comes
 * from a NIST_COM comment; without one 500 dpi is assumed and `dpiStated` is false. Restart intervals and even filter lengths are refused
 * as `unsupported`. What follows the end marker is not looked at.
 */
Parsed<OpenedImage> readWsq(std::span<const std::uint8_t> bytes);

/**
 * Packs a print as WSQ with a NIST_COM comment. `bitRate` (0.1 to 5 bits a pixel) steers the quantisers as the standard says, which usually
 * gives two thirds of it; where the file would still be larger than bitRate x pixels, the steps are widened until it fits. Only
 * pictures so small that the tables alone (about 0.8 kB) are more than the rate allows stay above it. Same image, same bytes.
 * Refused: sizes beyond the limits, pixels that are not width x height, rates outside of the range.
 */
Parsed<std::vector<std::uint8_t>> writeWsq(const GrayImage& image, double bitRate = wsqExchangeRate);

}  // namespace sobo::fingerprint
