#include "ridge-agreement.hpp"

#include <algorithm>
#include <cmath>

#include "../wide-target.hpp"

namespace sobo::fingerprint {
namespace {

constexpr int side = 8;              // bits of a square
constexpr int reach = 2;             // bits a square may shift
constexpr int span = side + 2 * reach;
constexpr float bend = 55;           // px: how far a met minutia pulls the ridges along
constexpr int leastKnown = 110;      // of the 144 sampled bits

struct Pull {
  float x, y;    // of the minutia in the first print
  float dx, dy;  // what is left after the movement
};

struct Pulls {
  std::array<Pull, mostCompared> list{};
  int count = 0;
};

Pulls pullsOf(const PreparedData& a, const PreparedData& b, const Meeting& meeting) {
  Pulls pulls;
  for (int i = 0; i < a.count; ++i) {
    const int j = meeting.partner[static_cast<std::size_t>(i)];
    if (j < 0) continue;
    const PreparedMinutia& p = a.minutiae[static_cast<std::size_t>(i)];
    const PreparedMinutia& q = b.minutiae[static_cast<std::size_t>(j)];
    pulls.list[static_cast<std::size_t>(pulls.count++)] = {p.x, p.y, q.x - meeting.movement.x(p.x, p.y), q.y - meeting.movement.y(p.x, p.y)};
  }
  return pulls;
}

void bentBy(const Pulls& pulls, float x, float y, float& dx, float& dy) {
  float weight = 0.3F;
  dx = dy = 0;
  for (int i = 0; i < pulls.count; ++i) {
    const Pull& pull = pulls.list[static_cast<std::size_t>(i)];
    const float gx = pull.x - x;
    const float gy = pull.y - y;
    const float near = 1 / (1 + (gx * gx + gy * gy) * (1 / (bend * bend)));
    const float w = near * near;
    weight += w;
    dx += w * pull.dx;
    dy += w * pull.dy;
  }
  dx /= weight;
  dy /= weight;
}

/// Fits one square at all shifts: -64 … 64 by 2 * agreeing bits - 64. False where too little of b is known.
SOBO_WIDE bool fitSquare(std::uint64_t ridges, const std::uint8_t* bytes, int stride, int rows, float x, float y, float stepX,
                         float stepY, std::int8_t* fits) {
  std::uint32_t line[span];
  int known = 0;
  // Fixed point: x and y of the square's first sampled bit in b's map, then steps along and down.
  const auto sx = static_cast<std::int32_t>(stepX * 65536);
  const auto sy = static_cast<std::int32_t>(stepY * 65536);
  for (int v = 0; v < span; ++v) {
    auto px = static_cast<std::int32_t>((x - stepY * static_cast<float>(v)) * 65536);
    auto py = static_cast<std::int32_t>((y + stepX * static_cast<float>(v)) * 65536);
    std::uint32_t bits = 0;
    for (int u = 0; u < span; ++u) {
      const int bx = px >> 16;
      const int by = py >> 16;
      if (bx >= 0 && by >= 0 && bx < stride && by < rows) {
        const std::uint32_t value = bytes[by * stride + bx];
        bits |= (value & 1U) << u;
        known += value < 2 ? 1 : 0;
      }
      px += sx;
      py += sy;
    }
    line[v] = bits;
  }
  if (known < leastKnown) return false;
  for (int oy = 0; oy <= 2 * reach; ++oy) {
    for (int ox = 0; ox <= 2 * reach; ++ox) {
      std::uint64_t moved = 0;
      for (int v = 0; v < side; ++v) moved |= static_cast<std::uint64_t>((line[v + oy] >> ox) & 0xFFU) << (8 * v);
      fits[oy * (2 * reach + 1) + ox] = static_cast<std::int8_t>(64 - 2 * __builtin_popcountll(moved ^ ridges));
    }
  }
  return true;
}

}  // namespace

void unpackRidges(PreparedData& data) {
  const RidgeMap& map = data.ridgeMap;
  data.ridgeStride = map.columns * side + 2 * ridgeMargin;
  data.ridgeRows = map.rows * side + 2 * ridgeMargin;
  data.ridgeBytes.assign(static_cast<std::size_t>(data.ridgeStride) * static_cast<std::size_t>(data.ridgeRows), 2);
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      const auto at = static_cast<std::size_t>(row * map.columns + column);
      if (map.clear[at] == 0) continue;
      const std::uint64_t bits = map.ridges[at];
      for (int k = 0; k < 64; ++k) {
        const int y = row * side + k / 8 + ridgeMargin;
        const int x = column * side + k % 8 + ridgeMargin;
        data.ridgeBytes[static_cast<std::size_t>(y) * static_cast<std::size_t>(data.ridgeStride) + static_cast<std::size_t>(x)] =
            static_cast<std::uint8_t>((bits >> k) & 1U);
      }
    }
  }
}

RidgeAgreement ridgesAgree(const PreparedData& a, const PreparedData& b, const Meeting& meeting, ScratchData& scratch) {
  RidgeAgreement result;
  if (a.ridgeStride == 0 || b.ridgeStride == 0) return result;
  const Pulls pulls = pullsOf(a, b, meeting);
  const RidgeMap& map = a.ridgeMap;
  const int columns = std::min(map.columns, mostSquares);
  const int rows = std::min(map.rows, mostSquares);
  const Movement& move = meeting.movement;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const auto at = static_cast<std::size_t>(row * mostSquares + column);
      const auto from = static_cast<std::size_t>(row * map.columns + column);
      scratch.squareKnown[at] = 0;
      if (map.clear[from] < 60) continue;
      const float cx = static_cast<float>(column * 16 + 8);
      const float cy = -static_cast<float>(row * 16 + 8);
      float dx = 0;
      float dy = 0;
      bentBy(pulls, cx, cy, dx, dy);
      // Centre in b, then back to the first sampled bit; b's map has y down, so the turn is seen the other way round.
      const float bx = (move.x(cx, cy) + dx) * 0.5F + ridgeMargin;
      const float by = -(move.y(cx, cy) + dy) * 0.5F + ridgeMargin;
      const float half = 0.5F * (span - 1);
      const float stepX = move.cosine;
      const float stepY = -move.sine;
      const float x = bx - half * stepX + half * stepY;
      const float y = by - half * stepY - half * stepX;
      if (!(std::fabs(x) < 8000 && std::fabs(y) < 8000)) continue;
      scratch.squareKnown[at] = fitSquare(map.ridges[from], b.ridgeBytes.data(), b.ridgeStride, b.ridgeRows, x, y, stepX, stepY,
                                          scratch.shiftFit[at].data())
                                    ? 1
                                    : 0;
    }
  }
  int good = 0;
  float sum = 0;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const auto at = static_cast<std::size_t>(row * mostSquares + column);
      if (scratch.squareKnown[at] == 0) continue;
      std::array<int, squareShifts> together{};
      int members = 0;
      for (int v = std::max(0, row - 1); v <= std::min(rows - 1, row + 1); ++v) {
        for (int u = std::max(0, column - 1); u <= std::min(columns - 1, column + 1); ++u) {
          const auto other = static_cast<std::size_t>(v * mostSquares + u);
          if (scratch.squareKnown[other] == 0) continue;
          ++members;
          for (std::size_t k = 0; k < squareShifts; ++k) together[k] += scratch.shiftFit[other][k];
        }
      }
      const int best = *std::max_element(together.begin(), together.end());
      const float fit = static_cast<float>(best) / (64.0F * static_cast<float>(members));
      ++result.squares;
      sum += fit;
      good += fit >= 0.6F ? 1 : 0;
      result.evidence += std::clamp(fit - 0.45F, -0.4F, 0.4F);
    }
  }
  if (result.squares > 0) {
    result.mean = sum / static_cast<float>(result.squares);
    result.good = static_cast<float>(good) / static_cast<float>(result.squares);
  }
  return result;
}

}  // namespace sobo::fingerprint
