#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>

#include "byte-reader.hpp"
#include "byte-writer.hpp"
#include "minutia.hpp"

namespace sobo::fingerprint {

/** Units of an angle byte: ISO records have 256 in a turn, ANSI 180, compact cards 64. */
inline constexpr unsigned isoTurn = 256;
inline constexpr unsigned ansiTurn = 180;
inline constexpr unsigned compactTurn = 64;

/** Pixels per centimetre in everything that is written here; 500.38 dpi to the letter, 500 by agreement. */
inline constexpr std::uint16_t writtenResolution = 197;
inline constexpr int mostMinutiae = 255;
/** Positions have 14 bits. */
inline constexpr long mostPosition = 0x3FFF;

inline float angleOf(unsigned units, unsigned turn) noexcept {
  return static_cast<float>(2.0 * std::numbers::pi * (units % turn) / turn);
}

/** Rounded, whatever number of turns it is away; 0 for what is no number. */
inline unsigned angleUnits(float angle, unsigned turn) noexcept {
  if (!std::isfinite(angle)) return 0;
  const double part = std::fmod(static_cast<double>(angle) / (2.0 * std::numbers::pi), 1.0);
  const auto units = static_cast<int>(std::lround(part * turn));
  return static_cast<unsigned>(units + static_cast<int>(turn)) % turn;
}

/** A position as a whole number of units of `scale` per pixel; nothing for what the 14 bits cannot hold. */
inline std::optional<std::uint16_t> position(float pixels, double scale = 1.0) noexcept {
  const double units = pixels * scale;
  if (!(units > -0.5 && units < mostPosition + 0.5)) return std::nullopt;
  const long whole = std::lround(units);
  return static_cast<std::uint16_t>(whole < 0 ? 0 : whole > mostPosition ? mostPosition : whole);
}

/** How positions of a view become pixels at 500 dpi, and the picture they lie in (0: not stated). */
struct ViewScale {
  double across = 1.0;
  double down = 1.0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

/** 500 dpi over the stated px/cm. 197 and 394 px/cm are 500 and 1000 dpi rounded; nothing for what is no resolution of a finger. */
inline std::optional<double> scaleOf(std::uint32_t pixelsPerCm) noexcept {
  if (pixelsPerCm < 20 || pixelsPerCm > 2000) return std::nullopt;
  return static_cast<double>(writtenResolution) / pixelsPerCm;
}

inline std::uint8_t knownQuality(std::uint8_t quality) noexcept { return quality <= 100 ? quality : std::uint8_t{0}; }

/** The minutia at the reader (5 bytes, a sixth with quality); nothing when it lies outside of the picture. */
inline std::optional<Minutia> takeMinutia(ByteReader& in, const ViewScale& scale, unsigned turn, bool withQuality) noexcept {
  const std::uint16_t first = in.u16();
  const std::uint16_t second = in.u16();
  const std::uint8_t angle = in.u8();
  const std::uint8_t quality = withQuality ? in.u8() : std::uint8_t{0};
  std::uint32_t x = first & 0x3FFFU;
  std::uint32_t y = second & 0x3FFFU;
  // Some writers count from one.
  if (scale.width > 0 && x == scale.width) --x;
  if (scale.height > 0 && y == scale.height) --y;
  if ((scale.width > 0 && x >= scale.width) || (scale.height > 0 && y >= scale.height)) return std::nullopt;
  const unsigned kind = first >> 14;
  return Minutia{static_cast<float>(x * scale.across), static_cast<float>(y * scale.down), angleOf(angle, turn),
                 kind == 3 ? MinutiaKind::other : static_cast<MinutiaKind>(kind), knownQuality(quality)};
}

}  // namespace sobo::fingerprint
