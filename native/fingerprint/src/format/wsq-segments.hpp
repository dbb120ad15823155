#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "byte-reader.hpp"
#include "parsed.hpp"
#include "wsq-huffman.hpp"
#include "wsq-transform.hpp"

namespace sobo::fingerprint {

/** Markers of IAFIS-IC-0110. All but the first two are followed by a length that counts itself. */
enum class WsqMarker : std::uint16_t {
  startOfImage = 0xFFA0,
  endOfImage = 0xFFA1,
  startOfFrame = 0xFFA2,
  startOfBlock = 0xFFA3,
  transformTable = 0xFFA4,
  quantisationTable = 0xFFA5,
  huffmanTable = 0xFFA6,
  restartInterval = 0xFFA7,
  comment = 0xFFA8,
};

inline constexpr std::size_t wsqHuffmanTables = 8;

struct WsqFrame {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double shift = 0;  // M
  double scale = 0;  // R
};

struct WsqQuantisation {
  double centre = 0.44;                    // C
  std::array<double, wsqSubbands> step{};  // Q, 0: not coded
  std::array<double, wsqSubbands> zero{};  // Z, width of the zero bin
};

/** What the segments before a block have told so far. */
struct WsqTables {
  std::optional<WsqFrame> frame;
  std::optional<WsqFilters> filters;
  std::optional<WsqQuantisation> quantisation;
  std::array<std::optional<WsqHuffman>, wsqHuffmanTables> huffman;
  std::optional<double> dpi;
};

/** Takes the content of one segment, without marker and length; `offset` is where the content stands. Blocks are not segments. */
std::optional<ParseFailure> readWsqSegment(WsqMarker marker, std::span<const std::uint8_t> content, std::size_t offset, WsqTables& tables);

}  // namespace sobo::fingerprint
