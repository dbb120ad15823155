#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "byte-writer.hpp"

namespace sobo::fingerprint {

/** A value of the entropy code and the bits that follow it (13.5). */
struct WsqWord {
  std::uint8_t value = 0;
  std::uint8_t extra = 0;
  std::uint16_t rest = 0;
};

/** Runs of zeros, coefficients and escapes of one block. */
std::vector<WsqWord> wsqWords(std::span<const std::int32_t> coefficients);

/** The Huffman code that is best for some words; no word of it is all ones (those fill the last byte of a block). */
class WsqBlockCode {
 public:
  void count(std::span<const WsqWord> words) noexcept;
  void build();

  /** A DHT segment with this code under the number `id`. */
  void putTable(ByteWriter& out, std::uint8_t id) const;
  /** An SOB segment and its data. */
  void putBlock(ByteWriter& out, std::uint8_t id, std::span<const WsqWord> words) const;

 private:
  std::array<std::uint64_t, 257> counts_{};
  std::vector<std::uint8_t> lengths_;
  std::array<std::uint16_t, 257> codes_{};
};

}  // namespace sobo::fingerprint
