#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sobo::fingerprint {

/** A zlib stream (RFC 1950): one deflate block with a Huffman code of its own, repeats found by a hash of four bytes. Deterministic. */
std::vector<std::uint8_t> deflateZlib(std::span<const std::uint8_t> bytes);

}  // namespace sobo::fingerprint
