#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "minutia.hpp"
#include "parsed.hpp"

namespace sobo::fingerprint {

/** Minutiae records for exchange; all are big-endian, begin with FMR and hold one or more views of fingers. */
enum class MinutiaeFormat : std::uint8_t {
  iso2005,      // ISO/IEC 19794-2:2005
  iso2011,      // ISO/IEC 19794-2:2011
  ansi2004,     // ANSI INCITS 378-2004
  ansi2009,     // ANSI INCITS 378-2009
  ansi2009am1,  // ANSI INCITS 378-2009 with amendment 1: another version number only
};

/** One view of one finger. In the template are finger code, quality and minutiae, in pixels at 500 dpi whatever the record had. */
struct MinutiaeView {
  FingerTemplate finger;
  int number = 0;      ///< 0 for the first view of a finger, 0 … 15
  int impression = 0;  ///< 0 live plain, 1 live rolled, 2 and 3 the same from paper, 8 swipe, …
};

struct MinutiaeRecord {
  MinutiaeFormat format = MinutiaeFormat::iso2005;
  std::vector<MinutiaeView> views;
  std::uint32_t dropped = 0;     ///< minutiae outside of the picture the record states; they were left out
  bool dpiAssumed = false;       ///< a view stated no usable resolution and was taken as 500 dpi
  bool extensionsLeft = false;   ///< extension data other than cores and deltas, or that could not be made sense of, were left aside
};

/** Whether bytes begin as a minutiae record does; what follows may still be none. */
[[nodiscard]] inline bool isMinutiaeRecord(std::span<const std::uint8_t> bytes) noexcept {
  return bytes.size() >= 3 && bytes[0] == 'F' && bytes[1] == 'M' && bytes[2] == 'R';
}

/**
 * Reads any of the formats; which one it is, the lengths say. What foreign writers get wrong is taken where it does no harm: bytes after the
 * record, a missing last extension length, reserved bits, minutia type 3, a view's quality above 100 (not stated), ANSI angles of 180 to 255,
 * coordinates equal to the width or height, resolution 0. Everything else that contradicts itself is refused. Minutiae come best first.
 */
Parsed<MinutiaeRecord> readMinutiaeRecord(std::span<const std::uint8_t> bytes);

struct MinutiaeWriting {
  /** Cores and deltas as extension data. Readers of 2005 records differ over their length field, so they are left out unless asked for. */
  bool singularPoints = false;
  std::uint16_t vendor = 0;  ///< CBEFF product owner, where the format has it; 0 is unspecified
};

/**
 * Writes views at 197 px/cm. Positions are rounded to pixels, angles to 360/256 (ISO) or 2 degrees (ANSI). ISO 2005 and ANSI 2004 state one picture
 * size for all views: the largest. Refused: no view or too many, more than 255 minutiae, codes the fields cannot hold, positions that are no
 * numbers, negative or beyond 16,383.
 */
Parsed<std::vector<std::uint8_t>> writeMinutiaeRecord(std::span<const MinutiaeView> views, MinutiaeFormat format,
                                                      const MinutiaeWriting& writing = {});

/** Card formats of ISO/IEC 19794-2: minutiae one after another without any header. Their exact layout is unconfirmed here. */
enum class CardFormat : std::uint8_t {
  normal,   // 5 bytes: type and x, y in 0.01 mm, angle in 360/256 degrees
  compact,  // 3 bytes: x, y in 0.1 mm, type and angle in 5.625 degrees
};

/** The order a card wants (its biometric algorithm parameters say so). */
enum class CardOrder : std::uint8_t { asGiven, xThenY, yThenX, angle };

/** A whole number of minutiae, at most 255. Cards state neither size nor quality: the size is made of the outermost minutiae. */
Parsed<FingerTemplate> readCardMinutiae(std::span<const std::uint8_t> bytes, CardFormat format);

/**
 * The best `most` minutiae in the card's order. A print wider than the compact format's 25.5 mm is shifted to its outermost minutiae; what
 * still lies outside is left out, so the result may hold fewer. Refused: as for records.
 */
Parsed<std::vector<std::uint8_t>> writeCardMinutiae(const FingerTemplate& finger, CardFormat format, CardOrder order, std::size_t most);

}  // namespace sobo::fingerprint
