#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "gray-image.hpp"
#include "minutia.hpp"

namespace sobo::fingerprint::test {

/// A print made of one wave: arches over a curved base, with a dislocation of the phase (= a minutia) at every given place.
struct SyntheticPrint {
  struct Place {
    double x, y;  // px at 500 dpi
    int sign;
  };
  std::vector<Place> places;
  double period = 9;
  double width = 300;
  double height = 340;
  double slope = 0;
  double bend = 0.6;

  explicit SyntheticPrint(unsigned seed, int count = 40) {
    std::mt19937 random(seed);  // the same numbers everywhere: only the engine is specified, so no distributions
    const auto between = [&](double low, double high) { return low + (high - low) * static_cast<double>(random() % 10000) / 10000; };
    slope = between(-0.6, 0.6);
    bend = between(0.15, 1.2);
    period = between(8, 10.5);
    for (int tries = 0; tries < 4000 && static_cast<int>(places.size()) < count; ++tries) {
      const Place place{between(40, width - 40), between(40, height - 40), random() % 2 == 0 ? 1 : -1};
      bool apart = true;
      for (const Place& other : places) apart = apart && std::hypot(other.x - place.x, other.y - place.y) > 22;
      if (apart) places.push_back(place);
    }
  }

  [[nodiscard]] double phaseAt(double x, double y) const {
    const double u = x - width / 2;
    const double v = y - height;
    double phase = 2 * 3.14159265358979 / period * (std::sqrt(u * u * bend + v * v) + slope * u * 0.5);
    for (const Place& place : places) phase += place.sign * std::atan2(y - place.y, x - place.x);
    return phase;
  }

  /// Rendered at a resolution, turned by `turn` (radians) around the middle and shifted (px at 500 dpi), with grain.
  [[nodiscard]] GrayImage render(double dpi, double turn, double shiftX, double shiftY, unsigned grain, double noise) const {
    GrayImage image;
    const double scale = dpi / 500;
    image.width = static_cast<int>(width * scale);
    image.height = static_cast<int>(height * scale);
    image.dpi = dpi;
    image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    std::mt19937 random(grain);
    for (int py = 0; py < image.height; ++py) {
      for (int px = 0; px < image.width; ++px) {
        const double x = (px + 0.5) / scale - width / 2 - shiftX;
        const double y = (py + 0.5) / scale - height / 2 - shiftY;
        const double sx = std::cos(turn) * x + std::sin(turn) * y + width / 2;
        const double sy = -std::sin(turn) * x + std::cos(turn) * y + height / 2;
        const bool finger = std::pow((sx - width / 2) / (width / 2 - 8), 2) + std::pow((sy - height / 2) / (height / 2 - 8), 2) < 1;
        double grey = finger ? 140 + 90 * std::cos(phaseAt(sx, sy)) : 235;
        grey += noise * (static_cast<double>(random() % 2001) / 1000 - 1);
        image.pixels[static_cast<std::size_t>(py) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(px)] =
            static_cast<std::uint8_t>(std::fmin(255, std::fmax(0, grey)));
      }
    }
    return image;
  }
};

}  // namespace sobo::fingerprint::test
