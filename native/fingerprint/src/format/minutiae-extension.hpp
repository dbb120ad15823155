#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "byte-writer.hpp"
#include "minutia-cell.hpp"

namespace sobo::fingerprint {

/** How extension data of a format are written. */
struct ExtensionStyle {
  bool ansi = false;            // counts with a flag in the byte before, angles in 2 degrees
  bool lengthMayBeBare = false; // ISO 2005: some writers do not count the item's own four bytes
};

struct ExtensionContent {
  std::vector<SingularPoint> points;
  bool othersLeft = false;  // ridge counts, zonal quality or a vendor's data, stepped over
};

/** Cores and deltas of an extension block; nothing where the items do not exactly fill it in any reading. */
std::optional<ExtensionContent> readExtension(std::span<const std::uint8_t> block, const ExtensionStyle& style,
                                                        const ViewScale& scale);

/** A block with one item of cores and deltas (at most 15 of each), its u16 length before; just the length 0 where there are none. */
void putExtension(ByteWriter& out, std::span<const SingularPoint> points, const ExtensionStyle& style);

}  // namespace sobo::fingerprint
