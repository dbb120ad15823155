#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace sobo::fingerprint {

/// Cosine and sine of the 256 turns a packed angle knows.
struct TurnTables {
  std::array<float, 256> cosines{};
  std::array<float, 256> sines{};

  TurnTables() {
    for (std::size_t i = 0; i < 256; ++i) {
      const double angle = static_cast<double>(i) * std::numbers::pi / 128;
      cosines[i] = static_cast<float>(std::cos(angle));
      sines[i] = static_cast<float>(std::sin(angle));
    }
  }
  [[nodiscard]] float cosine(int turn) const { return cosines[static_cast<std::uint8_t>(turn)]; }
  [[nodiscard]] float sine(int turn) const { return sines[static_cast<std::uint8_t>(turn)]; }
};

[[nodiscard]] inline const TurnTables& turnTables() {
  static const TurnTables made;
  return made;
}

}  // namespace sobo::fingerprint
