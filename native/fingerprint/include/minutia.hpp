#pragma once

#include <cstdint>
#include <vector>

namespace sobo::fingerprint {

/// Codes of ISO/IEC 19794-2, clause "minutia type".
enum class MinutiaKind : std::uint8_t { other = 0, ending = 1, bifurcation = 2 };

/// One minutia in pixels at 500 dpi, origin top left, y down.
struct Minutia {
  float x = 0;
  float y = 0;
  /// Radians [0, 2π), counter-clockwise from +x as seen on the picture: the unit vector in pixels is (cos a, -sin a).
  /// Sense of ISO/IEC 19794-2: from an ending back along its ridge, from a bifurcation into the valley between the branches.
  float angle = 0;
  MinutiaKind kind = MinutiaKind::other;
  std::uint8_t quality = 0;  ///< 1 (worst) … 100; 0 = not stated
};

enum class SingularKind : std::uint8_t { core = 1, delta = 2 };

/// A core or delta of the ridge flow, pixels at 500 dpi.
struct SingularPoint {
  float x = 0;
  float y = 0;
  float angle = 0;  ///< radians as in Minutia; of a core: the way it opens; of a delta 0
  SingularKind kind = SingularKind::core;
};

/// Ridges as bits, one for 2 x 2 px at 500 dpi, with the squares of 8 x 8 bits (16 x 16 px) in which they are clear.
/// Empty in templates read from a foreign record: the comparison then rests on minutiae alone.
struct RidgeMap {
  int columns = 0;  ///< squares across; a square is one 64-bit word
  int rows = 0;
  std::vector<std::uint64_t> ridges;  ///< columns * rows squares; bit 8 * y + x is 1 on a ridge
  std::vector<std::uint8_t> clear;    ///< columns * rows: clearness 0 (no ridge here) … 255

  [[nodiscard]] bool empty() const { return ridges.empty(); }
};

/// What the engine keeps of a print. Comparable with any other, whatever the sensor.
struct FingerTemplate {
  int width = 0;  ///< of the print, px at 500 dpi
  int height = 0;
  int dpi = 500;  ///< always 500: the internal scale
  std::uint8_t quality = 0;  ///< 0 … 100, the engine's own measure (not NFIQ)
  int position = 0;          ///< ISO finger code: 0 unknown, 1-5 right thumb to little, 6-10 left thumb to little
  std::vector<Minutia> minutiae;  ///< best first, at most 255
  std::vector<SingularPoint> singularPoints;
  RidgeMap ridgeMap;
};

}  // namespace sobo::fingerprint
