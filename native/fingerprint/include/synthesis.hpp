#pragma once

#include <cstdint>
#include <vector>

#include "minutia.hpp"

namespace sobo::fingerprint {

/// Loops, whorls and arches in about the shares people have them.
enum class PatternKind : std::uint8_t { arch = 0, leftLoop = 1, rightLoop = 2, whorl = 3 };

/// A minutia of skin: where it is on the finger, and how surely a scanner sees it (0 … 1).
struct SkinMinutia {
  Minutia minutia;
  float sureness = 0;
};

/// A finger that nobody has, px at 500 dpi around the middle of the pad (0, 0), y down.
struct SyntheticFinger {
  PatternKind kind = PatternKind::arch;
  std::vector<SingularPoint> singularPoints;
  std::vector<SkinMinutia> minutiae;
  float halfWidth = 0;  ///< of the pad
  float halfHeight = 0;
};

/// How badly prints are taken: 1 as in the calibration (see README), 0 nearly perfect, 2 worse than any set seen.
struct ImpressionOptions {
  double hardness = 1.0;
};

/// Grows the finger of a person: density, ridge flow (zero-pole model of Sherlock and Monro) and minutiae along it.
/// The same numbers give the same finger. About 30 µs.
[[nodiscard]] SyntheticFinger growFinger(std::uint64_t seed, std::uint64_t person, std::uint32_t finger);

/// One touch of it: turned, shifted, bent like skin, cut by the contact area, minutiae missed and invented, jitter. About 10 µs.
[[nodiscard]] FingerTemplate pressFinger(const SyntheticFinger& finger, std::uint64_t seed, std::uint64_t person,
                                         std::uint32_t fingerCode, std::uint32_t impression,
                                         const ImpressionOptions& options = {});

}  // namespace sobo::fingerprint
