#include "inflate-code.hpp"

namespace sobo::fingerprint {

bool InflateCode::build(std::span<const std::uint8_t> lengths) noexcept {
  quick_.fill({});
  counts_.fill(0);
  for (const std::uint8_t length : lengths) ++counts_[length];
  counts_[0] = 0;

  int left = 1;
  int words = 0;
  for (int length = 1; length <= mostBits; ++length) {
    left = 2 * left - counts_[length];
    if (left < 0) return false;
    words += counts_[length];
  }
  const bool lonely = words == 0 || (words == 1 && counts_[1] == 1);
  if (left > 0 && !lonely) return false;

  std::array<std::uint16_t, mostBits + 2> first{};
  for (int length = 1; length <= mostBits; ++length)
    first[length + 1] = static_cast<std::uint16_t>(first[length] + counts_[length]);
  std::array<std::uint32_t, mostBits + 1> nextCode{};
  for (int length = 1; length < mostBits; ++length) nextCode[length + 1] = (nextCode[length] + counts_[length]) << 1;

  for (std::size_t value = 0; value < lengths.size(); ++value) {
    const int length = lengths[value];
    if (length == 0) continue;
    values_[first[length]++] = static_cast<std::uint16_t>(value);
    const std::uint32_t code = nextCode[length]++;
    if (length > quickBits) continue;
    std::uint32_t turned = 0;
    for (int bit = 0; bit < length; ++bit) turned |= ((code >> bit) & 1U) << (length - 1 - bit);
    for (std::uint32_t slot = turned; slot < quick_.size(); slot += 1U << length)
      quick_[slot] = {static_cast<std::uint16_t>(value), static_cast<std::uint8_t>(length)};
  }
  return true;
}

int InflateCode::next(DeflateBits& in) const noexcept {
  const std::uint32_t ahead = in.peek(mostBits);
  const Quick quick = quick_[ahead & ((1U << quickBits) - 1)];
  if (quick.length > 0) {
    in.drop(quick.length);
    return quick.value;
  }
  // Longer words: codes of one length are consecutive, so the place among them is their place in `values_`.
  int code = 0;
  int first = 0;
  int index = 0;
  for (int length = 1; length <= mostBits; ++length) {
    code |= static_cast<int>((ahead >> (length - 1)) & 1U);
    const int count = counts_[length];
    if (code - first < count) {
      in.drop(length);
      return values_[index + code - first];
    }
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

}  // namespace sobo::fingerprint
