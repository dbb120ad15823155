#include <algorithm>
#include <optional>

#include "byte-reader.hpp"
#include "minutia-cell.hpp"
#include "minutiae-extension.hpp"
#include "minutiae-record.hpp"

namespace sobo::fingerprint {

namespace {

bool knownFinger(int code) noexcept { return code <= 10 || (code >= 13 && code <= 15); }

class RecordReading {
 public:
  RecordReading(std::span<const std::uint8_t> bytes, MinutiaeFormat format) : in_(bytes) { record_.format = format; }

  Parsed<MinutiaeRecord> read() {
    const bool oneHeader = record_.format == MinutiaeFormat::iso2005 || record_.format == MinutiaeFormat::ansi2004;
    const auto wrong = oneHeader ? readWithOneHeader() : record_.format == MinutiaeFormat::iso2011 ? readIso2011() : readAnsi2009();
    if (wrong) return *wrong;
    if (in_.left() > 0) return ParseFailure{ParseCode::badLength, in_.at(), "views that fill the stated length"};
    return std::move(record_);
  }

 private:
  bool ansi() const noexcept { return record_.format != MinutiaeFormat::iso2005 && record_.format != MinutiaeFormat::iso2011; }
  unsigned turn() const noexcept { return ansi() ? ansiTurn : isoTurn; }

  ParseFailure cut(const char* expected) const noexcept { return {ParseCode::truncated, in_.at(), expected}; }

  /** Nothing of what follows the stated length belongs to the record. */
  std::optional<ParseFailure> limit(std::uint64_t length) {
    const std::size_t here = in_.at();
    in_.seek(0);
    if (length < here) return ParseFailure{ParseCode::badLength, 8, "a length with at least the header in it"};
    if (!in_.has(length)) return ParseFailure{ParseCode::truncated, 8, "as many bytes as the record states"};
    in_ = ByteReader(in_.take(length));
    in_.seek(here);
    return std::nullopt;
  }

  ViewScale scaleAndSize(std::uint32_t width, std::uint32_t height, std::uint32_t across, std::uint32_t down) noexcept {
    auto x = scaleOf(across);
    auto y = scaleOf(down);
    if (!x && !y) record_.dpiAssumed = true;
    return {x.value_or(y.value_or(1.0)), y.value_or(x.value_or(1.0)), width, height};
  }

  /** ISO 2005 and ANSI 2004. */
  std::optional<ParseFailure> readWithOneHeader() {
    in_.seek(8);
    std::uint64_t length = ansi() ? in_.u16() : in_.u32();
    if (ansi() && length == 0) length = in_.u32();
    in_.u16();  // ISO: certification and device
    if (ansi()) in_.u32();
    const std::uint16_t width = in_.u16();
    const std::uint16_t height = in_.u16();
    const std::uint16_t across = in_.u16();
    const std::uint16_t down = in_.u16();
    const std::uint8_t views = in_.u8();
    in_.u8();
    if (in_.failed()) return cut("a record header");
    if (auto wrong = limit(length)) return wrong;
    const ViewScale scale = scaleAndSize(width, height, across, down);
    for (unsigned i = 0; i < views; ++i) {
      MinutiaeView view;
      const std::uint8_t finger = in_.u8();
      const std::uint8_t numbers = in_.u8();
      const std::uint8_t quality = in_.u8();
      const std::uint8_t count = in_.u8();
      view.number = numbers >> 4;
      view.impression = numbers & 0x0F;
      if (in_.failed()) return cut("a view header of 4 bytes");
      if (auto wrong = readView(view, finger, quality, scale, count, true)) return wrong;
    }
    return std::nullopt;
  }

  std::optional<ParseFailure> readAnsi2009() {
    in_.seek(8);
    const std::uint32_t length = in_.u32();
    in_.take(2 + 2 + 1 + 2);
    const std::uint8_t views = in_.u8();
    in_.u8();
    if (in_.failed()) return cut("a record header");
    if (auto wrong = limit(length)) return wrong;
    for (unsigned i = 0; i < views; ++i) {
      MinutiaeView view;
      const std::uint8_t finger = in_.u8();
      view.number = in_.u8();
      view.impression = in_.u8();
      const std::uint8_t quality = in_.u8();
      in_.u32();
      const std::uint16_t width = in_.u16();
      const std::uint16_t height = in_.u16();
      const std::uint16_t across = in_.u16();
      const std::uint16_t down = in_.u16();
      const std::uint8_t count = in_.u8();
      if (in_.failed()) return cut("a view header of 17 bytes");
      const ViewScale scale = scaleAndSize(width, height, across, down);
      if (auto wrong = readView(view, finger, quality, scale, count, true)) return wrong;
    }
    return std::nullopt;
  }

  std::optional<ParseFailure> readIso2011() {
    in_.seek(8);
    const std::uint32_t length = in_.u32();
    const std::uint16_t representations = in_.u16();
    const std::uint8_t certified = in_.u8();
    if (in_.failed()) return cut("a record header");
    if (certified > 1) return ParseFailure{ParseCode::badValue, 14, "a certification flag of 0 or 1"};
    if (auto wrong = limit(length)) return wrong;
    for (unsigned i = 0; i < representations; ++i) {
      const std::size_t start = in_.at();
      const std::uint32_t own = in_.u32();
      in_.take(9 + 1 + 2 + 2);
      MinutiaeView view;
      std::uint8_t quality = 0;
      const std::uint8_t qualities = in_.u8();
      for (unsigned k = 0; k < qualities && !in_.failed(); ++k) {
        const std::uint8_t score = in_.u8();
        in_.u32();
        if (quality == 0) quality = knownQuality(score);
      }
      if (certified == 1) in_.take(3ULL * in_.u8());
      const std::uint8_t finger = in_.u8();
      view.number = in_.u8();
      const std::uint16_t across = in_.u16();
      const std::uint16_t down = in_.u16();
      view.impression = in_.u8();
      const std::uint16_t width = in_.u16();
      const std::uint16_t height = in_.u16();
      const std::size_t kindAt = in_.at();
      const unsigned bytes = in_.u8() >> 4;
      const std::uint8_t count = in_.u8();
      if (in_.failed()) return cut("a representation header");
      if (bytes != 5 && bytes != 6) return ParseFailure{ParseCode::badValue, kindAt, "minutiae of 5 or 6 bytes"};
      const ViewScale scale = scaleAndSize(width, height, across, down);
      if (auto wrong = readView(view, finger, quality, scale, count, bytes == 6)) return wrong;
      if (in_.at() - start != own) return ParseFailure{ParseCode::badLength, start, "a representation's own length"};
    }
    return std::nullopt;
  }

  std::optional<ParseFailure> readView(MinutiaeView& view, std::uint8_t finger, std::uint8_t quality, const ViewScale& scale,
                                       std::uint8_t count, bool withQuality) {
    view.finger.position = knownFinger(finger) ? finger : 0;
    view.finger.quality = knownQuality(quality);
    view.finger.width = static_cast<int>(std::lround(scale.width * scale.across));
    view.finger.height = static_cast<int>(std::lround(scale.height * scale.down));
    if (!in_.has(static_cast<std::uint64_t>(count) * (withQuality ? 6 : 5))) return cut("as many minutiae as the view states");
    for (unsigned i = 0; i < count; ++i) {
      const auto minutia = takeMinutia(in_, scale, turn(), withQuality);
      if (minutia) view.finger.minutiae.push_back(*minutia);
      else ++record_.dropped;
    }
    std::stable_sort(view.finger.minutiae.begin(), view.finger.minutiae.end(),
                     [](const Minutia& a, const Minutia& b) { return a.quality > b.quality; });
    // Some writers end the record with the last minutia.
    if (in_.left() > 0) {
      const std::uint16_t length = in_.u16();
      if (in_.failed() || !in_.has(length)) return cut("as much extension data as the view states");
      auto content = readExtension(in_.take(length), {ansi(), record_.format == MinutiaeFormat::iso2005}, scale);
      if (!content || content->othersLeft) record_.extensionsLeft = true;
      if (content) view.finger.singularPoints = std::move(content->points);
    }
    record_.views.push_back(std::move(view));
    return std::nullopt;
  }

  ByteReader in_;
  MinutiaeRecord record_;
};

Parsed<MinutiaeRecord> readAs(std::span<const std::uint8_t> bytes, MinutiaeFormat format) { return RecordReading(bytes, format).read(); }

}  // namespace

Parsed<MinutiaeRecord> readMinutiaeRecord(std::span<const std::uint8_t> bytes) {
  ByteReader in(bytes);
  const std::uint32_t magic = in.u32();
  const std::uint32_t version = in.u32();
  if (in.failed() || magic != 0x464D5200) return ParseFailure{ParseCode::unknown, 0, "FMR"};
  if (version == 0x30333500) return readAs(bytes, MinutiaeFormat::ansi2009am1);
  if (version == 0x30333000) {
    // ISO 2011 and ANSI 2009 share magic and version: the one whose lengths fit it is.
    auto iso = readAs(bytes, MinutiaeFormat::iso2011);
    if (iso) return iso;
    auto ansi = readAs(bytes, MinutiaeFormat::ansi2009);
    return ansi || ansi.failure().offset > iso.failure().offset ? std::move(ansi) : std::move(iso);
  }
  if (version != 0x20323000) return ParseFailure{ParseCode::unknown, 4, "version \" 20\", \"030\" or \"035\""};
  // ANSI 2004 has two bytes for the length where ISO 2005 has four, and a header of 26 or 30 bytes where ISO has 24.
  const std::uint16_t first = in.u16();
  const std::uint16_t second = in.u16();
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "a record header"};
  const bool iso = first == 0 ? second >= 24 : first < 26;
  return readAs(bytes, iso ? MinutiaeFormat::iso2005 : MinutiaeFormat::ansi2004);
}

}  // namespace sobo::fingerprint
