#include "inflate.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "checksum.hpp"
#include "inflate-code.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::array<std::uint16_t, 29> lengthBase = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                                      31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> lengthExtra = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distanceBase = {1,   2,   3,   4,   5,   7,    9,    13,   17,   25,
                                                        33,  49,  65,  97,  129, 193,  257,  385,  513,  769,
                                                        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
/** The order in which the lengths of the code-length code come (RFC 1951, 3.2.7). */
constexpr std::array<std::uint8_t, 19> lengthOrder = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

/** The last 32 KiB stay within reach of back references while the 32 KiB before are handed on. */
class Unpacked {
 public:
  explicit Unpacked(const UnpackedBytes& take) : take_(take) {}

  std::uint64_t total() const noexcept { return total_; }
  std::uint32_t checksum() const noexcept { return checksum_; }

  bool put(std::uint8_t byte) {
    ring_[total_ % ring_.size()] = byte;
    ++total_;
    return total_ % half != 0 || flush();
  }

  bool copy(std::uint32_t distance, std::uint32_t length) {
    while (length-- > 0)
      if (!put(ring_[(total_ - distance) % ring_.size()])) return false;
    return true;
  }

  bool flush() {
    const auto ready = std::span<const std::uint8_t>(ring_).subspan(handed_ % ring_.size(), total_ - handed_);
    handed_ = total_;
    if (ready.empty()) return true;
    checksum_ = adler32(ready, checksum_);
    return take_(ready);
  }

 private:
  static constexpr std::size_t half = 32'768;
  const UnpackedBytes& take_;
  std::array<std::uint8_t, 2 * half> ring_{};
  std::uint64_t total_ = 0;
  std::uint64_t handed_ = 0;
  std::uint32_t checksum_ = 1;
};

enum class Step : std::uint8_t { done, enough, failed };

class Inflating {
 public:
  Inflating(std::span<const std::uint8_t> packed, const UnpackedBytes& take) : packed_(packed), in_(packed), out_(take) {}

  Parsed<std::size_t> run() {
    const std::uint32_t method = in_.bits(8);
    const std::uint32_t flags = in_.bits(8);
    if (in_.overrun()) return ParseFailure{ParseCode::truncated, 0, "a zlib header"};
    if ((method & 0x0F) != 8 || (method >> 4) > 7 || (method * 256 + flags) % 31 != 0)
      return ParseFailure{ParseCode::badValue, 0, "a zlib header (RFC 1950, 2.2)"};
    if ((flags & 0x20) != 0) return ParseFailure{ParseCode::unsupported, 1, "a zlib stream without preset dictionary"};

    for (bool last = false; !last;) {
      last = in_.bits(1) != 0;
      const Step step = block(in_.bits(2));
      if (step == Step::failed) return failure_;
      if (step == Step::enough) return in_.at();
      if (in_.overrun()) return ParseFailure{ParseCode::truncated, packed_.size(), "more deflate blocks"};
    }
    if (!out_.flush()) return in_.at();
    in_.toByte();
    std::uint32_t stated = 0;
    for (int i = 0; i < 4; ++i) stated = stated << 8 | in_.bits(8);
    if (in_.overrun()) return ParseFailure{ParseCode::truncated, packed_.size(), "the Adler-32 of the zlib stream"};
    if (checksumsMatter && stated != out_.checksum())
      return ParseFailure{ParseCode::badChecksum, in_.at() - 4, "the Adler-32 of what was unpacked"};
    return in_.at();
  }

 private:
  Step fail(ParseCode code, const char* expected) {
    if (in_.overrun()) code = ParseCode::truncated;
    failure_ = {code, std::min(in_.at(), packed_.size()), expected};
    return Step::failed;
  }

  Step block(std::uint32_t kind) {
    if (kind == 0) return stored();
    if (kind == 1) {
      fixedCodes();
      return words();
    }
    if (kind == 2) return ownCodes() ? words() : Step::failed;
    return fail(ParseCode::badCode, "a deflate block of kind 0, 1 or 2");
  }

  Step stored() {
    in_.toByte();
    const std::uint32_t length = in_.bits(16);
    const std::uint32_t turned = in_.bits(16);
    if (in_.overrun() || length != (turned ^ 0xFFFFU)) return fail(ParseCode::badLength, "a stored block's length and its complement");
    for (std::uint32_t i = 0; i < length; ++i) {
      const auto byte = static_cast<std::uint8_t>(in_.bits(8));
      if (in_.overrun()) return fail(ParseCode::truncated, "the bytes of a stored block");
      if (!out_.put(byte)) return Step::enough;
    }
    return Step::done;
  }

  void fixedCodes() {
    std::array<std::uint8_t, 288> lengths{};
    for (std::size_t i = 0; i < lengths.size(); ++i)
      lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    std::array<std::uint8_t, 32> distances{};
    distances.fill(5);
    values_.build(lengths);
    distances_.build(distances);
  }

  bool ownCodes() {
    const std::size_t valueCount = in_.bits(5) + 257;
    const std::size_t distanceCount = in_.bits(5) + 1;
    const std::size_t lengthCount = in_.bits(4) + 4;
    if (valueCount > 286 || distanceCount > 30) {
      fail(ParseCode::badCode, "at most 286 values and 30 distances");
      return false;
    }
    std::array<std::uint8_t, 19> own{};
    for (std::size_t i = 0; i < lengthCount; ++i) own[lengthOrder[i]] = static_cast<std::uint8_t>(in_.bits(3));
    std::array<std::uint8_t, 286 + 30> lengths{};
    const std::size_t wanted = valueCount + distanceCount;
    bool good = values_.build(own);
    for (std::size_t i = 0; good && i < wanted;) {
      const int value = values_.next(in_);
      if (value >= 0 && value < 16) {
        lengths[i++] = static_cast<std::uint8_t>(value);
        continue;
      }
      const std::size_t repeat = value == 16 ? 3 + in_.bits(2) : value == 17 ? 3 + in_.bits(3) : 11 + in_.bits(7);
      good = value >= 0 && (value != 16 || i > 0) && i + repeat <= wanted && !in_.overrun();
      const std::uint8_t length = good && value == 16 ? lengths[i - 1] : 0;
      for (std::size_t k = 0; good && k < repeat; ++k) lengths[i++] = length;
    }
    const auto all = std::span<const std::uint8_t>(lengths);
    good = good && lengths[256] != 0 && values_.build(all.first(valueCount)) &&
           distances_.build(all.subspan(valueCount, distanceCount));
    if (!good) fail(ParseCode::badCode, "code lengths that make a code with an end (RFC 1951, 3.2.7)");
    return good;
  }

  Step words() {
    for (;;) {
      const int value = values_.next(in_);
      if (value < 0 || in_.overrun()) return fail(ParseCode::badCode, "a word of the block's code");
      if (value == 256) return Step::done;
      if (value < 256) {
        if (!out_.put(static_cast<std::uint8_t>(value))) return Step::enough;
        continue;
      }
      const auto index = static_cast<std::size_t>(value) - 257;
      if (index >= lengthBase.size()) return fail(ParseCode::badCode, "a length of 3 to 258");
      const std::uint32_t length = lengthBase[index] + in_.bits(lengthExtra[index]);
      const int far = distances_.next(in_);
      if (far < 0 || far > 29) return fail(ParseCode::badCode, "a word of the distance code");
      const std::uint32_t distance = distanceBase[far] + in_.bits(far < 4 ? 0 : far / 2 - 1);
      if (in_.overrun() || distance > out_.total()) return fail(ParseCode::badCode, "a distance within what was unpacked");
      if (!out_.copy(distance, length)) return Step::enough;
    }
  }

  std::span<const std::uint8_t> packed_;
  DeflateBits in_;
  Unpacked out_;
  InflateCode values_;
  InflateCode distances_;
  ParseFailure failure_;
};

}  // namespace

Parsed<std::size_t> inflateZlib(std::span<const std::uint8_t> packed, const UnpackedBytes& take) {
  return Inflating(packed, take).run();
}

}  // namespace sobo::fingerprint
