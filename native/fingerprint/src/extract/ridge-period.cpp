#include "ridge-period.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace sobo::fingerprint {
namespace {

constexpr int profileLength = 40;
constexpr int candidates = 26;

struct Waves {
  std::array<float, candidates> period{};
  std::array<std::array<float, profileLength>, candidates> cosine{};
  std::array<std::array<float, profileLength>, candidates> sine{};
  std::array<float, profileLength> window{};
};

const Waves& waves() {
  static const Waves table = [] {
    Waves made;
    for (int k = 0; k < profileLength; ++k) {
      made.window[static_cast<std::size_t>(k)] = static_cast<float>(
          0.5 - 0.5 * std::cos(2 * std::numbers::pi * (k + 0.5) / profileLength));
    }
    for (std::size_t c = 0; c < candidates; ++c) {
      const double period = 3.8 * std::pow(15.0 / 3.8, static_cast<double>(c) / (candidates - 1));
      made.period[c] = static_cast<float>(period);
      for (std::size_t k = 0; k < profileLength; ++k) {
        made.cosine[c][k] = static_cast<float>(std::cos(2 * std::numbers::pi * static_cast<double>(k) / period));
        made.sine[c][k] = static_cast<float>(std::sin(2 * std::numbers::pi * static_cast<double>(k) / period));
      }
    }
    return made;
  }();
  return table;
}

using Spectrum = std::array<float, candidates>;

/// Power of every candidate period as a share of the profile's energy.
Spectrum spectrumAt(const Plane<float>& picture, float cx, float cy, float along2Cos, float along2Sin) {
  const Waves& table = waves();
  const float tx = std::sqrt(std::max(0.0F, 0.5F * (1 + along2Cos)));
  const float ty = std::copysign(std::sqrt(std::max(0.0F, 0.5F * (1 - along2Cos))), along2Sin);
  std::array<float, profileLength> profile{};
  float mean = 0;
  for (int k = 0; k < profileLength; ++k) {
    const float u = static_cast<float>(k) - 0.5F * (profileLength - 1);
    float sum = 0;
    for (int v = -8; v <= 8; v += 2) {
      const float x = cx - u * ty + static_cast<float>(v) * tx;
      const float y = cy + u * tx + static_cast<float>(v) * ty;
      sum += picture.nearest(static_cast<int>(x + 0.5F), static_cast<int>(y + 0.5F));
    }
    profile[static_cast<std::size_t>(k)] = sum / 9;
    mean += sum / 9;
  }
  mean /= profileLength;
  float energy = 0.4F;
  float windowed = 0;
  for (std::size_t k = 0; k < profileLength; ++k) {
    profile[k] = (profile[k] - mean) * table.window[k];
    energy += profile[k] * profile[k];
    windowed += table.window[k] * table.window[k];
  }
  Spectrum spectrum{};
  for (std::size_t c = 0; c < candidates; ++c) {
    float re = 0;
    float im = 0;
    for (std::size_t k = 0; k < profileLength; ++k) {
      re += profile[k] * table.cosine[c][k];
      im += profile[k] * table.sine[c][k];
    }
    // A pure wave under this window has power 2 / 3 of windowed * energy at its own period.
    spectrum[c] = 2 * (re * re + im * im) / (energy * windowed * 1.4F);
  }
  return spectrum;
}

}  // namespace

RidgePeriod ridgePeriod(const Plane<float>& normalised, const RidgeFlow& flow, const Plane<float>& contrast) {
  const Waves& table = waves();
  const int columns = flow.cos2.width;
  const int rows = flow.cos2.height;
  const int coarseColumns = (columns + 1) / 2;
  const int coarseRows = (rows + 1) / 2;
  std::vector<Spectrum> spectra(static_cast<std::size_t>(coarseColumns) * static_cast<std::size_t>(coarseRows));
  Spectrum total{};
  for (int by = 0; by < coarseRows; ++by) {
    for (int bx = 0; bx < coarseColumns; ++bx) {
      const int cx = std::min(2 * bx, columns - 1);
      const int cy = std::min(2 * by, rows - 1);
      Spectrum& spectrum = spectra[static_cast<std::size_t>(by * coarseColumns + bx)];
      if (contrast.at(cx, cy) < 1.5F || flow.coherence.at(cx, cy) < 0.1F) continue;
      spectrum = spectrumAt(normalised, static_cast<float>(cx * cellSide + cellSide), static_cast<float>(cy * cellSide + cellSide),
                            flow.cos2.at(cx, cy), flow.sin2.at(cx, cy));
      const float weight = flow.coherence.at(cx, cy);
      for (std::size_t c = 0; c < candidates; ++c) total[c] += weight * spectrum[c] * spectrum[c];
    }
  }
  const auto best = static_cast<std::size_t>(std::max_element(total.begin(), total.end()) - total.begin());
  RidgePeriod result{Plane<float>(columns, rows), Plane<float>(columns, rows), table.period[best]};

  // Local peaks near the typical period, averaged as frequencies with their power as weight.
  Plane<float> weighted(coarseColumns, coarseRows);
  Plane<float> weights(coarseColumns, coarseRows);
  Plane<float> clear(coarseColumns, coarseRows);
  for (std::size_t i = 0; i < spectra.size(); ++i) {
    float peak = 0;
    std::size_t where = best;
    for (std::size_t c = 0; c < candidates; ++c) {
      const float ratio = table.period[c] / result.typical;
      const float penalty = ratio < 0.6F || ratio > 1.7F ? 0.0F : ratio < 0.72F || ratio > 1.4F ? 0.7F : 1.0F;
      if (spectra[i][c] * penalty > peak) {
        peak = spectra[i][c] * penalty;
        where = c;
      }
    }
    const float weight = peak * peak + 1e-4F;
    weighted.values[i] = weight / (peak > 0 ? table.period[where] : result.typical);
    weights.values[i] = weight;
    clear.values[i] = std::min(1.0F, peak);
  }
  smooth(weighted, 3);
  smooth(weights, 3);
  smooth(clear, 1);
  for (int cy = 0; cy < rows; ++cy) {
    for (int cx = 0; cx < columns; ++cx) {
      const float frequency = weighted.at(cx / 2, cy / 2) / weights.at(cx / 2, cy / 2);
      result.pixels.at(cx, cy) = std::clamp(1 / frequency, 3.5F, 16.0F);
      result.clearness.at(cx, cy) = clear.at(cx / 2, cy / 2);
    }
  }
  return result;
}

}  // namespace sobo::fingerprint
