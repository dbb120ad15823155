#include "deflate.hpp"

#include <algorithm>
#include <array>

#include "byte-writer.hpp"
#include "checksum.hpp"
#include "huffman-lengths.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::size_t shortest = 4;
constexpr std::size_t longest = 258;
constexpr std::size_t farthest = 32'768;
constexpr std::array<std::uint8_t, 19> lengthOrder = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

/** A byte (distance 0), or a repeat of `value` bytes from `distance` before. */
struct Word {
  std::uint16_t value = 0;
  std::uint16_t distance = 0;
};

/** Symbol, number of extra bits, and their value, of a length or a distance (RFC 1951, 3.2.5). */
struct Split {
  std::uint32_t symbol = 0;
  int extra = 0;
  std::uint32_t rest = 0;
};

Split splitLength(std::uint32_t length) noexcept {
  if (length == longest) return {285, 0, 0};
  const std::uint32_t over = length - 3;
  if (over < 8) return {257 + over, 0, 0};
  int extra = 0;
  while (over >> (extra + 3) != 0) ++extra;
  return {257 + static_cast<std::uint32_t>(4 * extra) + (over >> extra), extra, over & ((1U << extra) - 1)};
}

Split splitDistance(std::uint32_t distance) noexcept {
  const std::uint32_t over = distance - 1;
  if (over < 4) return {over, 0, 0};
  int extra = 0;
  while (over >> (extra + 2) != 0) ++extra;
  return {static_cast<std::uint32_t>(2 * extra) + (over >> extra), extra, over & ((1U << extra) - 1)};
}

std::vector<Word> findRepeats(std::span<const std::uint8_t> bytes) {
  std::vector<Word> words;
  std::vector<std::uint32_t> last(1U << 15, 0);  // 1 + the place where this hash was seen last
  const auto hash = [&bytes](std::size_t at) {
    const std::uint32_t four = bytes[at] | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
                               static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
    return (four * 2654435761U) >> 17;
  };
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = 0;
    std::size_t distance = 0;
    if (at + shortest <= bytes.size()) {
      std::uint32_t& seen = last[hash(at)];
      if (seen != 0 && at - (seen - 1) < farthest) {
        distance = at - (seen - 1);
        const std::size_t most = std::min(longest, bytes.size() - at);
        while (length < most && bytes[at + length] == bytes[at + length - distance]) ++length;
      }
      seen = static_cast<std::uint32_t>(at + 1);
    }
    if (length >= shortest) {
      words.push_back({static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(distance)});
      at += length;
    } else {
      words.push_back({bytes[at], 0});
      ++at;
    }
  }
  return words;
}

class DeflateWriter {
 public:
  explicit DeflateWriter(ByteWriter& out) : out_(out) {}

  void bits(std::uint32_t value, int count) {
    window_ |= static_cast<std::uint64_t>(value) << held_;
    for (held_ += count; held_ >= 8; held_ -= 8, window_ >>= 8) out_.u8(window_ & 0xFF);
  }

  void finish() {
    if (held_ > 0) out_.u8(window_ & 0xFF);
    window_ = 0;
    held_ = 0;
  }

 private:
  ByteWriter& out_;
  std::uint64_t window_ = 0;
  int held_ = 0;
};

/** Words of a code, turned round as deflate wants them. */
class DeflateCode {
 public:
  DeflateCode(std::span<const std::uint64_t> counts, int most) : lengths_(huffmanLengths(counts, most)), words_(counts.size()) {
    std::uint32_t code = 0;
    for (int length = 1; length <= most; ++length, code <<= 1)
      for (std::size_t i = 0; i < lengths_.size(); ++i)
        if (lengths_[i] == length) {
          for (int bit = 0; bit < length; ++bit) words_[i] |= ((code >> bit) & 1U) << (length - 1 - bit);
          ++code;
        }
  }

  void put(DeflateWriter& out, std::size_t value) const { out.bits(words_[value], lengths_[value]); }
  std::span<const std::uint8_t> lengths() const noexcept { return lengths_; }

 private:
  std::vector<std::uint8_t> lengths_;
  std::vector<std::uint32_t> words_;
};

void putLengths(DeflateWriter& out, std::span<const std::uint8_t> values, std::span<const std::uint8_t> distances) {
  std::vector<std::uint8_t> all(values.begin(), values.end());
  all.insert(all.end(), distances.begin(), distances.end());
  std::vector<std::pair<std::uint8_t, std::uint8_t>> runs;  // symbol, rest
  for (std::size_t at = 0; at < all.size();) {
    std::size_t run = 1;
    while (at + run < all.size() && all[at + run] == all[at] && run < 138) ++run;
    if (all[at] == 0 && run >= 11) runs.emplace_back(std::uint8_t{18}, static_cast<std::uint8_t>(run - 11));
    else if (all[at] == 0 && run >= 3) runs.emplace_back(std::uint8_t{17}, static_cast<std::uint8_t>(run - 3));
    else {
      runs.emplace_back(all[at], std::uint8_t{0});
      run = 1;
    }
    at += run;
  }
  std::array<std::uint64_t, 19> counts{};
  for (const auto& [symbol, rest] : runs) ++counts[symbol];
  const DeflateCode code(counts, 7);
  std::size_t sent = 19;
  while (sent > 4 && code.lengths()[lengthOrder[sent - 1]] == 0) --sent;
  out.bits(static_cast<std::uint32_t>(values.size() - 257), 5);
  out.bits(static_cast<std::uint32_t>(distances.size() - 1), 5);
  out.bits(static_cast<std::uint32_t>(sent - 4), 4);
  for (std::size_t i = 0; i < sent; ++i) out.bits(code.lengths()[lengthOrder[i]], 3);
  for (const auto& [symbol, rest] : runs) {
    code.put(out, symbol);
    if (symbol >= 17) out.bits(rest, symbol == 17 ? 3 : 7);
  }
}

}  // namespace

std::vector<std::uint8_t> deflateZlib(std::span<const std::uint8_t> bytes) {
  const std::vector<Word> words = findRepeats(bytes);
  std::array<std::uint64_t, 286> valueCounts{};
  std::array<std::uint64_t, 30> distanceCounts{};
  valueCounts[256] = 1;
  for (const Word& word : words) {
    ++valueCounts[word.distance == 0 ? word.value : splitLength(word.value).symbol];
    if (word.distance != 0) ++distanceCounts[splitDistance(word.distance).symbol];
  }
  // Readers differ over codes with no word or a single one, so two of each are always told.
  for (std::size_t i = 0; i < 2; ++i) {
    valueCounts[i] += valueCounts[i] == 0 ? 1 : 0;
    distanceCounts[i] += distanceCounts[i] == 0 ? 1 : 0;
  }
  const DeflateCode values(valueCounts, 15);
  const DeflateCode distances(distanceCounts, 15);

  ByteWriter out;
  out.u16(0x789C);
  DeflateWriter packed(out);
  packed.bits(1, 1);
  packed.bits(2, 2);
  putLengths(packed, values.lengths(), distances.lengths());
  for (const Word& word : words) {
    if (word.distance == 0) {
      values.put(packed, word.value);
      continue;
    }
    const Split length = splitLength(word.value);
    values.put(packed, length.symbol);
    packed.bits(length.rest, length.extra);
    const Split distance = splitDistance(word.distance);
    distances.put(packed, distance.symbol);
    packed.bits(distance.rest, distance.extra);
  }
  values.put(packed, 256);
  packed.finish();
  out.u32(adler32(bytes));
  return out.release();
}

}  // namespace sobo::fingerprint
