#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sobo::fingerprint {

/**
 * Lengths of the best Huffman words of at most `longest` bits for values that occur `counts[i]` times (package-merge, Larmore and
 * Hirschberg 1990). Values that do not occur get 0; a single value gets one bit. Ties go to the smaller value, so the same counts always
 * give the same lengths. At most 2^longest values may occur.
 */
std::vector<std::uint8_t> huffmanLengths(std::span<const std::uint64_t> counts, int longest);

}  // namespace sobo::fingerprint
