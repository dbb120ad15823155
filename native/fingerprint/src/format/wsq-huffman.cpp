#include "wsq-huffman.hpp"

#include <algorithm>

namespace sobo::fingerprint {

std::optional<WsqHuffman> WsqHuffman::build(std::span<const std::uint8_t> counts, std::span<const std::uint8_t> values) noexcept {
  WsqHuffman code;
  std::copy(values.begin(), values.end(), code.values_.begin());
  std::uint32_t word = 0;
  std::size_t index = 0;
  for (int length = 1; length <= mostBits; ++length, word <<= 1) {
    const std::uint16_t count = counts[static_cast<std::size_t>(length - 1)];
    code.counts_[static_cast<std::size_t>(length)] = count;
    if (word + count > 1U << length) return std::nullopt;
    for (std::uint16_t i = 0; i < count; ++i, ++word, ++index) {
      if (length > quickBits) continue;
      const std::uint32_t first = word << (quickBits - length);
      for (std::uint32_t slot = first; slot < first + (1U << (quickBits - length)); ++slot)
        code.quick_[slot] = {values[index], static_cast<std::uint8_t>(length)};
    }
  }
  return code;
}

int WsqHuffman::next(WsqBits& in) const noexcept {
  const std::uint32_t ahead = in.peek(mostBits);
  const Quick quick = quick_[ahead >> (mostBits - quickBits)];
  if (quick.length > 0) {
    in.drop(quick.length);
    return quick.value;
  }
  std::uint32_t first = 0;
  std::uint32_t index = 0;
  for (int length = 1; length <= mostBits; ++length, first <<= 1) {
    const std::uint32_t count = counts_[static_cast<std::size_t>(length)];
    const std::uint32_t word = ahead >> (mostBits - length);
    if (word - first < count) {
      in.drop(length);
      return values_[index + (word - first)];
    }
    index += count;
    first += count;
  }
  return -1;
}

}  // namespace sobo::fingerprint
