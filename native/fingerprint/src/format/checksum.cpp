#include "checksum.hpp"

#include <array>

namespace sobo::fingerprint {

namespace {

constexpr std::array<std::uint32_t, 256> crcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
    table[n] = c;
  }
  return table;
}();

}  // namespace

std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before) noexcept {
  std::uint32_t c = ~before;
  for (const std::uint8_t byte : bytes) c = crcTable[(c ^ byte) & 0xFF] ^ (c >> 8);
  return ~c;
}

std::uint32_t adler32(std::span<const std::uint8_t> bytes, std::uint32_t before) noexcept {
  // 5552 is the most bytes for which the sums stay below 2^32 (RFC 1950).
  constexpr std::uint32_t prime = 65'521;
  std::uint32_t low = before & 0xFFFF;
  std::uint32_t high = before >> 16;
  while (!bytes.empty()) {
    const auto part = bytes.first(bytes.size() < 5552 ? bytes.size() : 5552);
    for (const std::uint8_t byte : part) {
      low += byte;
      high += low;
    }
    low %= prime;
    high %= prime;
    bytes = bytes.subspan(part.size());
  }
  return (high << 16) | low;
}

}  // namespace sobo::fingerprint
