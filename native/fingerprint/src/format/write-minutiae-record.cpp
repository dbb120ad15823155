#include <algorithm>
#include <optional>

#include "minutia-cell.hpp"
#include "minutiae-extension.hpp"
#include "minutiae-record.hpp"

namespace sobo::fingerprint {

namespace {

std::optional<ParseFailure> refused(std::span<const MinutiaeView> views, MinutiaeFormat format) noexcept {
  const std::size_t most = format == MinutiaeFormat::iso2011 ? 672 : 255;
  if (views.empty() || views.size() > most) return ParseFailure{ParseCode::badLength, 0, "at least one view, and not more than the format counts"};
  const bool nibbles = format == MinutiaeFormat::iso2005 || format == MinutiaeFormat::ansi2004;
  const int mostCode = nibbles ? 15 : 255;
  for (std::size_t i = 0; i < views.size(); ++i) {
    const MinutiaeView& view = views[i];
    const FingerTemplate& finger = view.finger;
    const bool codes = finger.position >= 0 && finger.position <= 15 && view.number >= 0 && view.number <= (nibbles ? 15 : 255) &&
                       view.impression >= 0 && view.impression <= mostCode && finger.quality <= 100;
    if (!codes) return ParseFailure{ParseCode::badValue, i, "finger, view, impression and quality codes of the standard"};
    if (finger.minutiae.size() > mostMinutiae) return ParseFailure{ParseCode::badLength, i, "at most 255 minutiae"};
    const bool size = finger.width >= 0 && finger.width <= mostPosition && finger.height >= 0 && finger.height <= mostPosition;
    const bool places = std::all_of(finger.minutiae.begin(), finger.minutiae.end(),
                                    [](const Minutia& m) { return position(m.x).has_value() && position(m.y).has_value(); });
    if (!size || !places) return ParseFailure{ParseCode::badValue, i, "positions of 0 to 16,383 pixels"};
  }
  return std::nullopt;
}

class RecordWriting {
 public:
  RecordWriting(std::span<const MinutiaeView> views, MinutiaeFormat format, const MinutiaeWriting& writing)
      : views_(views), format_(format), writing_(writing) {}

  std::vector<std::uint8_t> write() {
    using namespace std::string_view_literals;
    out_.text("FMR\0"sv);
    const bool oneHeader = format_ == MinutiaeFormat::iso2005 || format_ == MinutiaeFormat::ansi2004;
    out_.text(oneHeader ? " 20\0"sv : format_ == MinutiaeFormat::ansi2009am1 ? "035\0"sv : "030\0"sv);
    if (format_ == MinutiaeFormat::iso2005) writeIso2005();
    else if (format_ == MinutiaeFormat::ansi2004) writeAnsi2004();
    else if (format_ == MinutiaeFormat::iso2011) writeIso2011();
    else writeAnsi2009();
    return out_.release();
  }

 private:
  bool ansi() const noexcept { return format_ != MinutiaeFormat::iso2005 && format_ != MinutiaeFormat::iso2011; }

  /** Size and resolution; the largest size where all views share it. */
  void putPicture(std::span<const MinutiaeView> views) {
    int width = 0;
    int height = 0;
    for (const MinutiaeView& view : views) {
      width = std::max(width, widthOf(view.finger));
      height = std::max(height, heightOf(view.finger));
    }
    out_.u16(static_cast<std::uint64_t>(width));
    out_.u16(static_cast<std::uint64_t>(height));
    out_.u16(writtenResolution);
    out_.u16(writtenResolution);
  }

  /** No minutia lies outside of the picture a record states, even if the template knows no size. */
  static int widthOf(const FingerTemplate& finger) noexcept {
    int width = finger.width;
    for (const Minutia& minutia : finger.minutiae) width = std::max(width, position(minutia.x).value_or(0) + 1);
    return width;
  }
  static int heightOf(const FingerTemplate& finger) noexcept {
    int height = finger.height;
    for (const Minutia& minutia : finger.minutiae) height = std::max(height, position(minutia.y).value_or(0) + 1);
    return height;
  }

  void putMinutiae(const FingerTemplate& finger) {
    for (const Minutia& minutia : finger.minutiae) {
      out_.u16(static_cast<unsigned>(minutia.kind) << 14 | position(minutia.x).value_or(0));
      out_.u16(position(minutia.y).value_or(0));
      out_.u8(angleUnits(minutia.angle, ansi() ? ansiTurn : isoTurn));
      out_.u8(std::min<std::uint8_t>(minutia.quality, 100));
    }
    const auto points = writing_.singularPoints ? std::span<const SingularPoint>(finger.singularPoints) : std::span<const SingularPoint>();
    putExtension(out_, points, {ansi(), false});
  }

  /** The views of 2005 and 2004. */
  void putSmallViews() {
    for (const MinutiaeView& view : views_) {
      out_.u8(static_cast<unsigned>(view.finger.position));
      out_.u8(static_cast<unsigned>(view.number << 4 | view.impression));
      out_.u8(view.finger.quality);
      out_.u8(view.finger.minutiae.size());
      putMinutiae(view.finger);
    }
  }

  void writeIso2005() {
    out_.u32(0);
    out_.u16(0);
    putPicture(views_);
    out_.u16(views_.size() << 8);
    putSmallViews();
    out_.set(8, out_.at(), 4);
  }

  void writeAnsi2004() {
    // The short form of the length has two bytes, so what it will be decides where everything stands.
    std::size_t length = 26;
    for (const MinutiaeView& view : views_) {
      ByteWriter extension;
      putExtension(extension, writing_.singularPoints ? view.finger.singularPoints : std::vector<SingularPoint>(), {true, false});
      length += 4 + 6 * view.finger.minutiae.size() + extension.at();
    }
    if (length <= 0xFFFF) out_.u16(length);
    else {
      out_.u16(0);
      out_.u32(length + 4);
    }
    out_.u16(writing_.vendor);
    out_.u16(0);
    out_.u16(0);
    putPicture(views_);
    out_.u16(views_.size() << 8);
    putSmallViews();
  }

  void writeAnsi2009() {
    out_.u32(0);
    out_.u16(writing_.vendor);
    out_.u16(0);
    out_.u8(0);
    out_.u16(0);
    out_.u16(views_.size() << 8);
    for (const MinutiaeView& view : views_) {
      out_.u8(static_cast<unsigned>(view.finger.position));
      out_.u8(static_cast<unsigned>(view.number));
      out_.u8(static_cast<unsigned>(view.impression));
      out_.u8(view.finger.quality);
      out_.u16(writing_.vendor);
      out_.u16(0);
      putPicture(std::span(&view, 1));
      out_.u8(view.finger.minutiae.size());
      putMinutiae(view.finger);
    }
    out_.set(8, out_.at(), 4);
  }

  void writeIso2011() {
    out_.u32(0);
    out_.u16(views_.size());
    out_.u8(0);
    for (const MinutiaeView& view : views_) {
      const std::size_t start = out_.at();
      out_.u32(0);
      for (int i = 0; i < 9; ++i) out_.u8(0xFF);  // no date: the same print gives the same bytes
      out_.u8(0);
      out_.u16(writing_.vendor);
      out_.u16(0);
      const bool rated = view.finger.quality > 0;
      out_.u8(rated ? 1 : 0);
      if (rated) {
        out_.u8(view.finger.quality);
        out_.u16(writing_.vendor);
        out_.u16(0);
      }
      out_.u8(static_cast<unsigned>(view.finger.position));
      out_.u8(static_cast<unsigned>(view.number));
      out_.u16(writtenResolution);
      out_.u16(writtenResolution);
      out_.u8(static_cast<unsigned>(view.impression));
      out_.u16(static_cast<std::uint64_t>(widthOf(view.finger)));
      out_.u16(static_cast<std::uint64_t>(heightOf(view.finger)));
      out_.u8(0x61);  // six bytes a minutia; endings are ends of ridges
      out_.u8(view.finger.minutiae.size());
      putMinutiae(view.finger);
      out_.set(start, out_.at() - start, 4);
    }
    out_.set(8, out_.at(), 4);
  }

  std::span<const MinutiaeView> views_;
  MinutiaeFormat format_;
  const MinutiaeWriting& writing_;
  ByteWriter out_;
};

}  // namespace

Parsed<std::vector<std::uint8_t>> writeMinutiaeRecord(std::span<const MinutiaeView> views, MinutiaeFormat format,
                                                      const MinutiaeWriting& writing) {
  if (auto wrong = refused(views, format)) return *wrong;
  return RecordWriting(views, format, writing).write();
}

}  // namespace sobo::fingerprint
