#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sobo::fingerprint {

/**
 * A place in bytes that are not trusted. Reading past the end gives zeros and is remembered (`failed`), so that a parser may read a
 * whole header and ask once; what it reads is never used before it has asked.
 */
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes, bool littleEndian = false) noexcept
      : bytes_(bytes), little_(littleEndian) {}

  std::size_t at() const noexcept { return at_; }
  std::size_t left() const noexcept { return bytes_.size() - at_; }
  bool failed() const noexcept { return failed_; }
  bool has(std::uint64_t count) const noexcept { return count <= left(); }

  void seek(std::uint64_t offset) noexcept {
    failed_ = failed_ || offset > bytes_.size();
    at_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, bytes_.size()));
  }

  /** Nothing at all if fewer are left. */
  std::span<const std::uint8_t> take(std::uint64_t count) noexcept {
    if (!has(count)) {
      failed_ = true;
      at_ = bytes_.size();
      return {};
    }
    const auto taken = bytes_.subspan(at_, static_cast<std::size_t>(count));
    at_ += taken.size();
    return taken;
  }

  std::uint8_t u8() noexcept { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() noexcept { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() noexcept { return static_cast<std::uint32_t>(number(4)); }
  /** The six-byte lengths of finger image records. */
  std::uint64_t u48() noexcept { return number(6); }

 private:
  std::uint64_t number(std::size_t width) noexcept {
    const auto taken = take(width);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < taken.size(); ++i)
      value |= static_cast<std::uint64_t>(taken[i]) << (8 * (little_ ? i : taken.size() - 1 - i));
    return value;
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  bool little_;
  bool failed_ = false;
};

}  // namespace sobo::fingerprint
