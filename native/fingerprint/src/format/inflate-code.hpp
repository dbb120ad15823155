#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace sobo::fingerprint {

/** Bits of a deflate stream, least significant first (RFC 1951, 3.1.1). Past the end come zeros, and `overrun` says so. */
class DeflateBits {
 public:
  explicit DeflateBits(std::span<const std::uint8_t> bytes) noexcept : bytes_(bytes) {}

  std::uint32_t peek(int count) noexcept {
    while (held_ < count) {
      if (next_ < bytes_.size()) {
        window_ |= static_cast<std::uint64_t>(bytes_[next_]) << held_;
        ++next_;
      } else {
        ++missing_;
      }
      held_ += 8;
    }
    return static_cast<std::uint32_t>(window_ & ((std::uint64_t{1} << count) - 1));
  }

  void drop(int count) noexcept {
    window_ >>= count;
    held_ -= count;
  }

  std::uint32_t bits(int count) noexcept {
    const std::uint32_t value = peek(count);
    drop(count);
    return value;
  }

  void toByte() noexcept { drop(held_ % 8); }
  /** Bits were used that are not there. */
  bool overrun() const noexcept { return missing_ * 8 > static_cast<std::size_t>(held_); }
  /** First byte of which no bit was used. */
  std::size_t at() const noexcept { return next_ - (static_cast<std::size_t>(held_) / 8 - missing_); }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t next_ = 0;
  std::size_t missing_ = 0;
  std::uint64_t window_ = 0;
  int held_ = 0;
};

/** A Huffman code of RFC 1951, 3.2.2, told by the lengths of its words. */
class InflateCode {
 public:
  /** False for lengths that make no code. One single word of one bit, or none at all, are allowed (3.2.7). */
  bool build(std::span<const std::uint8_t> lengths) noexcept;

  /** The next value, or -1 where no word of the code stands. */
  int next(DeflateBits& in) const noexcept;

 private:
  static constexpr int quickBits = 9;
  static constexpr int mostBits = 15;

  struct Quick {
    std::uint16_t value = 0;
    std::uint8_t length = 0;
  };

  std::array<Quick, 1 << quickBits> quick_{};
  std::array<std::uint16_t, mostBits + 1> counts_{};
  std::array<std::uint16_t, 288> values_{};
};

}  // namespace sobo::fingerprint
