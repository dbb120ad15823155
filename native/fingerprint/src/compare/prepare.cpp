#include <algorithm>
#include <cmath>

#include "../wide-target.hpp"
#include "angles.hpp"
#include "cylinder.hpp"
#include "prepared-data.hpp"
#include "ridge-agreement.hpp"

namespace sobo::fingerprint {
namespace {

constexpr float farthest = 20000;

/// Foreign templates may say anything; what is no number or lies nowhere takes no part.
bool usable(const Minutia& m) {
  return std::isfinite(m.x) && std::isfinite(m.y) && std::isfinite(m.angle) && std::fabs(m.x) < farthest &&
         std::fabs(m.y) < farthest && std::fabs(m.angle) < 100;
}

PreparedMinutia preparedFrom(const Minutia& m) {
  float angle = std::fmod(m.angle, 2 * pi);
  if (angle < 0) angle += 2 * pi;
  if (angle >= 2 * pi) angle = 0;
  const float quality = m.quality == 0 ? 0.5F : std::min(1.0F, static_cast<float>(m.quality) / 100);
  return {m.x, -m.y, angle, std::cos(angle), std::sin(angle), quality, m.kind};
}

bool sound(const RidgeMap& map) {
  if (map.columns <= 0 || map.rows <= 0 || map.columns > 400 || map.rows > 400) return false;
  const auto squares = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  return map.ridges.size() == squares && map.clear.size() == squares;
}

/// Distance and bearing of all places from one minutia.
SOBO_WIDE void measureFrom(const PreparedMinutia& from, const float* __restrict x, const float* __restrict y, int count, float* __restrict distance,
                           float* __restrict bearing) {
  for (int j = 0; j < count; ++j) {
    const float dx = x[j] - from.x;
    const float dy = y[j] - from.y;
    distance[j] = std::sqrt(dx * dx + dy * dy);
    bearing[j] = quickAtan2(-dx * from.sine + dy * from.cosine, dx * from.cosine + dy * from.sine);
  }
}

}  // namespace

PreparedTemplate prepare(const FingerTemplate& finger) {
  auto data = std::make_unique<PreparedData>();
  std::vector<const Minutia*> ranked;
  for (const Minutia& m : finger.minutiae) {
    if (usable(m)) ranked.push_back(&m);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Minutia* a, const Minutia* b) { return a->quality > b->quality; });
  data->count = static_cast<int>(std::min<std::size_t>(ranked.size(), mostCompared));
  for (int i = 0; i < data->count; ++i) data->minutiae[static_cast<std::size_t>(i)] = preparedFrom(*ranked[static_cast<std::size_t>(i)]);
  const auto n = static_cast<std::size_t>(data->count);
  data->distance.resize(n * n);
  data->bearing.resize(n * n);
  MinutiaLanes& lanes = data->lanes;
  for (std::size_t i = 0; i < n; ++i) {
    const PreparedMinutia& m = data->minutiae[i];
    lanes.x[i] = m.x;
    lanes.y[i] = m.y;
    lanes.cosine[i] = m.cosine;
    lanes.sine[i] = m.sine;
  }
  for (std::size_t i = 0; i < n; ++i) {
    measureFrom(data->minutiae[i], lanes.x.data(), lanes.y.data(), data->count, data->distance.data() + i * n, data->bearing.data() + i * n);
  }
  buildCylinders(*data);
  if (sound(finger.ridgeMap)) {
    data->ridgeMap = finger.ridgeMap;
    unpackRidges(*data);
  }
  return PreparedTemplate(std::move(data));
}

PreparedTemplate::PreparedTemplate() = default;
PreparedTemplate::PreparedTemplate(std::unique_ptr<const PreparedData> data) : data_(std::move(data)) {}
PreparedTemplate::PreparedTemplate(PreparedTemplate&&) noexcept = default;
PreparedTemplate& PreparedTemplate::operator=(PreparedTemplate&&) noexcept = default;
PreparedTemplate::~PreparedTemplate() = default;

}  // namespace sobo::fingerprint
