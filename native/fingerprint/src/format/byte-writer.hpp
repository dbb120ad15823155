#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace sobo::fingerprint {

/** Big-endian bytes of a record that grows; lengths that are known only later are set afterwards. */
class ByteWriter {
 public:
  std::size_t at() const noexcept { return bytes_.size(); }
  void u8(std::uint64_t value) { number(value, 1); }
  void u16(std::uint64_t value) { number(value, 2); }
  void u32(std::uint64_t value) { number(value, 4); }
  void u48(std::uint64_t value) { number(value, 6); }
  void put(std::span<const std::uint8_t> more) { bytes_.insert(bytes_.end(), more.begin(), more.end()); }
  void text(std::string_view letters) { bytes_.insert(bytes_.end(), letters.begin(), letters.end()); }

  /** Big-endian `value` over `width` bytes that were written before. */
  void set(std::size_t offset, std::uint64_t value, std::size_t width) noexcept {
    for (std::size_t i = 0; i < width; ++i)
      bytes_[offset + i] = static_cast<std::uint8_t>(value >> (8 * (width - 1 - i)));
  }

  std::span<const std::uint8_t> written() const noexcept { return bytes_; }
  std::vector<std::uint8_t> release() { return std::move(bytes_); }

 private:
  void number(std::uint64_t value, std::size_t width) {
    bytes_.resize(bytes_.size() + width);
    set(bytes_.size() - width, value, width);
  }

  std::vector<std::uint8_t> bytes_;
};

}  // namespace sobo::fingerprint
