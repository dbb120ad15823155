#include "enhance.hpp"

#include <array>
#include <cmath>
#include <cstring>

#include "../wide-target.hpp"
#include "gabor-bank.hpp"

namespace sobo::fingerprint {
namespace {

/// Eight pixels side by side; the compiler splits them where registers are narrower.
using Eight = float __attribute__((vector_size(32)));
/// The same where a row begins anywhere.
struct __attribute__((packed, aligned(4), may_alias)) LooseEight {
  Eight pixels;
};

/// Half widths of the round kernel, row by row.
constexpr std::array<int, gaborSide> halfWidths = [] {
  std::array<int, gaborSide> widths{};
  for (int y = -gaborRadius; y <= gaborRadius; ++y) {
    int half = 0;
    while (half < gaborRadius && (half + 1) * (half + 1) + y * y <= gaborReachSquared) ++half;
    widths[static_cast<std::size_t>(y + gaborRadius)] = half;
  }
  return widths;
}();

/// One cell of 8 x 8 px; `source` points at the padded picture, gaborRadius left of and above the cell.
SOBO_WIDE void filterCell(const float* source, std::ptrdiff_t stride, const float* kernel, float* target) {
  Eight sums[cellSide] = {};
  for (int ky = 0; ky < gaborSide; ++ky) {
    const int half = halfWidths[static_cast<std::size_t>(ky)];
    const float* weights = kernel + ky * gaborSide + gaborRadius - half;
    const float* from = source + ky * stride + gaborRadius - half;
    for (int k = 0; k <= 2 * half; ++k) {
#pragma GCC unroll 8
      for (int y = 0; y < cellSide; ++y) {
        const Eight pixels = reinterpret_cast<const LooseEight*>(from + k + y * stride)->pixels;
        sums[y] += weights[k] * pixels;
      }
    }
  }
  std::memcpy(target, sums, sizeof(sums));
}

Plane<float> padded(const Plane<float>& picture) {
  const int w = cellsFor(picture.width) * cellSide + 2 * gaborRadius;
  const int h = cellsFor(picture.height) * cellSide + 2 * gaborRadius;
  Plane<float> wide(w, h);
  for (int y = 0; y < picture.height; ++y) {
    std::copy(picture.row(y), picture.row(y) + picture.width, wide.row(y + gaborRadius) + gaborRadius);
  }
  return wide;
}

}  // namespace

Enhanced enhance(const Plane<float>& normalised, const RidgeFlow& flow, const RidgePeriod& period,
                 const Plane<std::uint8_t>& wanted) {
  const GaborBank& bank = gaborBank();
  const Plane<float> source = padded(normalised);
  const int columns = wanted.width;
  const int rows = wanted.height;
  Enhanced result{Plane<float>(normalised.width, normalised.height), Plane<float>(columns, rows)};
  Plane<float> product(columns, rows);
  Plane<float> before(columns, rows);
  Plane<float> after(columns, rows);
  for (int cy = 0; cy < rows; ++cy) {
    for (int cx = 0; cx < columns; ++cx) {
      if (wanted.at(cx, cy) == 0) continue;
      const GaborKernel& kernel = bank.nearest(flow.cos2.at(cx, cy), flow.sin2.at(cx, cy), period.pixels.at(cx, cy));
      float cell[cellSide * cellSide];
      const int top = cy * cellSide;
      const int left = cx * cellSide;
      filterCell(source.row(top) + left, source.width, kernel.data(), cell);
      const int height = std::min(cellSide, normalised.height - top);
      const int width = std::min(cellSide, normalised.width - left);
      float inOut = 0;
      float inIn = 0;
      float outOut = 0;
      for (int y = 0; y < height; ++y) {
        const float* in = normalised.row(top + y) + left;
        const float* out = cell + y * cellSide;
        std::copy(out, out + width, result.ridges.row(top + y) + left);
        for (int x = 0; x < width; ++x) {
          inOut += in[x] * out[x];
          inIn += in[x] * in[x];
          outOut += out[x] * out[x];
        }
      }
      product.at(cx, cy) = inOut;
      before.at(cx, cy) = inIn;
      after.at(cx, cy) = outOut;
    }
  }
  smooth(product, 1);
  smooth(before, 1);
  smooth(after, 1);
  for (std::size_t i = 0; i < product.values.size(); ++i) {
    const float both = before.values[i] * after.values[i];
    result.clearness.values[i] = both > 1e-3F ? std::max(0.0F, product.values[i] / std::sqrt(both)) : 0;
  }
  return result;
}

}  // namespace sobo::fingerprint
