#include "wsq-quantiser.hpp"

#include <algorithm>
#include <cmath>

namespace sobo::fingerprint {

namespace {

/** Divisor N - 1; nothing varies in fewer than two samples. */
double varianceOf(std::span<const float> signal, std::size_t stride, std::size_t x, std::size_t y, std::size_t width, std::size_t height) {
  const std::size_t count = width * height;
  if (count < 2) return 0.0;
  double sum = 0;
  double squares = 0;
  for (std::size_t row = 0; row < height; ++row) {
    const auto samples = signal.subspan((y + row) * stride + x, width);
    for (const double sample : samples) {
      sum += sample;
      squares += sample * sample;
    }
  }
  const auto n = static_cast<double>(count);
  return std::max(0.0, (squares - sum * sum / n) / (n - 1));
}

double weightOf(std::size_t band) noexcept {
  constexpr std::array<double, 8> outer = {1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08};
  return band < 52 ? 1.0 : outer[band - 52];
}

/** A finer step would gain nothing once pixels are whole numbers, and coefficients (at most 128 x 2^5 or so) would not fit 16 bits. */
constexpr double finestStep = 0.125;

/** 1/m: the share of the picture's samples that a subband has. */
double shareOf(std::size_t band) noexcept { return band < 4 ? 1.0 / 1024 : band < 51 ? 1.0 / 256 : 1.0 / 16; }

}  // namespace

std::array<double, wsqSubbands> wsqVariances(std::span<const float> signal, std::size_t width, const WsqTree& tree) {
  std::array<double, wsqSubbands> variances{};
  double lowest = 0;
  for (const bool whole : {false, true}) {
    for (std::size_t band = 0; band < wsqSubbands; ++band) {
      const WsqPart& part = tree.subbands[band];
      variances[band] = whole ? varianceOf(signal, width, part.x, part.y, part.width, part.height)
                              : varianceOf(signal, width, part.x + part.width / 8, part.y + 9 * part.height / 32,
                                           3 * part.width / 4, 7 * part.height / 16);
    }
    lowest = variances[0] + variances[1] + variances[2] + variances[3];
    if (lowest >= 20'000) break;
  }
  return variances;
}

WsqQuantisation wsqSteps(const std::array<double, wsqSubbands>& variances, double bitRate) {
  std::array<double, wsqSubbands> plain{};  // Q'
  std::vector<std::size_t> counted;         // K
  for (std::size_t band = 0; band < wsqSubbands; ++band) {
    if (variances[band] < 1.01) continue;
    plain[band] = band < 4 ? 1.0 : 10.0 / (weightOf(band) * std::log(variances[band]));
    counted.push_back(band);
  }
  WsqQuantisation result;
  double q = 1.0;
  for (bool removed = true; removed && !counted.empty();) {
    double share = 0;
    double logOfProduct = 0;
    for (const std::size_t band : counted) {
      share += shareOf(band);
      logOfProduct += shareOf(band) * std::log(std::sqrt(variances[band]) / plain[band]);
    }
    q = std::exp2(bitRate / share - 1.0) / 2.5 * std::exp(-logOfProduct / share);
    const auto dull = [&](std::size_t band) { return plain[band] / q >= 5.0 * std::sqrt(variances[band]); };
    removed = std::erase_if(counted, dull) > 0;
  }
  for (std::size_t band = 0; band < wsqSubbands; ++band) {
    result.step[band] = plain[band] > 0 ? std::max(plain[band] / q, finestStep) : 0.0;
    result.zero[band] = 1.2 * result.step[band];
  }
  return result;
}

std::vector<std::int32_t> wsqQuantise(std::span<const float> signal, std::size_t width, const WsqTree& tree,
                                      const WsqQuantisation& steps, std::size_t block) {
  std::vector<std::int32_t> coefficients;
  for (std::size_t band = wsqBlocks[block]; band < wsqBlocks[block + 1]; ++band) {
    const double step = steps.step[band];
    if (step <= 0) continue;
    const double edge = steps.zero[band] / 2;
    const WsqPart& part = tree.subbands[band];
    for (std::size_t y = 0; y < part.height; ++y)
      for (const double sample : signal.subspan((part.y + y) * width + part.x, part.width)) {
        const double size = std::abs(sample);
        const double bin = size <= edge ? 0.0 : std::min(std::floor((size - edge) / step) + 1.0, 65'535.0);
        coefficients.push_back(static_cast<std::int32_t>(sample < 0 ? -bin : bin));
      }
  }
  return coefficients;
}

}  // namespace sobo::fingerprint
