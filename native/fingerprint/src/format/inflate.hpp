#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "parsed.hpp"

namespace sobo::fingerprint {

/** Takes the next unpacked bytes (at most 32 KiB at a time); false ends the unpacking early and without a failure. */
using UnpackedBytes = std::function<bool(std::span<const std::uint8_t>)>;

/**
 * Unpacks a zlib stream (RFC 1950 around RFC 1951) piece by piece in 64 KiB of memory, however much comes out: the taker says when
 * it has enough. Refuses preset dictionaries, over-subscribed or incomplete codes, references before the beginning, a wrong Adler-32.
 * Value: number of packed bytes used; offsets of failures count from the start of `packed`.
 */
Parsed<std::size_t> inflateZlib(std::span<const std::uint8_t> packed, const UnpackedBytes& take);

}  // namespace sobo::fingerprint
