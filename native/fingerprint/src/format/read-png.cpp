#include <algorithm>
#include <optional>
#include <vector>

#include "byte-reader.hpp"
#include "checksum.hpp"
#include "image-format.hpp"
#include "inflate.hpp"
#include "pixel-size.hpp"
#include "png-rows.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

constexpr std::uint32_t name(const char (&letters)[5]) noexcept {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(letters[i]);
  return value;
}

struct Chunk {
  std::uint32_t kind = 0;
  std::size_t offset = 0;  // of its data in the file
  std::span<const std::uint8_t> data;
};

/** The picture data in one piece; `places` remembers where in the file each part stood. */
struct PictureData {
  std::vector<std::uint8_t> joined;
  std::vector<std::pair<std::size_t, std::size_t>> places;  // start in `joined`, start in the file

  void add(const Chunk& chunk) {
    places.emplace_back(joined.size(), chunk.offset);
    joined.insert(joined.end(), chunk.data.begin(), chunk.data.end());
  }

  std::size_t inFile(std::size_t offset) const noexcept {
    std::size_t found = 0;
    for (const auto& [start, place] : places)
      if (start <= offset) found = place + (offset - start);
    return found;
  }
};

class PngFile {
 public:
  explicit PngFile(std::span<const std::uint8_t> bytes) : bytes_(bytes), in_(bytes) {}

  Parsed<OpenedImage> read() {
    const auto start = in_.take(sizeof signature);
    if (!std::equal(start.begin(), start.end(), std::begin(signature), std::end(signature)))
      return ParseFailure{ParseCode::unknown, 0, "the PNG signature"};
    Chunk chunk;
    if (auto wrong = next(chunk)) return *wrong;
    if (chunk.kind != name("IHDR")) return ParseFailure{ParseCode::badValue, 12, "IHDR as the first chunk"};
    if (auto wrong = header(chunk)) return *wrong;
    for (;;) {
      if (auto wrong = next(chunk)) return *wrong;
      if (chunk.kind == name("IEND")) break;
      if (auto wrong = heed(chunk)) return *wrong;
    }
    return picture();
  }

 private:
  std::optional<ParseFailure> next(Chunk& chunk) {
    const std::size_t start = in_.at();
    const std::uint32_t length = in_.u32();
    const auto kind = in_.take(4);
    if (in_.failed()) return ParseFailure{ParseCode::truncated, start, "another chunk, up to IEND"};
    chunk.kind = static_cast<std::uint32_t>(kind[0]) << 24 | kind[1] << 16 | kind[2] << 8 | kind[3];
    chunk.offset = in_.at();
    if (length > 0x7FFFFFFF) return ParseFailure{ParseCode::badLength, start, "a chunk length below 2^31"};
    chunk.data = in_.take(length);
    const std::uint32_t stated = in_.u32();
    if (in_.failed()) return ParseFailure{ParseCode::truncated, start, "as many bytes as the chunk states, and its CRC"};
    const bool critical = (kind[0] & 0x20) == 0;
    if (checksumsMatter && critical && crc32(chunk.data, crc32(kind)) != stated)
      return ParseFailure{ParseCode::badChecksum, in_.at() - 4, "the CRC of this chunk"};
    return std::nullopt;
  }

  std::optional<ParseFailure> header(const Chunk& chunk) {
    if (chunk.data.size() != 13) return ParseFailure{ParseCode::badLength, 8, "an IHDR of 13 bytes"};
    ByteReader in(chunk.data);
    samples_.width = in.u32();
    samples_.height = in.u32();
    samples_.depth = in.u8();
    samples_.colour = in.u8();
    const bool deflate = in.u8() == 0;
    const bool knownFilters = in.u8() == 0;
    const std::uint8_t interlace = in.u8();
    if (auto wrong = refusedSize(samples_.width, samples_.height, 16)) return wrong;
    const int depth = samples_.depth;
    const bool small = depth == 1 || depth == 2 || depth == 4;
    const bool good = samples_.colour == 0 ? small || depth == 8 || depth == 16
                      : samples_.colour == 3 ? small || depth == 8
                      : (samples_.colour == 2 || samples_.colour == 4 || samples_.colour == 6) && (depth == 8 || depth == 16);
    if (!good) return ParseFailure{ParseCode::badValue, 24, "a colour type and a depth that go together"};
    if (!deflate || !knownFilters) return ParseFailure{ParseCode::unsupported, 26, "compression 0 and filter method 0"};
    if (interlace > 1) return ParseFailure{ParseCode::badValue, 28, "interlace method 0 or 1"};
    samples_.interlaced = interlace == 1;
    return std::nullopt;
  }

  std::optional<ParseFailure> heed(const Chunk& chunk) {
    if (chunk.kind == name("IDAT")) {
      if (pictureEnded_) return ParseFailure{ParseCode::badValue, chunk.offset - 4, "IDAT chunks one after another"};
      data_.add(chunk);
      return std::nullopt;
    }
    pictureEnded_ = !data_.places.empty();
    if (chunk.kind == name("PLTE")) return palette(chunk);
    if (chunk.kind == name("tRNS")) return transparency(chunk);
    if (chunk.kind == name("pHYs")) return resolution(chunk);
    const bool critical = (chunk.kind >> 24 & 0x20) == 0;
    if (critical) return ParseFailure{ParseCode::unsupported, chunk.offset - 4, "no critical chunks but IHDR, PLTE, IDAT, IEND"};
    return std::nullopt;
  }

  std::optional<ParseFailure> palette(const Chunk& chunk) {
    const std::size_t entries = chunk.data.size() / 3;
    if (chunk.data.size() % 3 != 0 || entries == 0 || entries > 256)
      return ParseFailure{ParseCode::badLength, chunk.offset, "1 to 256 palette entries of 3 bytes"};
    samples_.paletteEntries = entries;
    for (std::size_t i = 0; i < entries; ++i)
      samples_.palette[i] = luma(chunk.data[3 * i], chunk.data[3 * i + 1], chunk.data[3 * i + 2]);
    return std::nullopt;
  }

  std::optional<ParseFailure> transparency(const Chunk& chunk) {
    const std::size_t wanted = samples_.colour == 0 ? 2 : 6;
    if (samples_.colour == 3) {
      if (chunk.data.size() > samples_.paletteEntries)
        return ParseFailure{ParseCode::badLength, chunk.offset, "not more alpha values than palette entries"};
      for (std::size_t i = 0; i < chunk.data.size(); ++i) samples_.palette[i] = onPaper(samples_.palette[i], chunk.data[i]);
      return std::nullopt;
    }
    if (samples_.colour != 0 && samples_.colour != 2)
      return ParseFailure{ParseCode::badValue, chunk.offset - 4, "no tRNS in an image with alpha"};
    if (chunk.data.size() != wanted) return ParseFailure{ParseCode::badLength, chunk.offset, "one sample a channel in tRNS"};
    ByteReader in(chunk.data);
    const std::uint16_t first = in.u16();
    if (samples_.colour == 0) samples_.clear = {{first, first, first}};
    else samples_.clear = {{first, in.u16(), in.u16()}};
    return std::nullopt;
  }

  std::optional<ParseFailure> resolution(const Chunk& chunk) {
    if (chunk.data.size() != 9) return ParseFailure{ParseCode::badLength, chunk.offset, "a pHYs of 9 bytes"};
    ByteReader in(chunk.data);
    const std::uint32_t across = in.u32();
    const std::uint32_t down = in.u32();
    const double dpi = across * 0.0254;
    // Unit 1 is the metre; without a unit only the pixel's shape is told. Oblong pixels are not what an engine can use.
    if (in.u8() != 1 || !statesDpi(dpi)) return std::nullopt;
    if (!sameResolution(across, down)) return ParseFailure{ParseCode::unsupported, chunk.offset, "the same resolution across and down"};
    dpi_ = roundedDpi(dpi);
    return std::nullopt;
  }

  Parsed<OpenedImage> picture() {
    if (data_.places.empty()) return ParseFailure{ParseCode::truncated, in_.at(), "picture data (IDAT) before IEND"};
    if (samples_.colour == 3 && samples_.paletteEntries == 0)
      return ParseFailure{ParseCode::badValue, data_.places[0].second, "a palette before the picture data"};
    // Deflate packs at most 1 : 1032, so a size that cannot be in these bytes is refused before any work is done for it.
    if (samples_.unpackedBytes() > static_cast<std::uint64_t>(data_.joined.size()) * 1032)
      return ParseFailure{ParseCode::truncated, data_.places[0].second, "as much picture data as the size needs"};

    PngRows rows(samples_);
    const auto used = inflateZlib(data_.joined, [&rows](std::span<const std::uint8_t> bytes) { return rows.take(bytes); });
    if (rows.fault() != nullptr)
      return ParseFailure{ParseCode::badValue, data_.inFile(used ? used.value() : used.failure().offset), rows.fault()};
    if (!used) return ParseFailure{used.failure().code, data_.inFile(used.failure().offset), used.failure().expected};
    if (!rows.complete()) return ParseFailure{ParseCode::truncated, data_.inFile(used.value()), "as many rows as the header states"};
    OpenedImage opened{{static_cast<int>(samples_.width), static_cast<int>(samples_.height), dpi_.value_or(assumedDpi),
                        std::move(rows.pixels())},
                       ImageKind::png, dpi_.has_value()};
    return opened;
  }

  std::span<const std::uint8_t> bytes_;
  ByteReader in_;
  PngSamples samples_;
  PictureData data_;
  bool pictureEnded_ = false;
  std::optional<double> dpi_;
};

}  // namespace

Parsed<OpenedImage> readPng(std::span<const std::uint8_t> bytes) { return PngFile(bytes).read(); }

}  // namespace sobo::fingerprint
