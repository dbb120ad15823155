#include <algorithm>
#include <cmath>

#include "minutia-cell.hpp"
#include "minutiae-record.hpp"

namespace sobo::fingerprint {

namespace {

/** Units of 0.01 and 0.1 mm in a pixel of 500 dpi. */
constexpr double unitsPerPixel(CardFormat format) noexcept { return format == CardFormat::normal ? 5.08 : 0.508; }
constexpr std::size_t bytesOf(CardFormat format) noexcept { return format == CardFormat::normal ? 5 : 3; }

struct Cell {
  long x = 0;
  long y = 0;
  unsigned angle = 0;
  MinutiaKind kind = MinutiaKind::other;
};

void sort(std::vector<Cell>& cells, CardOrder order) {
  const auto by = [&cells](auto key) {
    std::stable_sort(cells.begin(), cells.end(), [&key](const Cell& a, const Cell& b) { return key(a) < key(b); });
  };
  switch (order) {
    case CardOrder::asGiven: return;
    case CardOrder::xThenY: return by([](const Cell& cell) { return std::pair(cell.x, cell.y); });
    case CardOrder::yThenX: return by([](const Cell& cell) { return std::pair(cell.y, cell.x); });
    case CardOrder::angle: return by([](const Cell& cell) { return cell.angle; });
  }
}

}  // namespace

Parsed<FingerTemplate> readCardMinutiae(std::span<const std::uint8_t> bytes, CardFormat format) {
  const std::size_t width = bytesOf(format);
  if (bytes.size() % width != 0 || bytes.size() / width > mostMinutiae)
    return ParseFailure{ParseCode::badLength, bytes.size(), "a whole number of minutiae, at most 255"};
  const double scale = 1.0 / unitsPerPixel(format);
  FingerTemplate finger;
  ByteReader in(bytes);
  while (in.left() > 0) {
    Minutia minutia;
    if (format == CardFormat::normal) {
      minutia = takeMinutia(in, {scale, scale, 0, 0}, isoTurn, false).value_or(Minutia{});
    } else {
      minutia.x = static_cast<float>(in.u8() * scale);
      minutia.y = static_cast<float>(in.u8() * scale);
      const std::uint8_t last = in.u8();
      minutia.kind = last >> 6 == 3 ? MinutiaKind::other : static_cast<MinutiaKind>(last >> 6);
      minutia.angle = angleOf(last & 0x3F, compactTurn);
    }
    finger.width = std::max(finger.width, static_cast<int>(std::ceil(minutia.x)) + 1);
    finger.height = std::max(finger.height, static_cast<int>(std::ceil(minutia.y)) + 1);
    finger.minutiae.push_back(minutia);
  }
  return finger;
}

Parsed<std::vector<std::uint8_t>> writeCardMinutiae(const FingerTemplate& finger, CardFormat format, CardOrder order, std::size_t most) {
  if (finger.minutiae.size() > mostMinutiae) return ParseFailure{ParseCode::badLength, 0, "at most 255 minutiae"};
  const double scale = unitsPerPixel(format);
  const long highest = format == CardFormat::normal ? mostPosition : 255;
  std::vector<Cell> cells;
  long left = mostPosition;
  long top = mostPosition;
  bool fits = true;
  for (const Minutia& minutia : finger.minutiae) {
    if (cells.size() == most) break;
    if (!position(minutia.x) || !position(minutia.y)) return ParseFailure{ParseCode::badValue, cells.size(), "positions of 0 to 16,383 pixels"};
    const Cell cell{std::lround(std::max(0.0, minutia.x * scale)), std::lround(std::max(0.0, minutia.y * scale)),
                    angleUnits(minutia.angle, format == CardFormat::normal ? isoTurn : compactTurn), minutia.kind};
    left = std::min(left, cell.x);
    top = std::min(top, cell.y);
    fits = fits && cell.x <= highest && cell.y <= highest;
    cells.push_back(cell);
  }
  if (!fits) {
    for (Cell& cell : cells) {
      cell.x -= left;
      cell.y -= top;
    }
    std::erase_if(cells, [highest](const Cell& cell) { return cell.x > highest || cell.y > highest || cell.x < 0 || cell.y < 0; });
  }
  sort(cells, order);
  ByteWriter out;
  for (const Cell& cell : cells) {
    const auto kind = static_cast<unsigned>(cell.kind);
    if (format == CardFormat::normal) {
      out.u16(kind << 14 | static_cast<unsigned>(cell.x));
      out.u16(static_cast<unsigned>(cell.y));
      out.u8(cell.angle);
    } else {
      out.u8(static_cast<unsigned>(cell.x));
      out.u8(static_cast<unsigned>(cell.y));
      out.u8(kind << 6 | cell.angle);
    }
  }
  return out.release();
}

}  // namespace sobo::fingerprint
