#include <algorithm>
#include <cmath>
#include <vector>

#include "wsq-segments.hpp"
#include "wsq.hpp"

namespace sobo::fingerprint {

namespace {

class WsqFile {
 public:
  explicit WsqFile(std::span<const std::uint8_t> bytes) : bytes_(bytes), in_(bytes) {}

  Parsed<OpenedImage> read() {
    if (in_.u16() != static_cast<std::uint16_t>(WsqMarker::startOfImage) || in_.failed())
      return ParseFailure{ParseCode::unknown, 0, "the WSQ start of image"};
    for (std::size_t block = 0;;) {
      const std::size_t start = in_.at();
      const auto marker = static_cast<WsqMarker>(in_.u16());
      if (in_.failed()) return ParseFailure{ParseCode::truncated, start, "another marker, up to the end of image"};
      if (marker == WsqMarker::endOfImage) {
        if (block < 3) return ParseFailure{ParseCode::truncated, start, "three blocks before the end of image"};
        return picture();
      }
      const std::uint16_t length = in_.u16();
      if (in_.failed()) return ParseFailure{ParseCode::truncated, start, "a marker and its length"};
      if (length < 2) return ParseFailure{ParseCode::badLength, start + 2, "a length that counts itself"};
      const auto content = in_.take(length - 2U);
      if (in_.failed()) return ParseFailure{ParseCode::truncated, start + 2, "as many bytes as the segment states"};
      if (marker == WsqMarker::startOfBlock) {
        if (block >= 3) return ParseFailure{ParseCode::badValue, start, "three blocks"};
        if (auto wrong = readBlock(content, start + 4, block++)) return *wrong;
      } else if (auto wrong = readWsqSegment(marker, content, start + 4, tables_)) {
        return *wrong;
      }
    }
  }

 private:
  std::optional<ParseFailure> readBlock(std::span<const std::uint8_t> content, std::size_t offset, std::size_t block) {
    if (content.size() != 1) return ParseFailure{ParseCode::badLength, offset, "a block header of 3 bytes"};
    if (content[0] >= wsqHuffmanTables || !tables_.huffman[content[0]])
      return ParseFailure{ParseCode::badValue, offset, "the number of a Huffman table given before"};
    if (!tables_.frame || !tables_.quantisation)
      return ParseFailure{ParseCode::badValue, offset, "frame header and quantisation table before the first block"};
    if (signal_.empty()) {
      tree_ = wsqTreeOf(tables_.frame->width, tables_.frame->height);
      signal_.assign(static_cast<std::size_t>(tables_.frame->width) * tables_.frame->height, 0.0F);
    }
    const WsqHuffman& code = *tables_.huffman[content[0]];
    WsqBits bits(bytes_, in_.at());
    std::uint32_t zeros = 0;
    for (std::size_t band = wsqBlocks[block]; band < wsqBlocks[block + 1]; ++band)
      if (tables_.quantisation->step[band] > 0.0)
        if (auto wrong = readBand(band, code, bits, zeros)) return wrong;
    if (zeros > 0) return ParseFailure{ParseCode::badCode, bits.at(), "a run of zeros that ends within its block"};
    in_.seek(bits.at());
    // Between the last coefficient and the next marker lie only filling ones.
    while (in_.left() >= 2 && !(bytes_[in_.at()] == 0xFF && bytes_[in_.at() + 1] != 0)) in_.seek(in_.at() + 1);
    return std::nullopt;
  }

  std::optional<ParseFailure> readBand(std::size_t band, const WsqHuffman& code, WsqBits& bits, std::uint32_t& zeros) {
    const WsqQuantisation& tables = *tables_.quantisation;
    const WsqPart& part = tree_.subbands[band];
    for (std::size_t y = 0; y < part.height; ++y) {
      float* row = signal_.data() + (part.y + y) * tables_.frame->width + part.x;
      for (std::size_t x = 0; x < part.width;) {
        if (zeros > 0) {
          const auto skipped = std::min<std::size_t>(zeros, part.width - x);
          zeros -= static_cast<std::uint32_t>(skipped);
          x += skipped;
          continue;
        }
        const std::size_t at = bits.at();
        const auto coefficient = next(code, bits, zeros);
        if (bits.overrun()) return ParseFailure{ParseCode::truncated, at, "more coded coefficients"};
        if (!coefficient) return ParseFailure{ParseCode::badCode, at, "a word of the block's Huffman code"};
        if (zeros > 0) continue;
        const double p = *coefficient;
        if (p > 0) row[x] = static_cast<float>((p - tables.centre) * tables.step[band] + tables.zero[band] / 2);
        if (p < 0) row[x] = static_cast<float>((p + tables.centre) * tables.step[band] - tables.zero[band] / 2);
        ++x;
      }
    }
    return std::nullopt;
  }

  /** The next coefficient, or a run in `zeros`; nothing where the code says what cannot be. */
  static std::optional<std::int32_t> next(const WsqHuffman& code, WsqBits& bits, std::uint32_t& zeros) noexcept {
    const int value = code.next(bits);
    if (value <= 0 || value == 255) return std::nullopt;
    if (value > 106) return value - 180;
    switch (value) {
      case 101: return static_cast<std::int32_t>(bits.bits(8));
      case 102: return -static_cast<std::int32_t>(bits.bits(8));
      case 103: return static_cast<std::int32_t>(bits.bits(16));
      case 104: return -static_cast<std::int32_t>(bits.bits(16));
      case 105: zeros = bits.bits(8); break;
      case 106: zeros = bits.bits(16); break;
      default: zeros = static_cast<std::uint32_t>(value); break;
    }
    if (zeros == 0) return std::nullopt;
    return 0;
  }

  Parsed<OpenedImage> picture() {
    if (!tables_.filters) return ParseFailure{ParseCode::badValue, in_.at(), "a transform table before the end of image"};
    const WsqFrame& frame = *tables_.frame;
    wsqSynthesise(signal_, frame.width, tree_, *tables_.filters);
    OpenedImage opened{{static_cast<int>(frame.width), static_cast<int>(frame.height), tables_.dpi.value_or(assumedDpi), {}},
                       ImageKind::wsq, tables_.dpi.has_value()};
    opened.image.pixels.resize(signal_.size());
    std::transform(signal_.begin(), signal_.end(), opened.image.pixels.begin(), [&frame](float sample) {
      const double grey = std::floor(sample * frame.scale + frame.shift + 0.5);
      // Also takes what is no number: tables may be hostile.
      return grey > 0.0 ? static_cast<std::uint8_t>(std::min(grey, 255.0)) : std::uint8_t{0};
    });
    return opened;
  }

  std::span<const std::uint8_t> bytes_;
  ByteReader in_;
  WsqTables tables_;
  WsqTree tree_;
  std::vector<float> signal_;
};

}  // namespace

Parsed<OpenedImage> readWsq(std::span<const std::uint8_t> bytes) { return WsqFile(bytes).read(); }

}  // namespace sobo::fingerprint
