#include "normalise.hpp"

#include <cmath>

#include "../wide-target.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int windowRadius = 12;

struct Columns {
  std::vector<double> sum;
  std::vector<double> squares;
};

SOBO_WIDE void addRow(const float* row, int width, double sign, Columns& columns) {
  double* sum = columns.sum.data();
  double* squares = columns.squares.data();
  for (int x = 0; x < width; ++x) {
    const double v = row[x];
    sum[x] += sign * v;
    squares[x] += sign * v * v;
  }
}

}  // namespace

Normalised normalise(const Plane<float>& picture) {
  const int w = picture.width;
  const int h = picture.height;
  Plane<float> mean(w, h);
  Plane<float> deviation(w, h);
  Columns columns{std::vector<double>(static_cast<std::size_t>(w)), std::vector<double>(static_cast<std::size_t>(w))};
  int rows = 0;
  for (int y = 0; y < std::min(windowRadius, h); ++y, ++rows) addRow(picture.row(y), w, 1, columns);
  for (int y = 0; y < h; ++y) {
    if (y + windowRadius < h) {
      addRow(picture.row(y + windowRadius), w, 1, columns);
      ++rows;
    }
    if (y > windowRadius) {
      addRow(picture.row(y - windowRadius - 1), w, -1, columns);
      --rows;
    }
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int x = 0; x < std::min(windowRadius, w); ++x, ++count) {
      sum += columns.sum[static_cast<std::size_t>(x)];
      squares += columns.squares[static_cast<std::size_t>(x)];
    }
    float* meanRow = mean.row(y);
    float* deviationRow = deviation.row(y);
    for (int x = 0; x < w; ++x) {
      if (x + windowRadius < w) {
        sum += columns.sum[static_cast<std::size_t>(x + windowRadius)];
        squares += columns.squares[static_cast<std::size_t>(x + windowRadius)];
        ++count;
      }
      if (x > windowRadius) {
        sum -= columns.sum[static_cast<std::size_t>(x - windowRadius - 1)];
        squares -= columns.squares[static_cast<std::size_t>(x - windowRadius - 1)];
        --count;
      }
      const double n = static_cast<double>(count) * rows;
      const double m = sum / n;
      meanRow[x] = static_cast<float>(m);
      deviationRow[x] = static_cast<float>(std::sqrt(std::max(0.0, squares / n - m * m)));
    }
  }

  Normalised result;
  result.contrast = Plane<float>(cellsFor(w), cellsFor(h));
  std::vector<float> ranked;
  for (int cy = 0; cy < result.contrast.height; ++cy) {
    for (int cx = 0; cx < result.contrast.width; ++cx) {
      const float d = deviation.nearest(cx * cellSide + cellSide / 2, cy * cellSide + cellSide / 2);
      result.contrast.at(cx, cy) = d;
      ranked.push_back(d);
    }
  }
  const auto place = ranked.begin() + static_cast<std::ptrdiff_t>(ranked.size() * 9 / 10);
  std::nth_element(ranked.begin(), place, ranked.end());
  result.strongContrast = *place;

  const float least = std::max(1.5F, 0.2F * result.strongContrast);
  result.values = Plane<float>(w, h);
  for (std::size_t i = 0; i < result.values.values.size(); ++i) {
    const float v = (picture.values[i] - mean.values[i]) / std::max(deviation.values[i], least);
    result.values.values[i] = std::clamp(v, -2.5F, 2.5F);
  }
  return result;
}

}  // namespace sobo::fingerprint
