#include "minutiae-extension.hpp"

#include <algorithm>

namespace sobo::fingerprint {

namespace {

constexpr std::uint16_t coresAndDeltas = 2;
constexpr std::uint16_t itemHeader = 4;

/** One list: how many, whether each has angles, then positions. Bit 14 of x says it in ISO, bits 7..6 of the count in ANSI. */
bool readPoints(ByteReader& in, SingularKind kind, const ExtensionStyle& style, const ViewScale& scale, std::vector<SingularPoint>& points) {
  const std::uint8_t head = in.u8();
  const unsigned count = style.ansi ? head & 0x0FU : head;
  const bool allAngles = style.ansi && (head >> 6) == 1;
  const unsigned angles = kind == SingularKind::core ? 1 : 3;
  for (unsigned i = 0; i < count && !in.failed(); ++i) {
    const std::uint16_t x = in.u16();
    const std::uint16_t y = in.u16();
    const bool hasAngles = style.ansi ? allAngles : (x >> 14) == 1;
    SingularPoint point{static_cast<float>((x & 0x3FFF) * scale.across), static_cast<float>((y & 0x3FFF) * scale.down), 0, kind};
    for (unsigned k = 0; hasAngles && k < angles; ++k) {
      const float angle = angleOf(in.u8(), style.ansi ? ansiTurn : isoTurn);
      if (kind == SingularKind::core) point.angle = angle;
    }
    points.push_back(point);
  }
  return !in.failed();
}

/** `uncounted`: bytes of an item that its length leaves out. */
std::optional<ExtensionContent> readItems(std::span<const std::uint8_t> block, std::uint16_t uncounted, const ExtensionStyle& style,
                                          const ViewScale& scale) {
  ExtensionContent content;
  ByteReader in(block);
  while (in.left() > 0) {
    const std::uint16_t kind = in.u16();
    const std::uint32_t length = in.u16() + static_cast<std::uint32_t>(uncounted);
    if (in.failed() || length < itemHeader || !in.has(length - itemHeader)) return std::nullopt;
    ByteReader item(in.take(length - itemHeader));
    if (kind != coresAndDeltas) {
      content.othersLeft = true;
      continue;
    }
    if (!readPoints(item, SingularKind::core, style, scale, content.points) ||
        !readPoints(item, SingularKind::delta, style, scale, content.points) || item.left() > 0)
      return std::nullopt;
  }
  return content;
}

}  // namespace

std::optional<ExtensionContent> readExtension(std::span<const std::uint8_t> block, const ExtensionStyle& style, const ViewScale& scale) {
  auto content = readItems(block, 0, style, scale);
  if (!content && style.lengthMayBeBare) content = readItems(block, itemHeader, style, scale);
  return content;
}

void putExtension(ByteWriter& out, std::span<const SingularPoint> points, const ExtensionStyle& style) {
  if (points.empty()) {
    out.u16(0);
    return;
  }
  ByteWriter item;
  for (const SingularKind kind : {SingularKind::core, SingularKind::delta}) {
    const bool cores = kind == SingularKind::core;
    ByteWriter list;
    unsigned count = 0;
    for (const SingularPoint& point : points) {
      const auto x = position(point.x);
      const auto y = position(point.y);
      if (point.kind != kind || !x || !y || count == 15) continue;
      ++count;
      list.u16(*x | (cores && !style.ansi ? 0x4000U : 0U));
      list.u16(*y);
      if (cores) list.u8(angleUnits(point.angle, style.ansi ? ansiTurn : isoTurn));
    }
    item.u8(count | (cores && style.ansi ? 0x40U : 0U));
    item.put(list.written());
  }
  out.u16(itemHeader + item.at());
  out.u16(coresAndDeltas);
  out.u16(itemHeader + item.at());
  out.put(item.written());
}

}  // namespace sobo::fingerprint
