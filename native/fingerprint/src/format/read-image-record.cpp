#include <array>
#include <optional>

#include "byte-reader.hpp"
#include "image-record.hpp"
#include "pixel-size.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::size_t viewHeader = 14;

/** Compression codes of 2005; 2011 has a second JPEG 2000 (lossless) before PNG. */
std::optional<ImageCoding> codingOf(std::uint8_t code, bool edition2011) noexcept {
  switch (code) {
    case 0: return ImageCoding::raw;
    case 1: return ImageCoding::packed;
    case 2: return ImageCoding::wsq;
    case 3: return ImageCoding::jpeg;
    case 4: return ImageCoding::jpeg2000;
    case 5: return edition2011 ? ImageCoding::jpeg2000 : ImageCoding::png;
    case 6: return edition2011 ? std::optional(ImageCoding::png) : std::nullopt;
    default: return std::nullopt;
  }
}

ImageCoding toldByContent(ImageCoding coding, std::span<const std::uint8_t> data) noexcept {
  if (coding == ImageCoding::raw || coding == ImageCoding::packed || data.size() < 4) return coding;
  if (data[0] == 0x89 && data[1] == 'P' && data[2] == 'N' && data[3] == 'G') return ImageCoding::png;
  if (data[0] == 0xFF && data[1] == 0xA0) return ImageCoding::wsq;
  return coding;
}

struct Resolution {
  std::optional<double> dpi;
  bool oblong = false;
};

/** The image's resolution, or the capture's where none is stated. */
Resolution resolutionOf(std::uint8_t unit, std::array<std::uint16_t, 4> stated) noexcept {
  const std::size_t at = stated[2] != 0 ? 2 : 0;
  const double across = stated[at];
  const double dpi = unit == 2 ? (across == 197 ? 500.0 : across == 394 ? 1000.0 : across == 118 ? 300.0 : roundedDpi(across * 2.54)) : across;
  if (!plausibleDpi(dpi)) return {};
  return {dpi, stated[at + 1] != 0 && !sameResolution(across, stated[at + 1])};
}

class RecordReading {
 public:
  RecordReading(std::span<const std::uint8_t> bytes, ImageRecordFormat format) : in_(bytes) { record_.format = format; }

  Parsed<ImageRecord> read() {
    const auto wrong = record_.format == ImageRecordFormat::iso2011 ? read2011() : read2005();
    if (wrong) return *wrong;
    return std::move(record_);
  }

 private:
  ParseFailure cut(const char* expected) const noexcept { return {ParseCode::truncated, in_.at(), expected}; }

  std::optional<ParseFailure> limit(std::uint64_t length) {
    const std::size_t here = in_.at();
    in_.seek(0);
    if (length < here) return ParseFailure{ParseCode::badLength, 8, "a length with at least the header in it"};
    if (!in_.has(length)) return ParseFailure{ParseCode::truncated, 8, "as many bytes as the record states"};
    in_ = ByteReader(in_.take(length));
    in_.seek(here);
    return std::nullopt;
  }

  std::optional<ParseFailure> describe(ImageRecordView& view, std::size_t at, std::uint8_t depth, std::uint8_t code, const Resolution& resolution) {
    const auto coding = codingOf(code, record_.format == ImageRecordFormat::iso2011);
    if (!coding) return ParseFailure{ParseCode::badValue, at, "a compression code of the standard"};
    if (depth != 8) return ParseFailure{ParseCode::unsupported, at, "8 bits a pixel"};
    if (resolution.oblong) return ParseFailure{ParseCode::unsupported, at, "the same resolution across and down"};
    view.coding = *coding;
    view.dpi = resolution.dpi.value_or(assumedDpi);
    view.dpiStated = resolution.dpi.has_value();
    return std::nullopt;
  }

  std::optional<ParseFailure> keep(ImageRecordView& view, std::uint64_t length) {
    view.offset = in_.at();
    if (!in_.has(length)) return cut("as much image data as the view states");
    view.data = in_.take(length);
    view.coding = toldByContent(view.coding, view.data);
    record_.views.push_back(view);
    return std::nullopt;
  }

  std::optional<ParseFailure> read2005() {
    in_.seek(8);
    const std::uint64_t length = in_.u48();
    if (record_.format == ImageRecordFormat::ansi2004) in_.u32();
    in_.u16();
    record_.acquisitionLevel = in_.u16();
    const std::uint8_t fingers = in_.u8();
    const std::uint8_t unit = in_.u8();
    const std::array<std::uint16_t, 4> stated = {in_.u16(), in_.u16(), in_.u16(), in_.u16()};
    const std::size_t depthAt = in_.at();
    const std::uint8_t depth = in_.u8();
    const std::uint8_t code = in_.u8();
    in_.u16();
    if (in_.failed()) return cut("a record header");
    if (fingers == 0) return ParseFailure{ParseCode::badValue, depthAt - 10, "at least one finger"};
    if (auto wrong = limit(length)) return wrong;
    const Resolution resolution = resolutionOf(unit, stated);
    while (in_.left() > 0) {
      ImageRecordView view;
      if (auto wrong = describe(view, depthAt, depth, code, resolution)) return wrong;
      const std::size_t start = in_.at();
      const std::uint32_t block = in_.u32();
      view.finger = in_.u8();
      in_.u8();
      view.number = in_.u8();
      const std::uint8_t quality = in_.u8();
      view.quality = quality <= 100 ? quality : 0;
      view.impression = in_.u8();
      view.width = in_.u16();
      view.height = in_.u16();
      in_.u8();
      if (in_.failed()) return cut("a view header of 14 bytes");
      if (block < viewHeader) return ParseFailure{ParseCode::badLength, start, "a block length with the view header in it"};
      if (auto wrong = refusedSize(view.width, view.height, start + 9)) return wrong;
      if (auto wrong = keep(view, block - viewHeader)) return wrong;
    }
    if (record_.views.size() < fingers) return cut("a view of every finger");
    return std::nullopt;
  }

  std::optional<ParseFailure> read2011() {
    in_.seek(8);
    const std::uint32_t length = in_.u32();
    const std::uint16_t representations = in_.u16();
    const std::uint8_t certified = in_.u8();
    in_.u8();  // number of different fingers
    if (in_.failed()) return cut("a record header");
    if (certified > 1) return ParseFailure{ParseCode::badValue, 14, "a certification flag of 0 or 1"};
    if (representations == 0) return ParseFailure{ParseCode::badValue, 12, "at least one representation"};
    if (auto wrong = limit(length)) return wrong;
    for (unsigned i = 0; i < representations; ++i)
      if (auto wrong = readRepresentation(certified == 1)) return wrong;
    if (in_.left() > 0) return ParseFailure{ParseCode::badLength, in_.at(), "representations that fill the stated length"};
    return std::nullopt;
  }

  std::optional<ParseFailure> readRepresentation(bool certified) {
    const std::size_t start = in_.at();
    const std::uint32_t own = in_.u32();
    in_.take(9 + 1 + 2 + 2);
    ImageRecordView view;
    const std::uint8_t qualities = in_.u8();
    for (unsigned k = 0; k < qualities && !in_.failed(); ++k) {
      const std::uint8_t score = in_.u8();
      in_.u32();
      if (view.quality == 0 && score <= 100) view.quality = score;
    }
    if (certified) in_.take(3ULL * in_.u8());
    view.finger = in_.u8();
    view.number = in_.u8();
    const std::uint8_t unit = in_.u8();
    const std::array<std::uint16_t, 4> stated = {in_.u16(), in_.u16(), in_.u16(), in_.u16()};
    const std::size_t depthAt = in_.at();
    const std::uint8_t depth = in_.u8();
    const std::uint8_t code = in_.u8();
    view.impression = in_.u8();
    const std::size_t sizeAt = in_.at();
    view.width = in_.u16();
    view.height = in_.u16();
    const std::uint32_t length = in_.u32();
    if (in_.failed()) return cut("a representation header");
    if (auto wrong = describe(view, depthAt, depth, code, resolutionOf(unit, stated))) return wrong;
    if (auto wrong = refusedSize(view.width, view.height, sizeAt)) return wrong;
    if (auto wrong = keep(view, length)) return wrong;
    // Segmentation, annotation and comments may follow; the representation's own length steps over them.
    const std::size_t read = in_.at() - start;
    if (own < read) return ParseFailure{ParseCode::badLength, start, "a representation's own length"};
    if (!in_.has(own - read)) return cut("as many bytes as the representation states");
    in_.take(own - read);
    return std::nullopt;
  }

  ByteReader in_;
  ImageRecord record_;
};

}  // namespace

Parsed<ImageRecord> readImageRecord(std::span<const std::uint8_t> bytes) {
  ByteReader in(bytes);
  const std::uint32_t magic = in.u32();
  const std::uint32_t version = in.u32();
  if (in.failed() || magic != 0x46495200) return ParseFailure{ParseCode::unknown, 0, "FIR"};
  if (version == 0x30323000) return RecordReading(bytes, ImageRecordFormat::iso2011).read();
  if (version != 0x30313000) return ParseFailure{ParseCode::unknown, 4, "version \"010\" or \"020\""};
  // ANSI 381 shares magic and version: the one whose lengths fit it is.
  auto iso = RecordReading(bytes, ImageRecordFormat::iso2005).read();
  if (iso) return iso;
  auto ansi = RecordReading(bytes, ImageRecordFormat::ansi2004).read();
  return ansi ? std::move(ansi) : std::move(iso);
}

Parsed<OpenedImage> openImageView(const ImageRecordView& view) {
  const auto shifted = [&view](ParseFailure failure) {
    failure.offset += view.offset;
    return failure;
  };
  const auto open = [&view]() -> Parsed<OpenedImage> {
    switch (view.coding) {
      case ImageCoding::raw:
      case ImageCoding::packed: return readRaw(view.data, view.width, view.height, view.dpi);
      case ImageCoding::wsq:
      case ImageCoding::png: return readImage(view.data);
      case ImageCoding::jpeg: return ParseFailure{ParseCode::unsupported, 0, "raw, WSQ or PNG pixels; this view is JPEG"};
      case ImageCoding::jpeg2000: return ParseFailure{ParseCode::unsupported, 0, "raw, WSQ or PNG pixels; this view is JPEG 2000"};
    }
    return ParseFailure{ParseCode::unknown, 0, "a known coding"};
  };
  auto opened = open();
  if (!opened) return shifted(opened.failure());
  GrayImage& image = opened.value().image;
  if (static_cast<std::uint32_t>(image.width) != view.width || static_cast<std::uint32_t>(image.height) != view.height)
    return shifted({ParseCode::badLength, 0, "a picture of the size the record states"});
  if (view.dpiStated || !opened.value().dpiStated) {
    image.dpi = view.dpi;
    opened.value().dpiStated = view.dpiStated;
  }
  return opened;
}

}  // namespace sobo::fingerprint
