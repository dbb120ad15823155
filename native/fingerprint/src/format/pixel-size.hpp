#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "image-format.hpp"

namespace sobo::fingerprint {

/** A fuzzer that meets a header of 64 million pixels learns nothing in the second it takes; its builds look at small pictures only. */
inline constexpr std::uint64_t openedPixels =
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    16'384;
#else
    mostPixels;
#endif

/** The refusal of a size that is zero or beyond the limits; `offset` is where the size stands. */
inline std::optional<ParseFailure> refusedSize(std::uint64_t width, std::uint64_t height, std::size_t offset) noexcept {
  if (width == 0 || height == 0) return ParseFailure{ParseCode::badValue, offset, "at least one row and one column"};
  if (width > mostPixelsASide || height > mostPixelsASide || width * height > openedPixels)
    return ParseFailure{ParseCode::tooLarge, offset, "at most 20,000 pixels a side and 64,000,000 in all"};
  return std::nullopt;
}

/** Resolutions outside of this are slips of a writer (0, 1, dots per metre in a field for inches), not resolutions. */
inline bool plausibleDpi(double dpi) noexcept { return dpi >= 50.0 && dpi <= 5000.0; }

/**
 * Whether a picture's header says at what resolution it was taken. Editors and converters write 72, 96, 150 or 200 into whatever they
 * save, and no reader of fingers takes fewer than 300: such a number counts as none. Above 1000 it is kept, so that whoever uses
 * the picture refuses it instead of guessing.
 */
inline bool statesDpi(double dpi) noexcept { return dpi >= 299.0 && dpi <= 5000.0; }

/** Whether pixels are square: 19,685 by 19,686 a metre are the slip of a writer that rounds. */
inline bool sameResolution(double across, double down) noexcept { return std::abs(across - down) <= 0.01 * across; }

/** Files hold dots per metre or centimetre; 19,685 per metre and 197 per centimetre both mean 500 dpi. */
inline double roundedDpi(double dpi) noexcept {
  const double whole = std::round(dpi);
  return std::abs(dpi - whole) < 0.02 ? whole : dpi;
}

/** ITU-R BT.601 luma of 8-bit colour; grey stays what it is. */
inline std::uint8_t luma(std::uint32_t red, std::uint32_t green, std::uint32_t blue) noexcept {
  return static_cast<std::uint8_t>((299 * red + 587 * green + 114 * blue + 500) / 1000);
}

/** Grey under `alpha` (0 clear to 255) on white paper. */
inline std::uint8_t onPaper(std::uint32_t grey, std::uint32_t alpha) noexcept {
  return static_cast<std::uint8_t>((grey * alpha + 255 * (255 - alpha) + 127) / 255);
}

/** A sample of 0 … `most` as 8 bits, rounded. */
inline std::uint8_t toEightBits(std::uint32_t sample, std::uint32_t most) noexcept {
  return static_cast<std::uint8_t>((static_cast<std::uint64_t>(sample) * 255 + most / 2) / most);
}

}  // namespace sobo::fingerprint
