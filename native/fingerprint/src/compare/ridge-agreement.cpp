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

/// How far the pulls bend the middles of a row of squares; every square adds the pulls in the same order, several squares at a time.
struct BentRow {
  std::array<float, mostSquares> x{};
  std::array<float, mostSquares> dx{};
  std::array<float, mostSquares> dy{};
  std::array<float, mostSquares> weight{};
};

SOBO_WIDE void bendRow(const Pulls& pulls, float y, BentRow& row) {
  for (int i = 0; i < mostSquares; ++i) {
    row.weight[static_cast<std::size_t>(i)] = 0.3F;
    row.dx[static_cast<std::size_t>(i)] = row.dy[static_cast<std::size_t>(i)] = 0;
  }
  for (int p = 0; p < pulls.count; ++p) {
    const Pull pull = pulls.list[static_cast<std::size_t>(p)];
    const float gy = pull.y - y;
    const float gy2 = gy * gy;
    float* __restrict dx = row.dx.data();
    float* __restrict dy = row.dy.data();
    float* __restrict weight = row.weight.data();
    const float* __restrict x = row.x.data();
    for (int i = 0; i < mostSquares; ++i) {
      const float gx = pull.x - x[i];
      const float near = 1 / (1 + (gx * gx + gy2) * (1 / (bend * bend)));
      const float w = near * near;
      weight[i] += w;
      dx[i] += w * pull.dx;
      dy[i] += w * pull.dy;
    }
  }
  for (std::size_t i = 0; i < mostSquares; ++i) {
    row.dx[i] /= row.weight[i];
    row.dy[i] /= row.weight[i];
  }
}

/// Where the 12 x 12 sampled bits of a square lie in the other map, against the first of them; 16.16 fixed point, the same for all squares.
struct Lattice {
  std::array<std::int32_t, span * span> x{};
  std::array<std::int32_t, span * span> y{};

  Lattice(std::int32_t alongX, std::int32_t alongY) {
    for (int v = 0; v < span; ++v) {
      for (int u = 0; u < span; ++u) {
        x[static_cast<std::size_t>(v * span + u)] = u * alongX - v * alongY;
        y[static_cast<std::size_t>(v * span + u)] = u * alongY + v * alongX;
      }
    }
  }
};

struct MapPlace {
  std::int32_t x, y;  // of the first sampled bit, 16.16
};

bool withinMap(const Lattice& lattice, MapPlace at, int stride, int rows) {
  for (const std::size_t corner : {0, span - 1, span * (span - 1), span * span - 1}) {
    const int x = (at.x + lattice.x[corner]) >> 16;
    const int y = (at.y + lattice.y[corner]) >> 16;
    if (x < 0 || y < 0 || x >= stride || y >= rows) return false;
  }
  return true;
}

/// The lowest bits of eight bytes as one byte, the first byte's lowest.
inline std::uint32_t gatheredBits(std::uint64_t bytes) {
  return static_cast<std::uint32_t>(((bytes & 0x0101010101010101ULL) * 0x0102040810204080ULL) >> 56);
}

/// Fits one square at all shifts: -64 … 64 by agreeing minus disagreeing bits. False where too little of b is known.
SOBO_WIDE bool fitSquare(std::uint64_t ridges, const std::uint8_t* bytes, int stride, const Lattice& lattice, MapPlace at, std::int16_t* fits) {
  constexpr int together = 4;  // rows
  std::uint64_t line[span];
  unsigned unknown = 0;
  for (int first = 0; first < span; first += together) {
    std::int32_t places[together * span];
    std::uint8_t values[together * span];
    const std::int32_t* x = lattice.x.data() + first * span;
    const std::int32_t* y = lattice.y.data() + first * span;
    for (int k = 0; k < together * span; ++k) places[k] = ((at.y + y[k]) >> 16) * stride + ((at.x + x[k]) >> 16);
    for (int k = 0; k < together * span; ++k) values[k] = bytes[places[k]];
    for (int v = 0; v < together; ++v) {
      std::uint64_t low;
      std::uint32_t high;
      std::memcpy(&low, values + v * span, sizeof(low));
      std::memcpy(&high, values + v * span + sizeof(low), sizeof(high));
      line[first + v] = gatheredBits(low) | gatheredBits(high) << 8;
      unknown += static_cast<unsigned>(__builtin_popcountll(low & 0x0202020202020202ULL) + __builtin_popcount(high & 0x02020202U));
    }
    if (unknown > mostUnknown) return false;
  }
  constexpr int shifts = 2 * reach + 1;
  for (int ox = 0; ox < shifts; ++ox) {
    std::uint64_t moved = 0;  // row v in byte v, as in the ridge map
    for (int v = 0; v < side; ++v) moved |= ((line[v] >> ox) & 255) << (8 * v);
    for (int oy = 0; oy < shifts; ++oy) {
      fits[oy * shifts + ox] = static_cast<std::int16_t>(64 - 2 * __builtin_popcountll(moved ^ ridges));
      if (oy + 1 < shifts) moved = moved >> 8 | ((line[side + oy] >> ox) & 255) << 56;
    }
  }
  return true;
}

/// The best shift of a square together with its neighbours: the largest sum of their fits.
SOBO_WIDE int bestTogether(const std::int16_t* const* fits, int count) {
  std::int16_t sums[squareLanes] = {};
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < squareLanes; ++k) sums[k] = static_cast<std::int16_t>(sums[k] + fits[i][k]);
  }
  for (int k = squareShifts; k < squareLanes; ++k) sums[k] = sums[0];
  std::int16_t best = sums[0];
  for (const std::int16_t sum : sums) best = sum > best ? sum : best;
  return best;
}

/// The bits of a byte, lowest first, as eight bytes.
constexpr std::array<std::uint64_t, 256> spreadBits = [] {
  std::array<std::uint64_t, 256> spread{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (unsigned k = 0; k < 8; ++k) spread[byte] |= static_cast<std::uint64_t>((byte >> k) & 1U) << (8 * k);
  }
  return spread;
}();

}  // namespace

void unpackRidges(PreparedData& data) {
  const RidgeMap& map = data.ridgeMap;
  data.ridgeStride = map.columns * side + 2 * ridgeMargin;
  data.ridgeRows = map.rows * side + 2 * ridgeMargin;
  data.firstColumn = map.columns;
  data.firstRow = map.rows;
  data.ridgeBytes.assign(static_cast<std::size_t>(data.ridgeStride) * static_cast<std::size_t>(data.ridgeRows), 2);
  for (int row = 0; row < map.rows; ++row) {
    for (int column = 0; column < map.columns; ++column) {
      const auto at = static_cast<std::size_t>(row * map.columns + column);
      if (map.clear[at] == 0) continue;
      data.firstColumn = std::min(data.firstColumn, column);
      data.firstRow = std::min(data.firstRow, row);
      const std::uint64_t bits = map.ridges[at];
      std::uint8_t* corner = data.ridgeBytes.data() + static_cast<std::ptrdiff_t>(row * side + ridgeMargin) * data.ridgeStride + column * side + ridgeMargin;
      for (int y = 0; y < side; ++y) std::memcpy(corner + static_cast<std::ptrdiff_t>(y) * data.ridgeStride, &spreadBits[(bits >> (8 * y)) & 255], side);
    }
  }
}

RidgeAgreement ridgesAgree(const PreparedData& a, const PreparedData& b, const Meeting& meeting, int every,
                           ScratchData& scratch) {
  RidgeAgreement result;
  if (a.ridgeStride == 0 || b.ridgeStride == 0) return result;
  const Pulls pulls = pullsOf(a, b, meeting);
  const RidgeMap& map = a.ridgeMap;
  const int columns = std::min(map.columns - a.firstColumn, mostSquares);
  const int rows = std::min(map.rows - a.firstRow, mostSquares);
  const Movement& move = meeting.movement;
  // b's map has y down, so the turn is seen the other way round.
  const float stepX = move.cosine;
  const float stepY = -move.sine;
  const Lattice lattice(static_cast<std::int32_t>(stepX * 65536), static_cast<std::int32_t>(stepY * 65536));
  BentRow bent;
  for (std::size_t column = 0; column < mostSquares; ++column) bent.x[column] = static_cast<float>((a.firstColumn + static_cast<int>(column)) * 16 + 8);
  for (int row = 0; row < rows; ++row) {
    const float cy = -static_cast<float>((a.firstRow + row) * 16 + 8);
    bendRow(pulls, cy, bent);
    for (int column = 0; column < columns; ++column) {
      const auto at = static_cast<std::size_t>(row * mostSquares + column);
      const auto from = static_cast<std::size_t>((a.firstRow + row) * map.columns + a.firstColumn + column);
      scratch.squareKnown[at] = 0;
      if (map.clear[from] < leastClear || (a.firstRow + row + a.firstColumn + column) % every != 0) continue;
      const float cx = bent.x[static_cast<std::size_t>(column)];
      const float dx = bent.dx[static_cast<std::size_t>(column)];
      const float dy = bent.dy[static_cast<std::size_t>(column)];
      // Centre in b, then back to the first sampled bit.
      const float bx = (move.x(cx, cy) + dx) * 0.5F + ridgeMargin;
      const float by = -(move.y(cx, cy) + dy) * 0.5F + ridgeMargin;
      const float half = 0.5F * (span - 1);
      const float x = bx - half * stepX + half * stepY;
      const float y = by - half * stepY - half * stepX;
      if (!(std::fabs(x) < 8000 && std::fabs(y) < 8000)) continue;
      const MapPlace place{static_cast<std::int32_t>(x * 65536), static_cast<std::int32_t>(y * 65536)};
      if (!withinMap(lattice, place, b.ridgeStride, b.ridgeRows)) continue;
      scratch.squareKnown[at] =
          fitSquare(map.ridges[from], b.ridgeBytes.data(), b.ridgeStride, lattice, place, scratch.shiftFit[at].data()) ? 1 : 0;
    }
  }
  int good = 0;
  float sum = 0;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const auto at = static_cast<std::size_t>(row * mostSquares + column);
      if (scratch.squareKnown[at] == 0) continue;
      std::array<const std::int16_t*, 9> together{};
      int members = 0;
      for (int v = std::max(0, row - 1); v <= std::min(rows - 1, row + 1); ++v) {
        for (int u = std::max(0, column - 1); u <= std::min(columns - 1, column + 1); ++u) {
          const auto other = static_cast<std::size_t>(v * mostSquares + u);
          if (scratch.squareKnown[other] == 0) continue;
          together[static_cast<std::size_t>(members++)] = scratch.shiftFit[other].data();
        }
      }
      const int best = bestTogether(together.data(), members);
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
