#include "ridge-flow.hpp"

#include <cmath>

#include "../wide-target.hpp"

namespace sobo::fingerprint {
namespace {

struct Tensor {
  Plane<float> difference;  // Gxx - Gyy
  Plane<float> mixed;       // 2 Gxy
  Plane<float> energy;      // Gxx + Gyy
};

SOBO_WIDE void gradientRow(const float* above, const float* here, const float* below, int width, float* difference,
                           float* mixed, float* energy) {
  for (int x = 1; x + 1 < width; ++x) {
    const float gx = (above[x + 1] - above[x - 1]) + 2 * (here[x + 1] - here[x - 1]) + (below[x + 1] - below[x - 1]);
    const float gy = (below[x - 1] - above[x - 1]) + 2 * (below[x] - above[x]) + (below[x + 1] - above[x + 1]);
    difference[x] += gx * gx - gy * gy;
    mixed[x] += 2 * gx * gy;
    energy[x] += gx * gx + gy * gy;
  }
}

Tensor tensorOf(const Plane<float>& normalised) {
  const int w = normalised.width;
  const int columns = cellsFor(w);
  const int rows = cellsFor(normalised.height);
  Tensor tensor{Plane<float>(columns, rows), Plane<float>(columns, rows), Plane<float>(columns, rows)};
  const auto length = static_cast<std::size_t>(columns) * cellSide;
  std::vector<float> difference(length);
  std::vector<float> mixed(length);
  std::vector<float> energy(length);
  for (int cy = 0; cy < rows; ++cy) {
    std::fill(difference.begin(), difference.end(), 0.0F);
    std::fill(mixed.begin(), mixed.end(), 0.0F);
    std::fill(energy.begin(), energy.end(), 0.0F);
    for (int y = std::max(1, cy * cellSide); y < std::min(normalised.height - 1, (cy + 1) * cellSide); ++y) {
      gradientRow(normalised.row(y - 1), normalised.row(y), normalised.row(y + 1), w, difference.data(), mixed.data(),
                  energy.data());
    }
    for (int cx = 0; cx < columns; ++cx) {
      float d = 0;
      float m = 0;
      float e = 0;
      for (int x = cx * cellSide; x < (cx + 1) * cellSide; ++x) {
        d += difference[static_cast<std::size_t>(x)];
        m += mixed[static_cast<std::size_t>(x)];
        e += energy[static_cast<std::size_t>(x)];
      }
      tensor.difference.at(cx, cy) = d;
      tensor.mixed.at(cx, cy) = m;
      tensor.energy.at(cx, cy) = e;
    }
  }
  return tensor;
}

void smoothTensor(Tensor& tensor, int rounds) {
  smooth(tensor.difference, rounds);
  smooth(tensor.mixed, rounds);
  smooth(tensor.energy, rounds);
}

constexpr float leastEnergy = 1.0F;

}  // namespace

RidgeFlow ridgeFlow(const Plane<float>& normalised) {
  Tensor narrow = tensorOf(normalised);
  smoothTensor(narrow, 2);
  Tensor wide = narrow;
  smoothTensor(wide, 6);

  const int columns = narrow.energy.width;
  const int rows = narrow.energy.height;
  RidgeFlow flow{Plane<float>(columns, rows), Plane<float>(columns, rows), Plane<float>(columns, rows)};
  for (std::size_t i = 0; i < flow.coherence.values.size(); ++i) {
    // The gradient stands across the ridge: the doubled ridge direction is the negated doubled gradient direction.
    const float nearScale = 1 / (narrow.energy.values[i] + leastEnergy);
    const float nearCos = -narrow.difference.values[i] * nearScale;
    const float nearSin = -narrow.mixed.values[i] * nearScale;
    const float farScale = 1 / (wide.energy.values[i] + leastEnergy);
    const float farCos = -wide.difference.values[i] * farScale;
    const float farSin = -wide.mixed.values[i] * farScale;
    const float sure = std::sqrt(nearCos * nearCos + nearSin * nearSin);
    const float c = sure * nearCos + (1 - sure) * 0.6F * farCos;
    const float s = sure * nearSin + (1 - sure) * 0.6F * farSin;
    const float length = std::sqrt(c * c + s * s);
    const float scale = length > 1e-6F ? 1 / length : 0;
    flow.coherence.values[i] = sure;
    flow.cos2.values[i] = length > 1e-6F ? c * scale : 1;
    flow.sin2.values[i] = s * scale;
  }
  return flow;
}

}  // namespace sobo::fingerprint
