#include "image-format.hpp"

#include "pixel-size.hpp"
#include "wsq.hpp"

namespace sobo::fingerprint {

Parsed<OpenedImage> readRaw(std::span<const std::uint8_t> bytes, std::uint32_t width, std::uint32_t height, double dpi) {
  if (auto wrong = refusedSize(width, height, 0)) return *wrong;
  if (!plausibleDpi(dpi)) return ParseFailure{ParseCode::badValue, 0, "a resolution of 50 to 5000 dpi"};
  const std::uint64_t pixels = static_cast<std::uint64_t>(width) * height;
  if (bytes.size() < pixels) return ParseFailure{ParseCode::truncated, bytes.size(), "width x height bytes"};
  if (bytes.size() > pixels) return ParseFailure{ParseCode::badLength, static_cast<std::size_t>(pixels), "no more than width x height bytes"};
  return OpenedImage{{static_cast<int>(width), static_cast<int>(height), dpi, {bytes.begin(), bytes.end()}}, ImageKind::raw, true};
}

Parsed<OpenedImage> readImage(std::span<const std::uint8_t> bytes) {
  const auto begins = [&bytes](std::initializer_list<int> magic) {
    std::size_t at = 0;
    for (const int byte : magic)
      if (at >= bytes.size() || bytes[at++] != byte) return false;
    return true;
  };
  if (begins({0x89, 'P', 'N', 'G'})) return readPng(bytes);
  if (begins({'P', '2'}) || begins({'P', '5'}) || begins({'P', '6'})) return readPnm(bytes);
  if (begins({'I', 'I', 42, 0}) || begins({'M', 'M', 0, 42})) return readTiff(bytes);
  if (begins({'B', 'M'})) return readBmp(bytes);
  if (begins({0xFF, 0xA0})) return readWsq(bytes);
  return ParseFailure{ParseCode::unknown, 0, "a PNG, PGM, PPM, TIFF, BMP or WSQ file"};
}

}  // namespace sobo::fingerprint
