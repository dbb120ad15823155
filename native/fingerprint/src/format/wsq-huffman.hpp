#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sobo::fingerprint {

/** Bits of a WSQ block, most significant first, stuffed zeros taken out; at a marker or the end of the file come ones, and `overrun`. */
class WsqBits {
 public:
  WsqBits(std::span<const std::uint8_t> bytes, std::size_t at) noexcept : bytes_(bytes), next_(at) {}

  std::uint32_t peek(int count) noexcept {
    while (held_ < count) refill();
    return static_cast<std::uint32_t>(window_ >> (held_ - count)) & ((1U << count) - 1);
  }
  void drop(int count) noexcept { held_ -= count; }
  std::uint32_t bits(int count) noexcept {
    const std::uint32_t value = peek(count);
    drop(count);
    return value;
  }

  bool overrun() const noexcept { return missing_ * 8 > held_; }
  /** Not beyond the marker that ends the block. */
  std::size_t at() const noexcept { return next_; }

 private:
  void refill() noexcept {
    std::uint8_t byte = 0xFF;
    const bool marker = next_ < bytes_.size() && bytes_[next_] == 0xFF && (next_ + 1 >= bytes_.size() || bytes_[next_ + 1] != 0);
    if (next_ >= bytes_.size() || marker) {
      ++missing_;
    } else {
      byte = bytes_[next_];
      next_ += byte == 0xFF ? 2 : 1;
    }
    window_ = window_ << 8 | byte;
    held_ += 8;
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t next_;
  std::uint64_t window_ = 0;
  int held_ = 0;
  int missing_ = 0;
};

/** A canonical Huffman code as in JPEG: words of one length count up, every longer length goes on at twice the next word. */
class WsqHuffman {
 public:
  /** `counts`: words of 1 to 16 bits; `values`: as many as the counts sum to, at most 256. Nothing for more words than fit. */
  static std::optional<WsqHuffman> build(std::span<const std::uint8_t> counts, std::span<const std::uint8_t> values) noexcept;

  /** The next value, or -1 where no word of the code stands. */
  int next(WsqBits& in) const noexcept;

 private:
  static constexpr int quickBits = 8;
  static constexpr int mostBits = 16;

  struct Quick {
    std::uint8_t value = 0;
    std::uint8_t length = 0;
  };

  std::array<Quick, 1 << quickBits> quick_{};
  std::array<std::uint16_t, mostBits + 1> counts_{};
  std::array<std::uint8_t, 256> values_{};
};

}  // namespace sobo::fingerprint
