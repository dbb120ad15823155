#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "../../include/slap.hpp"
#include "block-map.hpp"

namespace sobo::fingerprint {
namespace {

constexpr double leastTipMm2 = 25;       // smaller parts are dirt, sweat or the edge of a palm
constexpr double leastWidthMm = 9;       // of a fingertip on the glass: a child's little finger
constexpr double mostWidthMm = 20;
constexpr double valley = 0.85;          // between two fingers a part is at least so much shorter than in them
constexpr double tipLengthMm = 27;       // to the first crease
constexpr double usualGapMm = 20;        // between the middles of neighbours
constexpr double tellingMm = 4;          // the little finger's tip lies at least so much lower than the index finger's

/// A part in the hand's own axes, mm: u across the fingers, v down along them.
struct Shape {
  double u = 0, v = 0;            // middle
  double left = 0, right = 0;
  double top = 0, bottom = 0;
  double turn = 0;                // of its long axis from straight up, counter-clockwise
  double stretch = 1;             // long axis against short one
  double area = 0;
};

struct Axes {
  double cosine, sine, side;
  [[nodiscard]] double u(const SkinPart::Block& b) const { return side * (b.column * cosine - b.row * sine); }
  [[nodiscard]] double v(const SkinPart::Block& b) const { return side * (b.column * sine + b.row * cosine); }
};

Axes axesAt(double turn, double side) { return {std::cos(turn), std::sin(turn), side}; }

Shape shapeOf(const SkinPart& part, const Axes& axes) {
  Shape shape;
  const auto count = static_cast<double>(part.blocks.size());
  shape.left = shape.top = 1e9;
  shape.right = shape.bottom = -1e9;
  for (const SkinPart::Block& block : part.blocks) {
    const double u = axes.u(block);
    const double v = axes.v(block);
    shape.u += u / count;
    shape.v += v / count;
    shape.left = std::min(shape.left, u);
    shape.right = std::max(shape.right, u + axes.side);
    shape.top = std::min(shape.top, v);
    shape.bottom = std::max(shape.bottom, v + axes.side);
  }
  double uu = 1e-9;
  double vv = 1e-9;
  double uv = 0;
  for (const SkinPart::Block& block : part.blocks) {
    const double u = axes.u(block) - shape.u;
    const double v = axes.v(block) - shape.v;
    uu += u * u / count;
    vv += v * v / count;
    uv += u * v / count;
  }
  const double middle = (uu + vv) / 2;
  const double swing = std::hypot((uu - vv) / 2, uv);
  shape.stretch = std::sqrt((middle + swing) / std::max(middle - swing, 1e-9));
  // The long axis as (across, down); its turn from straight up, counter-clockwise as seen.
  const double along = 0.5 * std::atan2(2 * uv, uu - vv);
  shape.turn = std::remainder(std::numbers::pi / 2 - along, std::numbers::pi);
  shape.area = count * axes.side * axes.side;
  return shape;
}

/// The fingers' common direction, from the long parts.
double handTurn(const std::vector<SkinPart>& parts, double side) {
  double cosine = 0;
  double sine = 0;
  for (const SkinPart& part : parts) {
    const Shape shape = shapeOf(part, axesAt(0, side));
    if (shape.stretch < 1.2 || std::fabs(shape.turn) > std::numbers::pi / 3) continue;
    const double weight = shape.area * (shape.stretch - 1);
    cosine += weight * std::cos(2 * shape.turn);
    sine += weight * std::sin(2 * shape.turn);
  }
  return cosine == 0 && sine == 0 ? 0 : 0.5 * std::atan2(sine, cosine);
}

template <typename Goes>
SkinPart takeAway(SkinPart& part, Goes goes) {
  SkinPart taken;
  const auto rest = std::stable_partition(part.blocks.begin(), part.blocks.end(), [&](const SkinPart::Block& b) { return !goes(b); });
  taken.blocks.assign(rest, part.blocks.end());
  part.blocks.erase(rest, part.blocks.end());
  return taken;
}

/// Fingers that touch each other are parted where the part is shortest between two fingers' widths.
void partTouching(std::vector<SkinPart>& parts, const Axes& axes, std::size_t expected) {
  double all = 0;
  for (const SkinPart& part : parts) {
    const Shape shape = shapeOf(part, axes);
    all += shape.right - shape.left;
  }
  const double usual = std::clamp(all / static_cast<double>(expected), leastWidthMm, mostWidthMm);
  for (std::size_t i = 0; i < parts.size() && parts.size() < expected; ++i) {
    const Shape shape = shapeOf(parts[i], axes);
    const double width = shape.right - shape.left;
    if (width < 1.5 * usual) continue;
    const auto steps = static_cast<std::size_t>(width / axes.side) + 1;
    std::vector<double> counted(steps, 0);
    for (const SkinPart::Block& block : parts[i].blocks) {
      counted[std::min(steps - 1, static_cast<std::size_t>((axes.u(block) - shape.left) / axes.side + 0.5))] += 1;
    }
    // A turned grid fills neighbouring columns unevenly: each takes a share of the next ones.
    std::vector<double> filled(steps, 0);
    for (std::size_t step = 0; step < steps; ++step) {
      filled[step] = (counted[step > 0 ? step - 1 : 0] + 2 * counted[step] + counted[std::min(step + 1, steps - 1)]) / 4;
    }
    const double fingers = std::max(2.0, std::round(width / usual));
    const double wanted = width / fingers;
    double best = 1e18;
    double cut = wanted;
    for (std::size_t step = 0; step < steps; ++step) {
      const double at = static_cast<double>(step) * axes.side;
      if (at < 0.6 * wanted || at > std::min(1.4 * wanted, width - 0.6 * wanted)) continue;
      const double cost = filled[step] * (1 + std::fabs(at - wanted) / wanted);
      if (cost < best) {
        best = cost;
        cut = at;
      }
    }
    const auto split = filled.begin() + static_cast<std::ptrdiff_t>(std::min(steps - 1, static_cast<std::size_t>(cut / axes.side)));
    const double shorter = std::min(*std::max_element(filled.begin(), split + 1), *std::max_element(split, filled.end()));
    if (best > 1e17 || *split > valley * shorter) continue;  // one broad finger
    SkinPart right = takeAway(parts[i], [&](const SkinPart::Block& b) { return axes.u(b) - shape.left > cut; });
    if (right.blocks.empty() || parts[i].blocks.empty()) {
      parts[i].blocks.insert(parts[i].blocks.end(), right.blocks.begin(), right.blocks.end());
      continue;
    }
    parts.push_back(std::move(right));
    --i;  // the left one may still be two; at 0 this comes round to 0 again
  }
}

/// Order-preserving choice of places for fewer fingers than were asked for: by the gaps between them.
std::vector<std::size_t> placesOf(const std::vector<Shape>& shapes, std::size_t expected) {
  std::vector<std::size_t> best;
  double least = 1e18;
  for (unsigned chosen = 0; chosen < (1U << expected); ++chosen) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < expected; ++place) {
      if (chosen >> place & 1U) places.push_back(place);
    }
    if (places.size() != shapes.size()) continue;
    double cost = 0;
    for (std::size_t i = 1; i < places.size(); ++i) {
      const double gap = shapes[i].u - shapes[i - 1].u - usualGapMm * static_cast<double>(places[i] - places[i - 1]);
      cost += gap * gap;
    }
    if (cost < least) {
      least = cost;
      best = places;
    }
  }
  return best;
}

std::vector<int> positionsFor(SlapKind kind) {
  switch (kind) {
    case SlapKind::rightFour: return {2, 3, 4, 5};
    case SlapKind::leftFour: return {10, 9, 8, 7};
    case SlapKind::bothThumbs: return {6, 1};
  }
  return {};
}

}  // namespace

SlapSegmentation segmentSlap(const GrayImage& picture, SlapKind kind) {
  SlapSegmentation found;
  const std::vector<int> positions = positionsFor(kind);
  found.expected = static_cast<int>(positions.size());
  const bool whole = picture.width > 0 && picture.height > 0 && picture.width <= 8000 && picture.height <= 8000 &&
                     picture.pixels.size() == static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  if (positions.empty() || !whole) found.refusal = SlapRefusal::badPicture;
  else if (!(picture.dpi >= 300 && picture.dpi <= 1000)) found.refusal = SlapRefusal::badResolution;
  if (found.refusal != SlapRefusal::none) return found;

  const BlockMap map = mapSkin(picture);
  std::vector<SkinPart> parts = connectedParts(map);
  const auto tooSmall = [&](const SkinPart& part) { return static_cast<double>(part.blocks.size()) * map.sideMm * map.sideMm < leastTipMm2; };
  std::erase_if(parts, tooSmall);
  found.angle = static_cast<float>(handTurn(parts, map.sideMm));
  const Axes axes = axesAt(found.angle, map.sideMm);
  partTouching(parts, axes, positions.size());
  // Below the first crease the finger is not the fingertip.
  for (SkinPart& part : parts) {
    const Shape shape = shapeOf(part, axes);
    if (shape.bottom - shape.top > 1.25 * tipLengthMm) {
      takeAway(part, [&](const SkinPart::Block& b) { return axes.v(b) - shape.top > tipLengthMm; });
    }
  }
  std::erase_if(parts, tooSmall);
  // Of two parts in one finger's column the upper one is the tip.
  std::sort(parts.begin(), parts.end(), [&](const SkinPart& a, const SkinPart& b) { return shapeOf(a, axes).v < shapeOf(b, axes).v; });
  std::vector<SkinPart> tips;
  for (SkinPart& part : parts) {
    const Shape shape = shapeOf(part, axes);
    const bool under = std::any_of(tips.begin(), tips.end(), [&](const SkinPart& tip) {
      const Shape above = shapeOf(tip, axes);
      const double shared = std::min(above.right, shape.right) - std::max(above.left, shape.left);
      return shared > 0.5 * std::min(above.right - above.left, shape.right - shape.left);
    });
    if (!under) tips.push_back(std::move(part));
  }
  std::stable_sort(tips.begin(), tips.end(), [](const SkinPart& a, const SkinPart& b) { return a.blocks.size() > b.blocks.size(); });
  if (tips.size() > positions.size()) tips.resize(positions.size());
  std::sort(tips.begin(), tips.end(), [&](const SkinPart& a, const SkinPart& b) { return shapeOf(a, axes).u < shapeOf(b, axes).u; });
  if (tips.empty()) {
    found.refusal = SlapRefusal::noFinger;
    return found;
  }
  std::vector<Shape> shapes;
  for (const SkinPart& tip : tips) shapes.push_back(shapeOf(tip, axes));
  const std::vector<std::size_t> places = placesOf(shapes, positions.size());
  for (std::size_t i = 0; i < tips.size(); ++i) {
    SlapFinger finger;
    finger.position = positions[places[i]];
    int left = map.columns;
    int right = 0;
    int top = map.rows;
    int bottom = 0;
    for (const SkinPart::Block& block : tips[i].blocks) {
      left = std::min(left, block.column);
      right = std::max(right, block.column + 1);
      top = std::min(top, block.row);
      bottom = std::max(bottom, block.row + 1);
    }
    const auto px = [&](int blocks) { return static_cast<int>(blocks * map.side); };
    finger.x = px(left);
    finger.y = px(top);
    finger.width = std::min(px(right), picture.width) - finger.x;
    finger.height = std::min(px(bottom), picture.height) - finger.y;
    const double own = shapes[i].stretch > 1.15 && std::fabs(shapes[i].turn) < 0.6 ? shapes[i].turn : 0;
    finger.angle = found.angle + static_cast<float>(own);
    finger.areaSquareMm = shapes[i].area;
    found.fingers.push_back(finger);
  }
  if (kind != SlapKind::bothThumbs && found.complete()) {
    const double lower = shapes.back().top - shapes.front().top;
    found.handSeen = lower > tellingMm ? 1 : lower < -tellingMm ? -1 : 0;
  }
  return found;
}

}  // namespace sobo::fingerprint
