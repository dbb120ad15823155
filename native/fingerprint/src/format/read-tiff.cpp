#include <array>
#include <algorithm>
#include <cmath>
#include <optional>

#include "image-format.hpp"
#include "pixel-size.hpp"
#include "tiff-directory.hpp"

namespace sobo::fingerprint {

namespace {

enum class Photometric : std::uint32_t { whiteIsZero = 0, blackIsZero = 1, rgb = 2, palette = 3 };

/** What the last sample of more than the colour needs says. */
enum class Alpha : std::uint8_t { none, associated, separate };

struct Layout {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t bits = 1;
  std::uint32_t samples = 1;
  std::uint32_t rowsPerStrip = 0;
  Photometric meaning = Photometric::blackIsZero;
  Alpha alpha = Alpha::none;
  std::uint64_t bytesPerRow = 0;
  std::array<std::uint8_t, 256> palette{};
  std::optional<double> dpi;
};

std::optional<ParseFailure> readMeaning(const TiffDirectory& tiff, Layout& layout) {
  const std::uint32_t meaning = tiff.valueOr(TiffTag::photometric, 99);
  if (meaning > 3) return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::photometric), "grey, RGB or palette"};
  layout.meaning = static_cast<Photometric>(meaning);
  const bool colour = layout.meaning == Photometric::rgb;
  const bool isGrey = layout.meaning == Photometric::whiteIsZero || layout.meaning == Photometric::blackIsZero;
  const bool samplesFit = colour ? layout.samples == 3 || layout.samples == 4 : layout.samples == 1 || (isGrey && layout.samples == 2);
  const bool bitsFit = colour ? layout.bits == 8 || layout.bits == 16
                       : layout.meaning == Photometric::palette
                           ? layout.bits == 4 || layout.bits == 8
                           : layout.bits == 1 || layout.bits == 4 || layout.bits == 8 || layout.bits == 16;
  if (!samplesFit) return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::samplesPerPixel), "1 or 2 grey, 3 or 4 colour samples"};
  if (!bitsFit) return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::bitsPerSample), "1, 4, 8 or 16 bits a sample"};
  for (std::uint32_t i = 1; i < tiff.count(TiffTag::bitsPerSample) && i < layout.samples; ++i)
    if (tiff.value(TiffTag::bitsPerSample, i) != layout.bits)
      return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::bitsPerSample), "the same bits in every sample"};
  if (layout.samples == (colour ? 4U : 2U)) {
    const std::uint32_t extra = tiff.valueOr(TiffTag::extraSamples, 0);
    layout.alpha = extra == 1 ? Alpha::associated : extra == 2 ? Alpha::separate : Alpha::none;
  }
  if (layout.meaning != Photometric::palette) return std::nullopt;
  const std::uint32_t entries = 1U << layout.bits;
  for (std::uint32_t i = 0; i < entries; ++i) {
    const auto red = tiff.value(TiffTag::colourMap, i);
    const auto green = tiff.value(TiffTag::colourMap, entries + i);
    const auto blue = tiff.value(TiffTag::colourMap, 2 * entries + i);
    if (!red || !green || !blue) return ParseFailure{ParseCode::truncated, tiff.place(TiffTag::colourMap), "a whole colour map"};
    layout.palette[i] = luma(toEightBits(*red & 0xFFFF, 65'535), toEightBits(*green & 0xFFFF, 65'535), toEightBits(*blue & 0xFFFF, 65'535));
  }
  return std::nullopt;
}

std::optional<ParseFailure> readLayout(const TiffDirectory& tiff, Layout& layout) {
  layout.width = tiff.valueOr(TiffTag::width, 0);
  layout.height = tiff.valueOr(TiffTag::height, 0);
  layout.bits = tiff.valueOr(TiffTag::bitsPerSample, 1);
  layout.samples = tiff.valueOr(TiffTag::samplesPerPixel, 1);
  layout.rowsPerStrip = tiff.valueOr(TiffTag::rowsPerStrip, 0xFFFFFFFF);
  if (auto wrong = refusedSize(layout.width, layout.height, tiff.place(TiffTag::width))) return wrong;
  if (tiff.has(TiffTag::tileWidth)) return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::tileWidth), "strips, no tiles"};
  if (tiff.valueOr(TiffTag::compression, 1) != 1)
    return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::compression), "no compression"};
  if (tiff.valueOr(TiffTag::fillOrder, 1) != 1)
    return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::fillOrder), "fill order 1"};
  if (layout.samples > 1 && tiff.valueOr(TiffTag::planarConfiguration, 1) != 1)
    return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::planarConfiguration), "chunky samples"};
  if (layout.rowsPerStrip == 0) return ParseFailure{ParseCode::badValue, tiff.place(TiffTag::rowsPerStrip), "at least one row a strip"};
  if (auto wrong = readMeaning(tiff, layout)) return wrong;
  layout.bytesPerRow = (static_cast<std::uint64_t>(layout.width) * layout.samples * layout.bits + 7) / 8;

  const auto across = tiff.rational(TiffTag::resolutionAcross);
  const auto down = tiff.rational(TiffTag::resolutionDown);
  const std::uint32_t unit = tiff.valueOr(TiffTag::resolutionUnit, 2);
  const double scale = unit == 3 ? 2.54 : 1.0;
  if (across && unit != 1 && statesDpi(*across * scale)) {
    if (down && !sameResolution(*across, *down))
      return ParseFailure{ParseCode::unsupported, tiff.place(TiffTag::resolutionDown), "the same resolution across and down"};
    layout.dpi = unit == 3 && std::abs(*across - 197) < 0.5 ? 500.0 : roundedDpi(*across * scale);
  }
  return std::nullopt;
}

/** Sample number `index` of a row. */
std::uint32_t sample(const Layout& layout, bool little, std::span<const std::uint8_t> row, std::size_t index) noexcept {
  if (layout.bits == 8) return row[index];
  if (layout.bits == 16) {
    const std::uint32_t first = row[2 * index];
    const std::uint32_t second = row[2 * index + 1];
    return little ? second << 8 | first : first << 8 | second;
  }
  const std::size_t bit = index * layout.bits;
  return (row[bit / 8] >> (8 - layout.bits - bit % 8)) & ((1U << layout.bits) - 1);
}

std::uint8_t opaqueGrey(const Layout& layout, bool little, std::span<const std::uint8_t> row, std::size_t x) noexcept {
  const std::uint32_t most = (1U << layout.bits) - 1;
  const std::size_t at = x * layout.samples;
  const std::uint32_t first = sample(layout, little, row, at);
  switch (layout.meaning) {
    case Photometric::palette: return layout.palette[first];
    case Photometric::whiteIsZero: return static_cast<std::uint8_t>(255 - toEightBits(first, most));
    case Photometric::blackIsZero: return toEightBits(first, most);
    case Photometric::rgb: break;
  }
  return luma(toEightBits(first, most), toEightBits(sample(layout, little, row, at + 1), most),
              toEightBits(sample(layout, little, row, at + 2), most));
}

/** Alpha lies on white paper; associated alpha (TIFF 6.0, ExtraSamples 1) has the picture multiplied already. */
std::uint8_t grey(const Layout& layout, bool little, std::span<const std::uint8_t> row, std::size_t x) noexcept {
  const std::uint8_t opaque = opaqueGrey(layout, little, row, x);
  if (layout.alpha == Alpha::none) return opaque;
  const std::uint32_t most = (1U << layout.bits) - 1;
  const std::uint32_t alpha = toEightBits(sample(layout, little, row, x * layout.samples + layout.samples - 1), most);
  if (layout.alpha == Alpha::separate) return onPaper(opaque, alpha);
  if (layout.meaning == Photometric::whiteIsZero) return opaque;  // multiplied towards white
  return static_cast<std::uint8_t>(std::min(255U, opaque + (255U - alpha)));
}

}  // namespace

Parsed<OpenedImage> readTiff(std::span<const std::uint8_t> bytes) {
  const auto opened = TiffDirectory::open(bytes);
  if (!opened) return opened.failure();
  const TiffDirectory& tiff = opened.value();
  Layout layout;
  if (auto wrong = readLayout(tiff, layout)) return *wrong;
  // Strips may not be told to share bytes: a picture is never larger than its file.
  if (layout.bytesPerRow * layout.height > bytes.size())
    return ParseFailure{ParseCode::truncated, bytes.size(), "as many bytes as the size needs"};

  OpenedImage image{{static_cast<int>(layout.width), static_cast<int>(layout.height), layout.dpi.value_or(assumedDpi), {}},
                    ImageKind::tiff, layout.dpi.has_value()};
  image.image.pixels.reserve(static_cast<std::size_t>(layout.width) * layout.height);
  ByteReader in(bytes);
  std::uint32_t strip = 0;
  for (std::uint32_t y = 0; y < layout.height; ++strip) {
    const std::uint32_t rows = std::min(layout.rowsPerStrip, layout.height - y);
    const auto offset = tiff.value(TiffTag::stripOffsets, strip);
    if (!offset) return ParseFailure{ParseCode::badLength, tiff.place(TiffTag::stripOffsets), "an offset for every strip"};
    const auto length = tiff.value(TiffTag::stripByteCounts, strip);
    if (length && *length < layout.bytesPerRow * rows)
      return ParseFailure{ParseCode::badLength, tiff.place(TiffTag::stripByteCounts), "strips as long as their rows"};
    in.seek(*offset);
    const auto data = in.take(layout.bytesPerRow * rows);
    if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "strips within the file"};
    for (std::uint32_t row = 0; row < rows; ++row, ++y) {
      const auto line = data.subspan(row * layout.bytesPerRow, layout.bytesPerRow);
      for (std::size_t x = 0; x < layout.width; ++x) image.image.pixels.push_back(grey(layout, tiff.littleEndian(), line, x));
    }
  }
  return image;
}

}  // namespace sobo::fingerprint
