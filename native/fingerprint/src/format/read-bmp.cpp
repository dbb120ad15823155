#include <array>
#include <optional>

#include "byte-reader.hpp"
#include "image-format.hpp"
#include "pixel-size.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::size_t fileHeader = 14;
constexpr std::uint32_t plainHeader = 40;  // BITMAPINFOHEADER; later ones begin with the same 40 bytes

struct Bitmap {
  std::uint32_t pixelsAt = 0;
  std::uint32_t headerLength = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  bool topDown = false;
  std::uint16_t bits = 0;
  std::uint32_t paletteEntries = 0;
  std::optional<double> dpi;
};

std::optional<ParseFailure> readHeader(std::span<const std::uint8_t> bytes, Bitmap& map) {
  ByteReader in(bytes, true);
  if (in.u16() != 0x4D42) return ParseFailure{ParseCode::unknown, 0, "BM"};
  in.seek(10);
  map.pixelsAt = in.u32();
  map.headerLength = in.u32();
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "a bitmap header"};
  if (map.headerLength < plainHeader || map.headerLength > 1024)
    return ParseFailure{ParseCode::unsupported, fileHeader, "a Windows header of 40 bytes or more"};
  map.width = in.u32();
  const std::uint32_t height = in.u32();
  map.topDown = height >= 0x80000000U;
  map.height = map.topDown ? 0U - height : height;
  const std::uint16_t planes = in.u16();
  map.bits = in.u16();
  const std::uint32_t compression = in.u32();
  in.u32();
  const std::uint32_t across = in.u32();
  const std::uint32_t down = in.u32();
  const std::uint32_t used = in.u32();
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "a bitmap header"};
  if (auto wrong = refusedSize(map.width, map.height, 18)) return wrong;
  if (planes != 1) return ParseFailure{ParseCode::badValue, 26, "one plane"};
  if (map.bits != 8 && map.bits != 24 && map.bits != 32) return ParseFailure{ParseCode::unsupported, 28, "8, 24 or 32 bits a pixel"};
  if (compression != 0) return ParseFailure{ParseCode::unsupported, 30, "no compression"};
  if (map.bits == 8) {
    map.paletteEntries = used == 0 ? 256 : used;
    if (map.paletteEntries > 256) return ParseFailure{ParseCode::badLength, 46, "at most 256 colours"};
  }
  const double dpi = across * 0.0254;
  if (statesDpi(dpi)) {
    if (!sameResolution(across, down)) return ParseFailure{ParseCode::unsupported, 38, "the same resolution across and down"};
    map.dpi = roundedDpi(dpi);
  }
  return std::nullopt;
}

}  // namespace

Parsed<OpenedImage> readBmp(std::span<const std::uint8_t> bytes) {
  Bitmap map;
  if (auto wrong = readHeader(bytes, map)) return *wrong;
  ByteReader in(bytes, true);
  in.seek(fileHeader + map.headerLength);
  const auto colours = in.take(4ULL * map.paletteEntries);
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "the colour table"};
  if (map.pixelsAt < in.at()) return ParseFailure{ParseCode::badLength, 10, "pixels after the headers"};
  std::array<std::uint8_t, 256> palette{};
  for (std::size_t i = 0; i < map.paletteEntries; ++i) palette[i] = luma(colours[4 * i + 2], colours[4 * i + 1], colours[4 * i]);

  const std::size_t step = map.bits / 8U;
  const std::uint64_t stride = (static_cast<std::uint64_t>(map.width) * map.bits + 31) / 32 * 4;
  in.seek(map.pixelsAt);
  const auto rows = in.take(stride * map.height);
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "as many rows as the header states"};

  OpenedImage opened{{static_cast<int>(map.width), static_cast<int>(map.height), map.dpi.value_or(assumedDpi), {}},
                     ImageKind::bmp, map.dpi.has_value()};
  opened.image.pixels.resize(static_cast<std::size_t>(map.width) * map.height);
  auto* out = opened.image.pixels.data();
  for (std::uint32_t y = 0; y < map.height; ++y) {
    const std::size_t start = stride * (map.topDown ? y : map.height - 1 - y);
    for (std::size_t x = 0; x < map.width; ++x) {
      const std::size_t at = start + x * step;
      if (map.bits == 8 && rows[at] >= map.paletteEntries)
        return ParseFailure{ParseCode::badValue, map.pixelsAt + at, "colours within the table"};
      *out++ = map.bits == 8 ? palette[rows[at]] : luma(rows[at + 2], rows[at + 1], rows[at]);
    }
  }
  return opened;
}

}  // namespace sobo::fingerprint
