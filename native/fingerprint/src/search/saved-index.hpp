#pragma once

#include <array>
#include <bit>
#include <cstring>
#include <span>

#include "search-block.hpp"

namespace sobo::fingerprint {

static_assert(std::endian::native == std::endian::little, "the file is the memory; another byte order needs a writer of its own");

/// 64 bytes, so that the prints behind it stay aligned when the file is mapped.
struct alignas(64) SavedHeader {
  std::array<char, 8> magic{'S', 'B', 'F', 'I', 'N', 'D', 'X', '1'};
  std::uint64_t prints = 0;
  std::uint64_t blocks = 0;
  std::uint64_t checksum = 0;  ///< FNV-1a over the blocks, eight bytes at a time
  std::array<std::uint64_t, 4> spare{};
};
static_assert(sizeof(SavedHeader) == 64);

inline constexpr std::uint64_t fnvStart = 0xcbf29ce484222325ULL;

inline std::uint64_t mixed(std::uint64_t hash, std::span<const std::byte> bytes) {
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    hash = (hash ^ word) * 0x100000001b3ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

}  // namespace sobo::fingerprint
