#include "resample.hpp"

#include <cmath>

namespace sobo::fingerprint {
namespace {

struct Taps {
  std::vector<int> first;       // of every target pixel
  std::vector<float> weights;   // `count` per target pixel
  int count = 0;
};

double catmullRom(double t) {
  t = std::fabs(t);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  if (t < 2) return ((-0.5 * t + 2.5) * t - 4) * t + 2;
  return 0;
}

Taps tapsFor(int targetLength, double step) {
  const double reach = std::max(1.0, step);
  Taps taps;
  taps.count = static_cast<int>(std::ceil(2 * reach)) * 2 + 1;
  for (int i = 0; i < targetLength; ++i) {
    const double centre = (i + 0.5) * step - 0.5;
    const int first = static_cast<int>(std::floor(centre)) - taps.count / 2;
    double sum = 0;
    std::vector<double> row(static_cast<std::size_t>(taps.count));
    for (int k = 0; k < taps.count; ++k) {
      row[static_cast<std::size_t>(k)] = catmullRom((first + k - centre) / reach);
      sum += row[static_cast<std::size_t>(k)];
    }
    for (double weight : row) taps.weights.push_back(static_cast<float>(weight / sum));
    taps.first.push_back(first);
  }
  return taps;
}

}  // namespace

Plane<float> resampleTo500(const GrayImage& picture) {
  const double step = picture.dpi / 500.0;
  Plane<float> source(picture.width, picture.height);
  for (std::size_t i = 0; i < source.values.size(); ++i) source.values[i] = static_cast<float>(picture.pixels[i]);
  if (std::fabs(step - 1) < 0.005) return source;

  const int width = std::max(1, static_cast<int>(std::lround(picture.width / step)));
  const int height = std::max(1, static_cast<int>(std::lround(picture.height / step)));
  const Taps across = tapsFor(width, step);
  const Taps down = tapsFor(height, step);
  Plane<float> narrow(width, picture.height);
  for (int y = 0; y < picture.height; ++y) {
    const float* from = source.row(y);
    float* to = narrow.row(y);
    for (int x = 0; x < width; ++x) {
      const float* weight = across.weights.data() + static_cast<std::size_t>(x) * static_cast<std::size_t>(across.count);
      const int first = across.first[static_cast<std::size_t>(x)];
      float sum = 0;
      for (int k = 0; k < across.count; ++k) sum += weight[k] * from[std::clamp(first + k, 0, picture.width - 1)];
      to[x] = sum;
    }
  }
  Plane<float> target(width, height);
  for (int y = 0; y < height; ++y) {
    const float* weight = down.weights.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(down.count);
    const int first = down.first[static_cast<std::size_t>(y)];
    float* to = target.row(y);
    for (int k = 0; k < down.count; ++k) {
      const float* from = narrow.row(std::clamp(first + k, 0, picture.height - 1));
      const float w = weight[k];
      for (int x = 0; x < width; ++x) to[x] += w * from[x];
    }
  }
  return target;
}

}  // namespace sobo::fingerprint
