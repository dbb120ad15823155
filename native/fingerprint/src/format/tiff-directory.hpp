#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "byte-reader.hpp"
#include "parsed.hpp"

namespace sobo::fingerprint {

/** The tags of TIFF 6.0 that matter here. */
enum class TiffTag : std::uint16_t {
  width = 256,
  height = 257,
  bitsPerSample = 258,
  compression = 259,
  photometric = 262,
  fillOrder = 266,
  stripOffsets = 273,
  samplesPerPixel = 277,
  rowsPerStrip = 278,
  stripByteCounts = 279,
  resolutionAcross = 282,
  resolutionDown = 283,
  planarConfiguration = 284,
  resolutionUnit = 296,
  colourMap = 320,
  tileWidth = 322,
  extraSamples = 338,
};

/** The first image file directory of a TIFF. Entries are looked up without copying; what lies outside of the file is no value. */
class TiffDirectory {
 public:
  static Parsed<TiffDirectory> open(std::span<const std::uint8_t> bytes);

  bool littleEndian() const noexcept { return little_; }
  bool has(TiffTag tag) const noexcept { return find(tag) != nullptr; }
  /** Number of values, 0 where the tag is missing. */
  std::uint32_t count(TiffTag tag) const noexcept;
  /** Where the entry stands in the file; 0 where the tag is missing. */
  std::size_t place(TiffTag tag) const noexcept;
  /** The value number `index`, of a byte, short or long. */
  std::optional<std::uint32_t> value(TiffTag tag, std::uint32_t index = 0) const noexcept;
  std::uint32_t valueOr(TiffTag tag, std::uint32_t otherwise) const noexcept { return value(tag).value_or(otherwise); }
  /** A rational as a number. */
  std::optional<double> rational(TiffTag tag) const noexcept;

 private:
  struct Entry {
    std::uint16_t tag = 0;
    std::uint16_t type = 0;
    std::uint32_t count = 0;
    std::size_t at = 0;  // of its value field in the file
  };

  const Entry* find(TiffTag tag) const noexcept;

  std::span<const std::uint8_t> bytes_;
  bool little_ = false;
  std::vector<Entry> entries_;
};

}  // namespace sobo::fingerprint
