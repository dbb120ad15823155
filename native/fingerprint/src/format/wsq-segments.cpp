#include "wsq-segments.hpp"

#include <cmath>
#include <string_view>

#include "pixel-size.hpp"

namespace sobo::fingerprint {

namespace {

/** Far beyond what writers use (a value of five or ten digits times 10^-e), and small enough to stay a normal number. */
constexpr int mostExponent = 30;
/** The standard's taps are below 1; what is beyond this would only serve to overflow. */
constexpr double mostTap = 4.0;

std::optional<double> scaled(ByteReader& in) noexcept {
  const int exponent = in.u8();
  const double value = in.u16();
  if (exponent > mostExponent) return std::nullopt;
  return value * std::pow(10.0, -exponent);
}

std::optional<ParseFailure> readFrame(std::span<const std::uint8_t> content, std::size_t offset, WsqTables& tables) {
  if (content.size() != 15) return ParseFailure{ParseCode::badLength, offset, "a frame header of 17 bytes"};
  if (tables.frame) return ParseFailure{ParseCode::badValue, offset, "one frame header"};
  ByteReader in(content);
  in.u16();  // grey values of black and white: nothing depends on them
  WsqFrame frame;
  frame.height = in.u16();
  frame.width = in.u16();
  if (auto wrong = refusedSize(frame.width, frame.height, offset + 2)) return wrong;
  const auto shift = scaled(in);
  const auto scale = scaled(in);
  if (!shift || !scale) return ParseFailure{ParseCode::badValue, offset + 6, "exponents up to 30"};
  frame.shift = *shift;
  frame.scale = *scale;
  tables.frame = frame;
  return std::nullopt;
}

std::optional<ParseFailure> readFilters(std::span<const std::uint8_t> content, std::size_t offset, WsqTables& tables) {
  ByteReader in(content);
  WsqFilters filters;
  const std::size_t low = in.u8();
  const std::size_t high = in.u8();
  if (in.failed()) return ParseFailure{ParseCode::badLength, offset, "filter lengths"};
  if (low % 2 == 0 || high % 2 == 0 || low > 31 || high > 31)
    return ParseFailure{ParseCode::unsupported, offset, "odd filter lengths up to 31"};
  filters.lowTaps = low / 2 + 1;
  filters.highTaps = high / 2 + 1;
  if (content.size() != 2 + 6 * (filters.lowTaps + filters.highTaps))
    return ParseFailure{ParseCode::badLength, offset, "six bytes for each tap of the right halves"};
  for (std::size_t i = 0; i < filters.lowTaps + filters.highTaps; ++i) {
    const bool minus = in.u8() != 0;
    const int exponent = in.u8();
    const double size = exponent > mostExponent ? 0.0 : in.u32() * std::pow(10.0, -exponent);
    if (exponent > mostExponent || size > mostTap)
      return ParseFailure{ParseCode::badValue, offset + 2 + 6 * i, "exponents up to 30 and taps up to 4"};
    const auto tap = static_cast<float>(minus ? -size : size);
    if (i < filters.lowTaps) filters.low[i] = tap;
    else filters.high[i - filters.lowTaps] = tap;
  }
  tables.filters = filters;
  return std::nullopt;
}

std::optional<ParseFailure> readQuantisation(std::span<const std::uint8_t> content, std::size_t offset, WsqTables& tables) {
  if (content.size() != 387) return ParseFailure{ParseCode::badLength, offset, "a quantisation table of 389 bytes"};
  ByteReader in(content);
  WsqQuantisation read;
  const auto centre = scaled(in);
  if (!centre || *centre > 1.0) return ParseFailure{ParseCode::badValue, offset, "a bin centre of 0 to 1"};
  read.centre = *centre;
  // Subbands 60-63 are in the table and never coded.
  for (std::size_t band = 0; band < 64; ++band) {
    const std::size_t at = in.at();
    const auto step = scaled(in);
    const auto zero = scaled(in);
    if (!step || !zero) return ParseFailure{ParseCode::badValue, offset + at, "exponents up to 30"};
    if (band >= wsqSubbands) continue;
    read.step[band] = *step;
    read.zero[band] = *zero;
  }
  tables.quantisation = read;
  return std::nullopt;
}

std::optional<ParseFailure> readHuffman(std::span<const std::uint8_t> content, std::size_t offset, WsqTables& tables) {
  ByteReader in(content);
  if (content.empty()) return ParseFailure{ParseCode::badLength, offset, "at least one Huffman table"};
  while (in.left() > 0) {
    const std::size_t start = in.at();
    const std::size_t id = in.u8();
    const auto counts = in.take(16);
    if (in.failed()) return ParseFailure{ParseCode::badLength, offset + start, "the numbers of words of 1 to 16 bits"};
    std::size_t words = 0;
    for (const std::uint8_t count : counts) words += count;
    const auto values = in.take(words);
    if (in.failed() || words > 256) return ParseFailure{ParseCode::badLength, offset + start, "as many values as there are words"};
    if (id >= wsqHuffmanTables) return ParseFailure{ParseCode::badValue, offset + start, "a table number of 0 to 7"};
    tables.huffman[id] = WsqHuffman::build(counts, values);
    if (!tables.huffman[id]) return ParseFailure{ParseCode::badCode, offset + start, "word lengths that make a code"};
  }
  return std::nullopt;
}

/** The PPI line of a NIST_COM comment. Other comments are free text and nobody's business. */
void readComment(std::span<const std::uint8_t> content, WsqTables& tables) {
  const std::string_view text(reinterpret_cast<const char*>(content.data()), content.size());
  if (!text.starts_with("NIST_COM")) return;
  const std::size_t line = text.find("\nPPI ");
  if (line == std::string_view::npos) return;
  int value = 0;
  for (std::size_t at = line + 5; at < text.size() && text[at] >= '0' && text[at] <= '9' && value < 100'000; ++at)
    value = value * 10 + (text[at] - '0');
  if (plausibleDpi(value)) tables.dpi = value;
}

}  // namespace

std::optional<ParseFailure> readWsqSegment(WsqMarker marker, std::span<const std::uint8_t> content, std::size_t offset, WsqTables& tables) {
  switch (marker) {
    case WsqMarker::startOfFrame: return readFrame(content, offset, tables);
    case WsqMarker::transformTable: return readFilters(content, offset, tables);
    case WsqMarker::quantisationTable: return readQuantisation(content, offset, tables);
    case WsqMarker::huffmanTable: return readHuffman(content, offset, tables);
    case WsqMarker::comment: readComment(content, tables); return std::nullopt;
    case WsqMarker::restartInterval:
      if (content.size() != 2) return ParseFailure{ParseCode::badLength, offset, "a restart interval of 4 bytes"};
      if (content[0] != 0 || content[1] != 0) return ParseFailure{ParseCode::unsupported, offset, "no restart intervals"};
      return std::nullopt;
    case WsqMarker::startOfImage:
    case WsqMarker::endOfImage:
    case WsqMarker::startOfBlock: break;
  }
  return ParseFailure{ParseCode::badValue, offset, "a table, a comment, a frame header or a block"};
}

}  // namespace sobo::fingerprint
