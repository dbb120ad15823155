#include "wsq-transform.hpp"

#include <algorithm>

namespace sobo::fingerprint {

namespace {

/** Columns are filtered this many at a time: a cache line of floats, and what the compiler makes vectors of. */
constexpr std::size_t lane = 16;
constexpr std::size_t margin = WsqFilters::mostTaps;

/** One signal for every lane: `samples` in the middle and mirrored margins. */
struct Strip {
  std::vector<float> cells;
  std::size_t samples = 0;

  void size(std::size_t count) {
    samples = count;
    cells.assign((count + 2 * margin) * lane, 0.0F);
  }
  float* at(std::ptrdiff_t index) noexcept { return cells.data() + (index + static_cast<std::ptrdiff_t>(margin)) * static_cast<std::ptrdiff_t>(lane); }

  /** Mirrors at both ends without repeating the end sample; even places stay even. A single sample leaves odd places as they are. */
  void mirror(bool alone) noexcept {
    const auto count = static_cast<std::ptrdiff_t>(samples);
    const std::ptrdiff_t period = 2 * (count - 1);
    for (std::ptrdiff_t step = 1; step <= static_cast<std::ptrdiff_t>(margin); ++step)
      for (const std::ptrdiff_t place : {-step, count - 1 + step}) {
        std::ptrdiff_t from = 0;
        if (period > 0) {
          from = ((place % period) + period) % period;
          from = from >= count ? period - from : from;
        } else if (alone && place % 2 != 0) {
          continue;
        }
        std::copy_n(at(from), lane, at(place));
      }
  }
};

/** Moves `lane` signals between the picture and a strip: `step` from one sample to the next, `side` from one signal to the next. */
struct Window {
  float* corner = nullptr;
  std::size_t step = 0;
  std::size_t side = 0;
  std::size_t used = 0;

  void load(std::size_t index, float* into) const noexcept {
    for (std::size_t i = 0; i < used; ++i) into[i] = corner[index * step + i * side];
  }
  void store(std::size_t index, const float* from) const noexcept {
    for (std::size_t i = 0; i < used; ++i) corner[index * step + i * side] = from[i];
  }
};

void filter(Strip& strip, std::ptrdiff_t centre, std::span<const float> half, float* out) noexcept {
  const float* middle = strip.at(centre);
  for (std::size_t i = 0; i < lane; ++i) out[i] = half[0] * middle[i];
  for (std::size_t j = 1; j < half.size(); ++j) {
    const float* before = strip.at(centre - static_cast<std::ptrdiff_t>(j));
    const float* after = strip.at(centre + static_cast<std::ptrdiff_t>(j));
    for (std::size_t i = 0; i < lane; ++i) out[i] += half[j] * (before[i] + after[i]);
  }
}

std::span<const float> lowOf(const WsqFilters& filters) noexcept { return std::span(filters.low).first(filters.lowTaps); }
std::span<const float> highOf(const WsqFilters& filters) noexcept { return std::span(filters.high).first(filters.highTaps); }

void analyse(const Window& window, std::size_t count, bool highFirst, const WsqFilters& filters, Strip& strip) {
  strip.size(count);
  for (std::size_t i = 0; i < count; ++i) window.load(i, strip.at(static_cast<std::ptrdiff_t>(i)));
  strip.mirror(false);
  const std::size_t lows = (count + 1) / 2;
  const std::size_t highs = count / 2;
  std::array<float, lane> out{};
  for (std::size_t k = 0; k < lows; ++k) {
    filter(strip, static_cast<std::ptrdiff_t>(2 * k), lowOf(filters), out.data());
    window.store(highFirst ? highs + k : k, out.data());
  }
  for (std::size_t k = 0; k < highs; ++k) {
    filter(strip, static_cast<std::ptrdiff_t>(2 * k + 1), highOf(filters), out.data());
    window.store(highFirst ? k : lows + k, out.data());
  }
}

/** The synthesis filters are the analysis filters of the other band with every second sign turned. */
WsqFilters turned(const WsqFilters& filters) noexcept {
  WsqFilters result;
  result.lowTaps = filters.highTaps;
  result.highTaps = filters.lowTaps;
  for (std::size_t j = 0; j < WsqFilters::mostTaps; ++j) {
    const float sign = j % 2 == 0 ? 1.0F : -1.0F;
    result.low[j] = sign * filters.high[j];
    result.high[j] = sign * filters.low[j];
  }
  return result;
}

void synthesise(const Window& window, std::size_t count, bool highFirst, const WsqFilters& back, Strip& lowStrip, Strip& highStrip) {
  const std::size_t lows = (count + 1) / 2;
  const std::size_t highs = count / 2;
  lowStrip.size(count);
  highStrip.size(count);
  for (std::size_t k = 0; k < lows; ++k) window.load(highFirst ? highs + k : k, lowStrip.at(static_cast<std::ptrdiff_t>(2 * k)));
  for (std::size_t k = 0; k < highs; ++k) window.load(highFirst ? k : lows + k, highStrip.at(static_cast<std::ptrdiff_t>(2 * k + 1)));
  lowStrip.mirror(true);
  highStrip.mirror(true);
  std::array<float, lane> low{};
  std::array<float, lane> high{};
  for (std::size_t i = 0; i < count; ++i) {
    filter(lowStrip, static_cast<std::ptrdiff_t>(i), lowOf(back), low.data());
    filter(highStrip, static_cast<std::ptrdiff_t>(i), highOf(back), high.data());
    for (std::size_t lanes = 0; lanes < lane; ++lanes) low[lanes] += high[lanes];
    window.store(i, low.data());
  }
}

/** Calls `one` for bundles of rows (`rows`) or columns of a part. */
template <class One>
void bundles(std::span<float> signal, std::size_t width, const WsqPart& part, bool rows, const One& one) {
  const std::size_t signals = rows ? part.height : part.width;
  const std::size_t count = rows ? part.width : part.height;
  if (count == 0) return;
  for (std::size_t first = 0; first < signals; first += lane) {
    float* corner = signal.data() + part.y * width + part.x + first * (rows ? width : 1);
    one(Window{corner, rows ? 1 : width, rows ? width : 1, std::min(lane, signals - first)}, count);
  }
}

}  // namespace

WsqFilters wsqStandardFilters() noexcept {
  WsqFilters filters;
  constexpr std::array low = {0.85269867900940344F, 0.37740285561265380F, -0.11062440441842342F, -0.02384946501938000F,
                              0.03782845550699546F};
  constexpr std::array high = {0.78848561640566439F, -0.41809227322221221F, -0.04068941760955844F, 0.06453888262893845F};
  std::copy(low.begin(), low.end(), filters.low.begin());
  std::copy(high.begin(), high.end(), filters.high.begin());
  filters.lowTaps = low.size();
  filters.highTaps = high.size();
  return filters;
}

void wsqAnalyse(std::span<float> signal, std::size_t width, const WsqTree& tree, const WsqFilters& filters) {
  Strip strip;
  for (const WsqPart& part : tree.splits) {
    const auto along = [&](bool highFirst) {
      return [&, highFirst](const Window& window, std::size_t count) { analyse(window, count, highFirst, filters, strip); };
    };
    bundles(signal, width, part, true, along(part.right));
    bundles(signal, width, part, false, along(part.bottom));
  }
}

void wsqSynthesise(std::span<float> signal, std::size_t width, const WsqTree& tree, const WsqFilters& filters) {
  const WsqFilters back = turned(filters);
  Strip low;
  Strip high;
  for (auto part = tree.splits.rbegin(); part != tree.splits.rend(); ++part) {
    const auto along = [&](bool highFirst) {
      return [&, highFirst](const Window& window, std::size_t count) { synthesise(window, count, highFirst, back, low, high); };
    };
    bundles(signal, width, *part, false, along(part->bottom));
    bundles(signal, width, *part, true, along(part->right));
  }
}

}  // namespace sobo::fingerprint
