#include "../../include/extract.hpp"

#include <cmath>

#include "clean-skeleton.hpp"
#include "enhance.hpp"
#include "find-minutiae.hpp"
#include "normalise.hpp"
#include "polarity.hpp"
#include "print-measures.hpp"
#include "resample.hpp"
#include "ridge-map.hpp"
#include "segment.hpp"
#include "singular-points.hpp"
#include "thin.hpp"
#include "trim.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int longestSide = 5000;
constexpr long mostPixels = 6'000'000;
constexpr double shortestSide = 64;
constexpr std::size_t mostSingularPoints = 8;

ExtractRefusal refusalOf(const GrayImage& picture) {
  if (picture.width <= 0 || picture.height <= 0) return ExtractRefusal::badPicture;
  if (picture.width > longestSide || picture.height > longestSide) return ExtractRefusal::tooLarge;
  const long pixels = static_cast<long>(picture.width) * picture.height;
  if (pixels > mostPixels) return ExtractRefusal::tooLarge;
  if (picture.pixels.size() != static_cast<std::size_t>(pixels)) return ExtractRefusal::badPicture;
  if (!(picture.dpi >= 300 && picture.dpi <= 1000)) return ExtractRefusal::badResolution;
  const double scale = 500 / picture.dpi;
  if (picture.width * scale < shortestSide || picture.height * scale < shortestSide) return ExtractRefusal::tooSmall;
  return ExtractRefusal::none;
}

Plane<std::uint8_t> ridgePixels(const Plane<float>& ridges, const Plane<std::uint8_t>& print) {
  Plane<std::uint8_t> shape(ridges.width, ridges.height);
  for (int y = 0; y < ridges.height; ++y) {
    const float* from = ridges.row(y);
    const std::uint8_t* cells = print.row(y / cellSide);
    std::uint8_t* to = shape.row(y);
    for (int x = 0; x < ridges.width; ++x) to[x] = from[x] < 0 && cells[x / cellSide] != 0 ? 1 : 0;
  }
  return shape;
}

void negate(Plane<float>& plane) {
  for (float& value : plane.values) value = -value;
}

Extraction refused(ExtractRefusal refusal) {
  Extraction result;
  result.refusal = refusal;
  return result;
}

}  // namespace

Extraction extractMeasured(const GrayImage& picture, const ExtractOptions& options, PrintMeasures& measures) {
  const ExtractRefusal refusal = refusalOf(picture);
  if (refusal != ExtractRefusal::none) return refused(refusal);

  Plane<float> whole = resampleTo500(picture);
  const int width = whole.width;
  const int height = whole.height;
  const Trimmed trimmed = trimFrame(picture, std::move(whole));
  const Plane<float>& scaled = trimmed.picture;
  Normalised normalised = normalise(scaled);
  const RidgeFlow rawFlow = ridgeFlow(normalised.values);
  const RidgePeriod period = ridgePeriod(normalised.values, rawFlow, normalised.contrast);
  const Plane<std::uint8_t> likely = likelyRidges(normalised, rawFlow);
  // The flow read from the filtered ridges is steadier than that of the raw picture: filter a second time along it.
  const RidgeFlow flow = ridgeFlow(enhance(normalised.values, rawFlow, period, likely).ridges);
  Enhanced enhanced = enhance(normalised.values, flow, period, likely);
  const Plane<float> trust = ridgeTrust(normalised, period, enhanced, likely);
  const Plane<std::uint8_t> print = printCells(trust);
  if (lightOnDark(scaled, normalised, print)) {
    // All steps so far see light and dark alike: turning over their results is turning over the picture.
    negate(normalised.values);
    negate(enhanced.ridges);
  }

  Plane<std::uint8_t> lines = thin(ridgePixels(enhanced.ridges, print));
  cleanSkeleton(lines, flow, period.typical);
  const Plane<float> edge = distanceFromEdge(print);
  Extraction result;
  FingerTemplate& finger = result.finger;
  finger.minutiae = findMinutiae({lines, flow, trust, edge, period.typical, std::clamp(options.mostMinutiae, 1, 255)});
  measures = measurePrint({normalised, rawFlow, period, enhanced, print}, finger.minutiae);
  finger.singularPoints = singularPoints(flow, print);
  measures.singularPoints = static_cast<int>(finger.singularPoints.size());
  if (finger.singularPoints.size() > mostSingularPoints) finger.singularPoints.resize(mostSingularPoints);
  if (!looksLikeFinger(measures)) return refused(ExtractRefusal::noFinger);

  finger.position = options.position;
  if (options.withRidgeMap) finger.ridgeMap = packRidges(enhanced.ridges, print, trust);
  placeInWhole(finger, trimmed, width, height);
  result.quality = qualityOf(measures);
  finger.quality = static_cast<std::uint8_t>(result.quality);
  result.reasons = reasonsOf(measures, result.quality);
  result.areaSquareMm = measures.areaSquareMm;
  return result;
}

Extraction extract(const GrayImage& picture, const ExtractOptions& options) {
  PrintMeasures measures;
  return extractMeasured(picture, options, measures);
}

}  // namespace sobo::fingerprint
