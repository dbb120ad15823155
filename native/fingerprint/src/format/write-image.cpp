#include <array>
#include <cmath>
#include <cstdio>

#include "byte-writer.hpp"
#include "checksum.hpp"
#include "deflate.hpp"
#include "image-format.hpp"

namespace sobo::fingerprint {

namespace {

void chunk(ByteWriter& out, std::string_view kind, std::span<const std::uint8_t> data) {
  out.u32(data.size());
  const std::size_t start = out.at();
  out.text(kind);
  out.put(data);
  out.u32(crc32(out.written().subspan(start)));
}

}  // namespace

std::vector<std::uint8_t> writePng(const GrayImage& image) {
  ByteWriter header;
  header.u32(static_cast<std::uint32_t>(image.width));
  header.u32(static_cast<std::uint32_t>(image.height));
  for (const int value : {8, 0, 0, 0, 0}) header.u8(static_cast<std::uint8_t>(value));
  ByteWriter resolution;
  const auto perMetre = static_cast<std::uint32_t>(std::lround(image.dpi / 0.0254));
  resolution.u32(perMetre);
  resolution.u32(perMetre);
  resolution.u8(1);

  // Filter "up": ridges run on from row to row, and it costs nothing.
  const auto width = static_cast<std::size_t>(image.width);
  std::vector<std::uint8_t> rows;
  rows.reserve(image.pixels.size() + static_cast<std::size_t>(image.height));
  for (std::size_t at = 0; at < image.pixels.size(); at += width) {
    rows.push_back(2);
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint8_t above = at == 0 ? std::uint8_t{0} : image.pixels[at - width + x];
      rows.push_back(static_cast<std::uint8_t>(image.pixels[at + x] - above));
    }
  }
  ByteWriter out;
  out.text("\x89PNG\r\n\x1A\n");
  chunk(out, "IHDR", header.written());
  chunk(out, "pHYs", resolution.written());
  chunk(out, "IDAT", deflateZlib(rows));
  chunk(out, "IEND", {});
  return out.release();
}

std::vector<std::uint8_t> writePgm(const GrayImage& image) {
  std::array<char, 96> header{};
  const long hundredths = std::lround(image.dpi * 100);  // %f would follow the locale
  const int length = std::snprintf(header.data(), header.size(), "P5\n# dpi %ld.%02ld\n%d %d\n255\n", hundredths / 100,
                                   hundredths % 100, image.width, image.height);
  ByteWriter out;
  out.text(std::string_view(header.data(), static_cast<std::size_t>(length)));
  out.put(image.pixels);
  return out.release();
}

}  // namespace sobo::fingerprint
