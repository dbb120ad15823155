#include "trim.hpp"

#include <cmath>

namespace sobo::fingerprint {
namespace {

constexpr int squareSide = 16;
constexpr int leastFrame = 2 * squareSide;
constexpr int leastLeft = 64;  // a speck on paper is no print: the paper stays

struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;  ///< the last two are the first beyond
};

/// What lies inside rows and columns of the corner's colour; empty for a picture of one colour.
Box insideOf(const GrayImage& picture) {
  const std::uint8_t colour = picture.pixels.front();
  Box box{picture.width, picture.height, 0, 0};
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* row = picture.pixels.data() + static_cast<std::ptrdiff_t>(y) * picture.width;
    const std::uint8_t* first = std::find_if(row, row + picture.width, [&](std::uint8_t pixel) { return pixel != colour; });
    if (first == row + picture.width) continue;
    const std::uint8_t* last = row + picture.width - 1;
    while (*last == colour) --last;
    box.left = std::min(box.left, static_cast<int>(first - row));
    box.right = std::max(box.right, static_cast<int>(last - row) + 1);
    box.top = std::min(box.top, y);
    box.bottom = y + 1;
  }
  return box;
}

}  // namespace

Trimmed trimFrame(const GrayImage& picture, Plane<float> scaled) {
  const double across = static_cast<double>(scaled.width) / picture.width;
  const double down = static_cast<double>(scaled.height) / picture.height;
  const Box found = insideOf(picture);
  if (found.right <= found.left) return {std::move(scaled), 0, 0};
  const Box inside{static_cast<int>(std::ceil(found.left * across)), static_cast<int>(std::ceil(found.top * down)),
                   static_cast<int>(std::floor(found.right * across)), static_cast<int>(std::floor(found.bottom * down))};
  const auto from = [](int frame) { return frame < leastFrame ? 0 : frame / squareSide * squareSide; };
  const auto until = [](int end, int whole) { return whole - end < leastFrame ? whole : std::min(whole, (end + squareSide - 1) / squareSide * squareSide); };
  const Box kept{from(inside.left), from(inside.top), until(inside.right, scaled.width), until(inside.bottom, scaled.height)};
  const bool whole = kept.left == 0 && kept.top == 0 && kept.right == scaled.width && kept.bottom == scaled.height;
  const bool speck = inside.right - inside.left < leastLeft || inside.bottom - inside.top < leastLeft;
  if (whole || speck) return {std::move(scaled), 0, 0};
  // Up to a square of the frame stays for the map's sake: it goes on with what lies inside.
  const auto nearest = [](int at, int begin, int end, bool cutBelow, bool cutAbove) {
    return cutBelow && at < begin ? begin : cutAbove && at >= end ? end - 1 : at;
  };
  Trimmed trimmed{Plane<float>(kept.right - kept.left, kept.bottom - kept.top), kept.left, kept.top};
  for (int y = kept.top; y < kept.bottom; ++y) {
    const float* row = scaled.row(nearest(y, inside.top, inside.bottom, kept.top > 0, kept.bottom < scaled.height));
    float* to = trimmed.picture.row(y - kept.top);
    for (int x = kept.left; x < kept.right; ++x) to[x - kept.left] = row[nearest(x, inside.left, inside.right, kept.left > 0, kept.right < scaled.width)];
  }
  return trimmed;
}

void placeInWhole(FingerTemplate& finger, const Trimmed& trimmed, int width, int height) {
  finger.width = width;
  finger.height = height;
  if (trimmed.picture.width == width && trimmed.picture.height == height) return;
  for (Minutia& minutia : finger.minutiae) {
    minutia.x += static_cast<float>(trimmed.left);
    minutia.y += static_cast<float>(trimmed.top);
  }
  for (SingularPoint& point : finger.singularPoints) {
    point.x += static_cast<float>(trimmed.left);
    point.y += static_cast<float>(trimmed.top);
  }
  const RidgeMap inner = std::move(finger.ridgeMap);
  finger.ridgeMap = {};
  if (inner.empty()) return;
  RidgeMap& map = finger.ridgeMap;
  map.columns = (width + squareSide - 1) / squareSide;
  map.rows = (height + squareSide - 1) / squareSide;
  map.ridges.assign(static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows), 0);
  map.clear.assign(map.ridges.size(), 0);
  for (int row = 0; row < inner.rows; ++row) {
    for (int column = 0; column < inner.columns; ++column) {
      const auto at = static_cast<std::size_t>((row + trimmed.top / squareSide) * map.columns + column + trimmed.left / squareSide);
      map.ridges[at] = inner.ridges[static_cast<std::size_t>(row * inner.columns + column)];
      map.clear[at] = inner.clear[static_cast<std::size_t>(row * inner.columns + column)];
    }
  }
}

}  // namespace sobo::fingerprint
