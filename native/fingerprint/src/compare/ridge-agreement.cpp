#include "ridge-agreement.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "../wide-target.hpp"

namespace sobo::fingerprint {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr int side = 8;              // bits of a square
constexpr int reach = 2;             // bits a square may shift
constexpr int span = side + 2 * reach;
constexpr float bend = 55;           // px: how far a met minutia pulls the ridges along
constexpr unsigned mostUnknown = 34;  // of the 144 sampled bits
constexpr int leastClear = 60;       // of 255

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

/// Where the 12 x 12 sampled bits of one square lie in the other map, 16.16 fixed point: start, step along, step down.
struct Sampling {
  std::int32_t x, y, alongX, alongY;
};

bool withinMap(const Sampling& at, int stride, int rows) {
  constexpr int last = span - 1;
  for (int corner = 0; corner < 4; ++corner) {
    const int u = (corner & 1) * last;
    const int v = (corner >> 1) * last;
    const int x = (at.x + u * at.alongX - v * at.alongY) >> 16;
    const int y = (at.y + u * at.alongY + v * at.alongX) >> 16;
    if (x < 0 || y < 0 || x >= stride || y >= rows) return false;
  }
  return true;
}

/// Fits one square at all shifts: -64 … 64 by agreeing minus disagreeing bits. False where too little of b is known.
SOBO_WIDE bool fitSquare(std::uint64_t ridges, const std::uint8_t* bytes, int stride, const Sampling& at, std::int8_t* fits) {
  std::uint32_t line[span];
  unsigned unknown = 0;
  for (int v = 0; v < span; ++v) {
    std::int32_t x = at.x - v * at.alongY;
    std::int32_t y = at.y + v * at.alongX;
    std::uint32_t bits = 0;
    for (int u = 0; u < span; ++u) {
      const std::uint32_t value = bytes[(y >> 16) * stride + (x >> 16)];
      bits |= (value & 1U) << u;
      unknown += value >> 1;
      x += at.alongX;
      y += at.alongY;
    }
    line[v] = bits;
  }
  if (unknown > mostUnknown) return false;
  constexpr int shifts = 2 * reach + 1;
  for (int ox = 0; ox < shifts; ++ox) {
    std::uint8_t rows[16] = {};
    for (int v = 0; v < span; ++v) rows[v] = static_cast<std::uint8_t>(line[v] >> ox);
    for (int oy = 0; oy < shifts; ++oy) {
      std::uint64_t moved;  // row v in byte v, as in the ridge map: every machine we run on is little-endian
      std::memcpy(&moved, rows + oy, sizeof(moved));
      fits[oy * shifts + ox] = static_cast<std::int8_t>(64 - 2 * __builtin_popcountll(moved ^ ridges));
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

RidgeAgreement ridgesAgree(const PreparedData& a, const PreparedData& b, const Meeting& meeting, int every,
                           ScratchData& scratch) {
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
      if (map.clear[from] < leastClear || (row + column) % every != 0) continue;
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
      const Sampling sampling{static_cast<std::int32_t>(x * 65536), static_cast<std::int32_t>(y * 65536),
                              static_cast<std::int32_t>(stepX * 65536), static_cast<std::int32_t>(stepY * 65536)};
      if (!withinMap(sampling, b.ridgeStride, b.ridgeRows)) continue;
      scratch.squareKnown[at] =
          fitSquare(map.ridges[from], b.ridgeBytes.data(), b.ridgeStride, sampling, scratch.shiftFit[at].data()) ? 1 : 0;
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
