#include "wsq-block-writer.hpp"

#include <cstdlib>

#include "huffman-lengths.hpp"
#include "wsq-segments.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::size_t allOnes = 256;
constexpr int longest = 16;

void putRun(std::vector<WsqWord>& words, std::size_t run) {
  while (run > 0) {
    const std::size_t part = run < 65'535 ? run : 65'535;
    if (part <= 100) words.push_back({static_cast<std::uint8_t>(part), 0, 0});
    else if (part <= 255) words.push_back({105, 8, static_cast<std::uint16_t>(part)});
    else words.push_back({106, 16, static_cast<std::uint16_t>(part)});
    run -= part;
  }
}

class BlockBits {
 public:
  explicit BlockBits(ByteWriter& out) : out_(out) {}

  void put(std::uint32_t value, int count) {
    window_ = window_ << count | value;
    for (held_ += count; held_ >= 8; held_ -= 8) byte(static_cast<std::uint8_t>(window_ >> (held_ - 8)));
  }

  void fill() {
    if (held_ > 0) put((1U << (8 - held_)) - 1, 8 - held_);
  }

 private:
  void byte(std::uint8_t value) {
    out_.u8(value);
    if (value == 0xFF) out_.u8(0);
  }

  ByteWriter& out_;
  std::uint64_t window_ = 0;
  int held_ = 0;
};

}  // namespace

std::vector<WsqWord> wsqWords(std::span<const std::int32_t> coefficients) {
  std::vector<WsqWord> words;
  std::size_t run = 0;
  for (const std::int32_t p : coefficients) {
    if (p == 0) {
      ++run;
      continue;
    }
    putRun(words, run);
    run = 0;
    const auto size = static_cast<std::uint16_t>(std::abs(p));
    if (p >= -73 && p <= 74) words.push_back({static_cast<std::uint8_t>(p + 180), 0, 0});
    else if (size <= 255) words.push_back({static_cast<std::uint8_t>(p > 0 ? 101 : 102), 8, size});
    else words.push_back({static_cast<std::uint8_t>(p > 0 ? 103 : 104), 16, size});
  }
  putRun(words, run);
  return words;
}

void WsqBlockCode::count(std::span<const WsqWord> words) noexcept {
  // Twice, so that the word that is kept free is rarer than any other and becomes the last.
  for (const WsqWord& word : words) counts_[word.value] += 2;
}

void WsqBlockCode::build() {
  counts_[allOnes] = 1;
  lengths_ = huffmanLengths(counts_, longest);
  std::uint32_t code = 0;
  for (int length = 1; length <= longest; ++length, code <<= 1)
    for (std::size_t value = 0; value < lengths_.size(); ++value)
      if (lengths_[value] == length) codes_[value] = static_cast<std::uint16_t>(code++);
}

void WsqBlockCode::putTable(ByteWriter& out, std::uint8_t id) const {
  std::array<std::uint8_t, longest> words{};
  std::vector<std::uint8_t> values;
  for (int length = 1; length <= longest; ++length)
    for (std::size_t value = 0; value < allOnes; ++value)
      if (lengths_[value] == length) {
        ++words[static_cast<std::size_t>(length - 1)];
        values.push_back(static_cast<std::uint8_t>(value));
      }
  out.u16(static_cast<std::uint16_t>(WsqMarker::huffmanTable));
  out.u16(2 + 1 + words.size() + values.size());
  out.u8(id);
  out.put(words);
  out.put(values);
}

void WsqBlockCode::putBlock(ByteWriter& out, std::uint8_t id, std::span<const WsqWord> words) const {
  out.u16(static_cast<std::uint16_t>(WsqMarker::startOfBlock));
  out.u16(3);
  out.u8(id);
  BlockBits bits(out);
  for (const WsqWord& word : words) {
    bits.put(codes_[word.value], lengths_[word.value]);
    bits.put(word.rest, word.extra);
  }
  bits.fill();
}

}  // namespace sobo::fingerprint
