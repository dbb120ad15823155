#include "tiff-directory.hpp"

namespace sobo::fingerprint {

namespace {

constexpr std::uint16_t byteType = 1;
constexpr std::uint16_t shortType = 3;
constexpr std::uint16_t longType = 4;
constexpr std::uint16_t rationalType = 5;
constexpr std::uint16_t mostEntries = 1000;

std::uint64_t widthOf(std::uint16_t type) noexcept {
  return type == byteType ? 1 : type == shortType ? 2 : type == longType ? 4 : type == rationalType ? 8 : 0;
}

}  // namespace

Parsed<TiffDirectory> TiffDirectory::open(std::span<const std::uint8_t> bytes) {
  TiffDirectory directory;
  directory.bytes_ = bytes;
  const bool known = bytes.size() >= 4 && ((bytes[0] == 'I' && bytes[1] == 'I' && bytes[2] == 42 && bytes[3] == 0) ||
                                           (bytes[0] == 'M' && bytes[1] == 'M' && bytes[2] == 0 && bytes[3] == 42));
  if (!known) return ParseFailure{ParseCode::unknown, 0, "II or MM and 42"};
  directory.little_ = bytes[0] == 'I';
  ByteReader in(bytes, directory.little_);
  in.seek(4);
  in.seek(in.u32());
  const std::size_t start = in.at();
  const std::uint16_t entries = in.u16();
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "an image file directory"};
  if (entries == 0 || entries > mostEntries) return ParseFailure{ParseCode::badLength, start, "1 to 1000 directory entries"};
  for (std::uint16_t i = 0; i < entries; ++i) {
    Entry entry;
    entry.tag = in.u16();
    entry.type = in.u16();
    entry.count = in.u32();
    entry.at = in.at();
    in.u32();
    directory.entries_.push_back(entry);
  }
  if (in.failed()) return ParseFailure{ParseCode::truncated, bytes.size(), "as many directory entries as are counted"};
  return directory;
}

const TiffDirectory::Entry* TiffDirectory::find(TiffTag tag) const noexcept {
  for (const Entry& entry : entries_)
    if (entry.tag == static_cast<std::uint16_t>(tag)) return &entry;
  return nullptr;
}

std::uint32_t TiffDirectory::count(TiffTag tag) const noexcept {
  const Entry* entry = find(tag);
  return entry == nullptr ? 0 : entry->count;
}

std::size_t TiffDirectory::place(TiffTag tag) const noexcept {
  const Entry* entry = find(tag);
  return entry == nullptr ? 0 : entry->at - 8;
}

std::optional<std::uint32_t> TiffDirectory::value(TiffTag tag, std::uint32_t index) const noexcept {
  const Entry* entry = find(tag);
  const std::uint64_t width = entry == nullptr ? 0 : widthOf(entry->type);
  if (width == 0 || width > 4 || index >= entry->count) return std::nullopt;
  ByteReader in(bytes_, little_);
  in.seek(entry->at);
  // Up to four bytes of values stand in the entry itself, more of them elsewhere.
  if (width * entry->count > 4) in.seek(in.u32());
  in.take(width * index);
  const std::uint32_t value = width == 1 ? in.u8() : width == 2 ? in.u16() : in.u32();
  return in.failed() ? std::nullopt : std::optional(value);
}

std::optional<double> TiffDirectory::rational(TiffTag tag) const noexcept {
  const Entry* entry = find(tag);
  if (entry == nullptr || entry->type != rationalType || entry->count != 1) return std::nullopt;
  ByteReader in(bytes_, little_);
  in.seek(entry->at);
  in.seek(in.u32());
  const std::uint32_t above = in.u32();
  const std::uint32_t below = in.u32();
  if (in.failed() || below == 0) return std::nullopt;
  return static_cast<double>(above) / below;
}

}  // namespace sobo::fingerprint
