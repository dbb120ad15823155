// The steps behind the filter, on shapes no filter would give: any pixels, any flow, any trust.
#include "../src/extract/clean-skeleton.hpp"
#include "../src/extract/find-minutiae.hpp"
#include "../src/extract/segment.hpp"
#include "../src/extract/singular-points.hpp"
#include "../src/extract/thin.hpp"
#include "fuzz.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 8) return 0;
  const std::span<const std::uint8_t> bytes(data + 4, size - 4);
  const int width = 1 + data[0] % 72;
  const int height = 1 + data[1] % 72;
  const float period = 3.5F + static_cast<float>(data[2]) / 20;
  Plane<std::uint8_t> shape(width, height);
  for (std::size_t i = 0; i < shape.values.size(); ++i) shape.values[i] = (bytes[i / 8 % bytes.size()] >> (i % 8)) & 1;
  const int columns = cellsFor(width);
  const int rows = cellsFor(height);
  RidgeFlow flow{Plane<float>(columns, rows), Plane<float>(columns, rows), Plane<float>(columns, rows)};
  Plane<float> trust(columns, rows);
  for (std::size_t i = 0; i < trust.values.size(); ++i) {
    const std::uint8_t byte = bytes[bytes.size() - 1 - i % bytes.size()];
    flow.cos2.values[i] = std::cos(static_cast<float>(byte));
    flow.sin2.values[i] = std::sin(static_cast<float>(byte));
    flow.coherence.values[i] = static_cast<float>(byte) / 255;
    trust.values[i] = data[3] % 2 == 0 ? 1.0F : static_cast<float>(byte ^ data[3]) / 255;
  }
  const Plane<std::uint8_t> print = data[3] < 128 ? Plane<std::uint8_t>(columns, rows, 1) : printCells(trust);
  Plane<std::uint8_t> lines = data[2] % 4 == 0 ? shape : thin(shape);
  cleanSkeleton(lines, flow, period);
  for (std::size_t i = 0; i < lines.values.size(); ++i) must(lines.values[i] <= shape.values[i]);
  const auto minutiae = findMinutiae({lines, flow, trust, distanceFromEdge(print), period, 1 + data[2] % 100});
  must(minutiae.size() <= 100);
  for (const Minutia& minutia : minutiae) {
    must(minutia.x >= 0 && minutia.x < static_cast<float>(width) && minutia.y >= 0 && minutia.y < static_cast<float>(height));
    must(minutia.angle >= 0 && minutia.angle < 6.2831855F && minutia.quality >= 1 && minutia.quality <= 100);
  }
  for (const SingularPoint& point : singularPoints(flow, print)) must(std::isfinite(point.x) && std::isfinite(point.y) && std::isfinite(point.angle));
  return 0;
}
