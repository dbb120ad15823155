#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "byte-writer.hpp"
#include "image-record.hpp"
#include "pixel-size.hpp"
#include "wsq.hpp"

namespace sobo::fingerprint {

namespace {

std::optional<ParseFailure> refused(const PictureToRecord& picture, std::size_t index) {
  if (picture.image == nullptr) return ParseFailure{ParseCode::badValue, index, "a picture"};
  const GrayImage& image = *picture.image;
  if (image.width < 1 || image.height < 1) return ParseFailure{ParseCode::badValue, index, "at least one row and one column"};
  if (auto wrong = refusedSize(static_cast<std::uint32_t>(image.width), static_cast<std::uint32_t>(image.height), index)) return wrong;
  if (image.pixels.size() != static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height))
    return ParseFailure{ParseCode::badLength, index, "width x height pixels"};
  if (!plausibleDpi(image.dpi)) return ParseFailure{ParseCode::badValue, index, "a resolution of 50 to 5000 dpi"};
  for (const int code : {picture.finger, picture.number, picture.impression})
    if (code < 0 || code > 255) return ParseFailure{ParseCode::badValue, index, "codes of 0 to 255"};
  if (picture.quality < 0 || picture.quality > 100) return ParseFailure{ParseCode::badValue, index, "a quality of 0 to 100"};
  return std::nullopt;
}

Parsed<std::vector<std::uint8_t>> packed(const GrayImage& image, ImageCoding coding, double bitRate) {
  if (coding == ImageCoding::raw) return image.pixels;
  if (coding == ImageCoding::png) return writePng(image);
  return writeWsq(image, bitRate);
}

std::uint64_t dpiOf(const PictureToRecord& picture) noexcept { return static_cast<std::uint64_t>(std::lround(picture.image->dpi)); }

/** Setting levels with certified optics are told for their own resolution only; 0 claims none. */
std::uint64_t acquisitionLevel(std::uint64_t dpi) noexcept { return dpi == 500 ? 31 : dpi == 1000 ? 41 : 0; }

/** Compression codes: see `readImageRecord`. */
std::uint8_t codeOf(ImageCoding coding, bool edition2011) noexcept {
  return coding == ImageCoding::raw ? 0 : coding == ImageCoding::wsq ? 2 : edition2011 ? 6 : 5;
}

std::size_t differentFingers(std::span<const PictureToRecord> pictures) {
  std::vector<int> fingers;
  for (const PictureToRecord& picture : pictures)
    if (std::find(fingers.begin(), fingers.end(), picture.finger) == fingers.end()) fingers.push_back(picture.finger);
  return fingers.size();
}

}  // namespace

Parsed<std::vector<std::uint8_t>> writeImageRecord(std::span<const PictureToRecord> pictures, ImageRecordFormat format,
                                                   ImageCoding coding, double bitRate) {
  using namespace std::string_view_literals;
  if (format == ImageRecordFormat::ansi2004) return ParseFailure{ParseCode::unsupported, 0, "an ISO format; ANSI 381 is only read"};
  if (coding != ImageCoding::raw && coding != ImageCoding::png && coding != ImageCoding::wsq)
    return ParseFailure{ParseCode::unsupported, 0, "raw, PNG or WSQ pixels"};
  if (pictures.empty() || pictures.size() > 255) return ParseFailure{ParseCode::badLength, 0, "1 to 255 pictures"};
  for (std::size_t i = 0; i < pictures.size(); ++i)
    if (auto wrong = refused(pictures[i], i)) return *wrong;
  const bool edition2011 = format == ImageRecordFormat::iso2011;
  for (std::size_t i = 1; !edition2011 && i < pictures.size(); ++i)
    if (dpiOf(pictures[i]) != dpiOf(pictures[0])) return ParseFailure{ParseCode::badValue, i, "one resolution for all pictures"};

  ByteWriter out;
  out.text("FIR\0"sv);
  out.text(edition2011 ? "020\0"sv : "010\0"sv);
  if (edition2011) {
    out.u32(0);
    out.u16(pictures.size());
    out.u8(0);
    out.u8(differentFingers(pictures));
  } else {
    out.u48(0);
    out.u16(0);
    out.u16(acquisitionLevel(dpiOf(pictures[0])));
    out.u8(differentFingers(pictures));
    out.u8(1);
    for (int i = 0; i < 4; ++i) out.u16(dpiOf(pictures[0]));
    out.u8(8);
    out.u8(codeOf(coding, false));
    out.u16(0);
  }
  for (const PictureToRecord& picture : pictures) {
    const auto data = packed(*picture.image, coding, bitRate);
    if (!data) return data.failure();
    const std::size_t start = out.at();
    const auto width = static_cast<std::uint64_t>(picture.image->width);
    const auto height = static_cast<std::uint64_t>(picture.image->height);
    out.u32(0);
    if (edition2011) {
      for (int i = 0; i < 9; ++i) out.u8(0xFF);  // no date: the same print gives the same bytes
      for (int i = 0; i < 5; ++i) out.u8(0);
      out.u8(picture.quality > 0 ? 1 : 0);
      if (picture.quality > 0) {
        out.u8(static_cast<std::uint64_t>(picture.quality));
        out.u32(0);
      }
      out.u8(static_cast<std::uint64_t>(picture.finger));
      out.u8(static_cast<std::uint64_t>(picture.number));
      out.u8(1);
      for (int i = 0; i < 4; ++i) out.u16(dpiOf(picture));
      out.u8(8);
      out.u8(codeOf(coding, true));
      out.u8(static_cast<std::uint64_t>(picture.impression));
      out.u16(width);
      out.u16(height);
      out.u32(data.value().size());
    } else {
      const auto views = std::count_if(pictures.begin(), pictures.end(), [&picture](const auto& other) { return other.finger == picture.finger; });
      out.u8(static_cast<std::uint64_t>(picture.finger));
      out.u8(static_cast<std::uint64_t>(views));
      out.u8(static_cast<std::uint64_t>(picture.number));
      out.u8(static_cast<std::uint64_t>(picture.quality));
      out.u8(static_cast<std::uint64_t>(picture.impression));
      out.u16(width);
      out.u16(height);
      out.u8(0);
    }
    out.put(data.value());
    out.set(start, out.at() - start, 4);
  }
  if (edition2011) out.set(8, out.at(), 4);
  else out.set(8, out.at(), 6);
  return out.release();
}

}  // namespace sobo::fingerprint
