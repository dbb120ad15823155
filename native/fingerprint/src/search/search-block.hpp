#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sobo::fingerprint {

inline constexpr int lanes = 16;              ///< minutiae of one block
inline constexpr int mostSearched = 64;       ///< minutiae of a print that the search knows: its best
inline constexpr int mostBlocks = mostSearched / lanes;
inline constexpr int codeWords = 4;           ///< 128 bits for a neighbourhood

/// Sixteen minutiae of a print as the search scans them, side by side for wide registers; 384 bytes, so that a print of 64
/// takes 1.5 KiB. Little-endian on disk. The first block of a print says whose it is.
struct alignas(64) SearchBlock {
  std::array<std::array<std::uint32_t, lanes>, codeWords> code{};  ///< neighbourhood bits; word after word
  std::array<std::uint8_t, lanes> weight{};  ///< 256 / sqrt(bits set); 0: no neighbourhood, or no minutia
  std::array<std::uint8_t, lanes> angle{};   ///< 256 for the whole circle
  std::array<std::int16_t, lanes> x{};       ///< quarter px at 500 dpi
  std::array<std::int16_t, lanes> y{};       ///< y up: the negative of the picture's
  std::array<std::uint8_t, lanes> merit{};   ///< quality / 2 (0 … 50) << 2 | kind
  std::uint64_t subject = 0;   ///< as saved; in memory the shelf says it
  std::uint32_t slot = 0;      ///< not used
  std::uint8_t count = 0;      ///< minutiae, of the first block only
  std::uint8_t position = 0;   ///< ISO finger code
  std::uint8_t quality = 0;
  std::uint8_t spare = 0;
};
static_assert(sizeof(SearchBlock) == 384);

/// A print as a shelf keeps it: the blocks, and what is believed about them.
struct KeptPrint {
  const SearchBlock* blocks = nullptr;
  std::uint64_t subject = 0;
  std::uint32_t slot = 0;      ///< running number of the subject in the index
  std::uint8_t count = 0;      ///< minutiae, 0 … mostSearched
  std::uint8_t position = 0;   ///< ISO finger code

  [[nodiscard]] int blockCount() const { return count <= lanes ? 1 : (count + lanes - 1) / lanes; }
};

/// A print ready to be scanned. Small enough for the stack.
struct SearchPrint {
  std::array<SearchBlock, mostBlocks> blocks{};

  [[nodiscard]] int count() const { return blocks[0].count; }
  [[nodiscard]] KeptPrint kept() const { return {blocks.data(), blocks[0].subject, 0, blocks[0].count, blocks[0].position}; }
};

}  // namespace sobo::fingerprint
