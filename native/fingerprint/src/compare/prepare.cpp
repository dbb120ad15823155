#include <algorithm>
#include <array>
#include <cmath>
#include <span>

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

/// The best minutiae that take part, those of one quality in the order they came. Templates come best first, so little is moved.
struct Ranked {
  std::array<const Minutia*, mostCompared> list{};
  std::size_t count = 0;

  explicit Ranked(std::span<const Minutia> minutiae) {
    for (const Minutia& m : minutiae) {
      if (usable(m)) take(m);
    }
  }

 private:
  void take(const Minutia& m) {
    std::size_t at = count;
    while (at > 0 && list[at - 1]->quality < m.quality) --at;
    if (at == list.size()) return;
    count = std::min(count + 1, list.size());
    for (std::size_t i = count - 1; i > at; --i) list[i] = list[i - 1];
    list[at] = &m;
  }
};

void fill(PreparedData& data, const FingerTemplate& finger) {
  const Ranked ranked(finger.minutiae);
  data.count = static_cast<int>(ranked.count);
  for (std::size_t i = 0; i < ranked.count; ++i) data.minutiae[i] = preparedFrom(*ranked.list[i]);
  const std::size_t n = ranked.count;
  data.distance.resize(n * n);
  data.bearing.resize(n * n);
  MinutiaLanes& lanes = data.lanes;
  lanes = {};
  for (std::size_t i = 0; i < n; ++i) {
    const PreparedMinutia& m = data.minutiae[i];
    lanes.x[i] = m.x;
    lanes.y[i] = m.y;
    lanes.cosine[i] = m.cosine;
    lanes.sine[i] = m.sine;
  }
  for (std::size_t i = 0; i < n; ++i) {
    measureFrom(data.minutiae[i], lanes.x.data(), lanes.y.data(), data.count, data.distance.data() + i * n, data.bearing.data() + i * n);
  }
  buildCylinders(data);
  data.ridgeStride = data.ridgeRows = data.firstColumn = data.firstRow = 0;
  if (sound(finger.ridgeMap)) {
    data.ridgeMap = finger.ridgeMap;
    unpackRidges(data);
  } else {
    data.ridgeMap.columns = data.ridgeMap.rows = 0;
    data.ridgeMap.ridges.clear();
    data.ridgeMap.clear.clear();
    data.ridgeBytes.clear();
  }
}

}  // namespace

PreparedTemplate prepare(const FingerTemplate& finger) {
  PreparedTemplate made(std::make_unique<PreparedData>());
  fill(*made.data(), finger);
  return made;
}

void prepare(const FingerTemplate& finger, PreparedTemplate& into) {
  if (into.data() == nullptr) into = PreparedTemplate(std::make_unique<PreparedData>());
  fill(*into.data(), finger);
}

PreparedTemplate takeRoom() {
  auto data = std::make_unique<PreparedData>();
  data->distance.reserve(mostCompared * mostCompared);
  data->bearing.reserve(mostCompared * mostCompared);
  return PreparedTemplate(std::move(data));
}

PreparedTemplate::PreparedTemplate() = default;
PreparedTemplate::PreparedTemplate(std::unique_ptr<PreparedData> data) : data_(std::move(data)) {}
PreparedTemplate::PreparedTemplate(PreparedTemplate&&) noexcept = default;
PreparedTemplate& PreparedTemplate::operator=(PreparedTemplate&&) noexcept = default;
PreparedTemplate::~PreparedTemplate() = default;

}  // namespace sobo::fingerprint
