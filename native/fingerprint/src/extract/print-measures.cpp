#include "print-measures.hpp"

#include <cmath>

namespace sobo::fingerprint {
namespace {

constexpr double mmPerPixel = 25.4 / 500;
constexpr double leastAreaSquareMm = 12;
constexpr int mostTurns = 7;  // cores and deltas
constexpr std::size_t fewMinutiae = 8;
constexpr double squareMmPerCell = cellSide * cellSide * mmPerPixel * mmPerPixel;

struct Moments {
  double sum = 0, squares = 0, cubes = 0;
  long count = 0;

  [[nodiscard]] double skew() const {
    if (count == 0) return 0;
    const double n = static_cast<double>(count);
    const double mean = sum / n;
    const double variance = squares / n - mean * mean;
    if (variance < 1e-6) return 0;
    const double third = cubes / n - 3 * mean * squares / n + 2 * mean * mean * mean;
    return third / std::pow(variance, 1.5);
  }
};

void addCell(const Plane<float>& values, int cx, int cy, Moments& moments) {
  for (int y = cy * cellSide; y < std::min(values.height, (cy + 1) * cellSide); ++y) {
    for (int x = cx * cellSide; x < std::min(values.width, (cx + 1) * cellSide); ++x) {
      const double v = values.at(x, y);
      moments.sum += v;
      moments.squares += v * v;
      moments.cubes += v * v * v;
      ++moments.count;
    }
  }
}

}  // namespace

PrintMeasures measurePrint(const MeasuredParts& parts, const std::vector<Minutia>& minutiae) {
  PrintMeasures measures;
  Moments moments;
  double middleX = 0;
  double middleY = 0;
  long cells = 0;
  for (int cy = 0; cy < parts.print.height; ++cy) {
    for (int cx = 0; cx < parts.print.width; ++cx) {
      if (parts.print.at(cx, cy) == 0) continue;
      ++cells;
      measures.clearness += parts.enhanced.clearness.at(cx, cy);
      measures.regularity += parts.period.clearness.at(cx, cy);
      measures.coherence += parts.rawFlow.coherence.at(cx, cy);
      middleX += cx + 0.5;
      middleY += cy + 0.5;
      addCell(parts.normalised.values, cx, cy, moments);
    }
  }
  measures.contrast = parts.normalised.strongContrast;
  measures.minutiaCount = minutiae.size();
  for (const Minutia& m : minutiae) measures.goodMinutiae += m.quality / 100.0;
  if (cells == 0) return measures;
  const double n = static_cast<double>(cells);
  measures.areaSquareMm = n * squareMmPerCell;
  measures.clearness /= n;
  measures.regularity /= n;
  measures.coherence /= n;
  measures.skew = moments.skew();
  const double awayX = std::fabs(middleX / n / parts.print.width - 0.5) * 2;
  const double awayY = std::fabs(middleY / n / parts.print.height - 0.5) * 2;
  measures.offCentre = std::max(awayX, awayY);
  return measures;
}

int qualityOf(const PrintMeasures& m) {
  if (m.areaSquareMm <= 0 || m.minutiaCount == 0) return 0;
  // Expected score against a good print of the same finger: a least squares fit over the prints of FVC2000_DB1_B,
  // FVC2000_DB3_B and FVC2002_DB3_B; on the other sets it correlates with the scores reached by 0.3 (easy) to 0.75 (hard).
  const double expected = -0.692 + 0.491 * std::log(m.areaSquareMm) + 3.948 * m.regularity - 0.097 * std::fabs(m.skew) +
                          4.386 * m.goodMinutiae / static_cast<double>(m.minutiaCount) + 0.257 * std::log1p(m.goodMinutiae) -
                          4.372 * m.offCentre;
  // Few good minutiae are a good mean and no print: who has fewer can hardly be told from others, however clear the ridges.
  const long most = m.minutiaCount < fewMinutiae ? 20 : 100;
  return static_cast<int>(std::clamp(std::lround((expected - 5.5) * 20), 1L, most));
}

std::uint32_t reasonsOf(const PrintMeasures& m, int quality) {
  // A good print needs no advice. The limits are about the outermost 5 in 100 of what eight sensors give.
  if (quality >= 75) return 0;
  std::uint32_t reasons = 0;
  if (m.skew < -1.0) reasons |= reasonDry;
  if (m.skew > 0.4) reasons |= reasonWet;
  if (m.contrast < 20) reasons |= reasonLight;
  if (m.offCentre > 0.28) reasons |= reasonOffCentre;
  if (m.areaSquareMm < 115 || m.minutiaCount < fewMinutiae) reasons |= reasonPartial;
  if (m.regularity < 0.62) reasons |= reasonSmudged;
  return reasons;
}

bool looksLikeFinger(const PrintMeasures& m) {
  if (m.areaSquareMm < leastAreaSquareMm || m.minutiaCount == 0) return false;
  // Noise of one period: a clear wave everywhere that turns everywhere. Of 1,128 real prints none has over 6 cores and deltas; none a
  // regularity more than 0.45 above the coherence (waves from all sides 0.47 to 0.58), and of those above 0.36 none over 0.23 minutiae a mm2 (waves: 0.24 to the cap).
  if (m.singularPoints > mostTurns) return false;
  if (m.regularity - m.coherence > 0.46 && static_cast<double>(m.minutiaCount) > 0.23 * m.areaSquareMm) return false;
  // Grain, text and pictures: no one period, gradients at odds, cores and deltas all over. The worst of 1,128 real prints
  // (six so dry that others refuse them) has 0.59, smooth noise 0.45, text 0.3.
  const double excess = std::max(0, m.singularPoints - 4);
  return m.regularity + 0.5 * m.coherence - 0.03 * excess >= 0.5;
}

}  // namespace sobo::fingerprint
