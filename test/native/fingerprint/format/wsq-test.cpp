#include <algorithm>
#include <cmath>
#include <string>

#include "../../../../native/fingerprint/src/format/wsq-block-writer.hpp"
#include "../../../../native/fingerprint/src/format/wsq-huffman.hpp"
#include "../../../../native/fingerprint/src/format/wsq-quantiser.hpp"
#include "../../../../native/fingerprint/src/format/wsq-transform.hpp"
#include "../../../../native/fingerprint/src/format/wsq-tree.hpp"
#include "expectations.hpp"
#include "wsq.hpp"

using namespace sobo::fingerprint;

namespace {

using Bytes = std::vector<std::uint8_t>;

double psnr(const GrayImage& a, const GrayImage& b) {
  double squares = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) squares += std::pow(a.pixels[i] - b.pixels[i], 2);
  return squares == 0 ? 99 : 10 * std::log10(255.0 * 255.0 * static_cast<double>(a.pixels.size()) / squares);
}

/** Segments of a file between its first and last marker; a block carries its data with it. */
struct Segment {
  int marker = 0;
  Bytes bytes;
};

std::vector<Segment> segmentsOf(const Bytes& file) {
  std::vector<Segment> segments;
  for (std::size_t at = 2; at + 4 <= file.size();) {
    std::size_t end = at + 2 + file[at + 2] * 256U + file[at + 3];
    if (file[at + 1] == 0xA3)
      while (end + 1 < file.size() && !(file[end] == 0xFF && file[end + 1] != 0)) ++end;
    segments.push_back({file[at + 1], Bytes(file.begin() + static_cast<std::ptrdiff_t>(at), file.begin() + static_cast<std::ptrdiff_t>(end))});
    at = end;
  }
  return segments;
}

Bytes fileOf(const std::vector<Segment>& segments) {
  Bytes file = {0xFF, 0xA0};
  for (const Segment& segment : segments) file.insert(file.end(), segment.bytes.begin(), segment.bytes.end());
  file.insert(file.end(), {0xFF, 0xA1});
  return file;
}

const Test tiling("the sixty subbands and the uncoded quarter cover every sample once, whatever the size", [] {
  for (const std::size_t width : {1U, 2U, 3U, 17U, 64U, 301U})
    for (const std::size_t height : {1U, 5U, 32U, 219U}) {
      std::vector<int> covered(width * height);
      const WsqTree tree = wsqTreeOf(width, height);
      for (const WsqPart& part : tree.subbands)
        for (std::size_t y = 0; y < part.height; ++y)
          for (std::size_t x = 0; x < part.width; ++x) ++covered[(part.y + y) * width + part.x + x];
      const std::size_t left = (width + 1) / 2;
      const std::size_t top = (height + 1) / 2;
      bool once = true;
      for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) once = once && covered[y * width + x] == (x >= left && y >= top ? 0 : 1);
      EXPECT(once);
    }
});

const Test places("a right or bottom quarter stores its high half first", [] {
  const WsqTree tree = wsqTreeOf(13, 13);
  // Image 13 = 7 + 6; its right top quarter is 6 wide: high 3, low 3; subband 52 is 3 x 4.
  EXPECT(tree.subbands[52].x == 7 && tree.subbands[52].y == 0 && tree.subbands[52].width == 3 && tree.subbands[52].height == 4);
  const WsqTree odd = wsqTreeOf(10, 10);
  // Image 10 = 5 + 5; the right quarter's row split stores the 2 high samples left of the 3 low ones.
  EXPECT(odd.subbands[52].width == 2 && odd.subbands[53].width == 3 && odd.subbands[53].x == 7);
});

const Test perfect("analysis and synthesis give back every signal, even and odd, to within rounding", [] {
  const WsqFilters filters = wsqStandardFilters();
  for (const std::size_t width : {1U, 2U, 3U, 4U, 5U, 7U, 16U, 33U, 70U})
    for (const std::size_t height : {1U, 2U, 3U, 9U, 40U, 77U}) {
      std::vector<float> signal(width * height);
      for (std::size_t i = 0; i < signal.size(); ++i) signal[i] = static_cast<float>(100 * std::sin(static_cast<double>(i * i % 97)));
      const std::vector<float> before = signal;
      const WsqTree tree = wsqTreeOf(width, height);
      wsqAnalyse(signal, width, tree, filters);
      wsqSynthesise(signal, width, tree, filters);
      float most = 0;
      for (std::size_t i = 0; i < signal.size(); ++i) most = std::max(most, std::abs(signal[i] - before[i]));
      EXPECT(most < 0.01F);
    }
});

const Test direct("the first split is what the standard's sums say, term by term", [] {
  const std::size_t n = 11;
  std::vector<float> row(n);
  for (std::size_t i = 0; i < n; ++i) row[i] = static_cast<float>((i * 37) % 23);
  const WsqFilters filters = wsqStandardFilters();
  WsqTree tree;
  tree.splits[0] = {0, 0, n, 1, false, false};
  std::vector<float> got = row;
  wsqAnalyse(got, n, tree, filters);
  const auto x = [&row](int place) {
    place = place < 0 ? -place : place;
    return static_cast<double>(row[static_cast<std::size_t>(place > 10 ? 20 - place : place)]);
  };
  // One row alone: the column split multiplies it by the sum of the low filter's taps, the square root of two.
  const double column = std::sqrt(2.0);
  for (int k = 0; k < 6; ++k) {
    double low = 0;
    for (int j = -4; j <= 4; ++j) low += static_cast<double>(filters.low[static_cast<std::size_t>(std::abs(j))]) * x(2 * k + j);
    EXPECT(std::abs(got[static_cast<std::size_t>(k)] - low * column) < 1e-3);
  }
  for (int k = 0; k < 5; ++k) {
    double high = 0;
    for (int j = -3; j <= 3; ++j) high += static_cast<double>(filters.high[static_cast<std::size_t>(std::abs(j))]) * x(2 * k + 1 + j);
    EXPECT(std::abs(got[static_cast<std::size_t>(6 + k)] - high * column) < 1e-3);
  }
});

const Test rates("both rates are kept, with the errors one expects of them", [] {
  for (const auto& [width, height] : {std::pair(388, 374), std::pair(301, 257), std::pair(640, 480)}) {
    const GrayImage image = ridges(width, height);
    for (const auto& [rate, least] : {std::pair(wsqExchangeRate, 34.0), std::pair(wsqFineRate, 39.0)}) {
      const auto file = writeWsq(image, rate);
      EXPECT(file.ok());
      const auto opened = readImage(file.value());
      EXPECT(opened.ok() && opened.value().kind == ImageKind::wsq && opened.value().dpiStated && opened.value().image.dpi == 500);
      EXPECT(8.0 * static_cast<double>(file.value().size()) <= rate * width * height);
      EXPECT(psnr(image, opened.value().image) > least);
      EXPECT(writeWsq(image, rate).value() == file.value());
    }
  }
});

const Test noise("noise, which packs worst, still stays within the rate", [] {
  GrayImage image{200, 200, 1000, {}};
  std::uint32_t state = 7;
  for (int i = 0; i < 40'000; ++i) image.pixels.push_back(static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24));
  const auto file = writeWsq(image, 0.75);
  EXPECT(8.0 * static_cast<double>(file.value().size()) <= 0.75 * 40'000);
  EXPECT(readWsq(file.value()).value().image.dpi == 1000);
});

const Test smallOnes("pictures of every small size and of one colour come back in their size", [] {
  for (int width = 1; width <= 20; ++width)
    for (const int height : {1, 2, 7, 20}) {
      GrayImage image = ridges(width, height);
      auto opened = readWsq(writeWsq(image, 2.25).value());
      EXPECT(opened.ok() && opened.value().image.width == width && opened.value().image.height == height);
      std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{200});
      opened = readWsq(writeWsq(image, 0.75).value());
      EXPECT(opened.ok() && opened.value().image.pixels == image.pixels);
    }
});

const Test orders("tables may come in any order before their block, also two Huffman tables in one segment", [] {
  const GrayImage image = ridges(120, 90);
  const Bytes file = writeWsq(image, 2.25).value();
  const Bytes pixels = readWsq(file).value().image.pixels;
  auto segments = segmentsOf(file);
  EXPECT(segments.size() == 9 && fileOf(segments) == file);
  // COM DTT DQT SOF DHT SOB DHT SOB SOB becomes SOF DHT(both) DQT SOB DTT SOB COM SOB.
  Segment tables = segments[4];
  tables.bytes.insert(tables.bytes.end(), segments[6].bytes.begin() + 4, segments[6].bytes.end());
  const std::size_t length = tables.bytes.size() - 2;
  tables.bytes[2] = static_cast<std::uint8_t>(length >> 8);
  tables.bytes[3] = static_cast<std::uint8_t>(length & 0xFF);
  const Bytes other = fileOf({segments[3], tables, segments[2], segments[5], segments[1], segments[7], segments[0], segments[8]});
  EXPECT(readWsq(other).ok() && readWsq(other).value().image.pixels == pixels && readWsq(other).value().image.dpi == 500);
  const Bytes silent = fileOf({segments[1], segments[2], segments[3], segments[4], segments[5], segments[6], segments[7], segments[8]});
  EXPECT(readWsq(silent).ok() && !readWsq(silent).value().dpiStated && readWsq(silent).value().image.dpi == 500);
  // A block before its table, a table missing, two frames.
  EXPECT(!readWsq(fileOf({segments[1], segments[2], segments[3], segments[5]})).ok());
  EXPECT(!readWsq(fileOf({segments[2], segments[3], segments[4], segments[5], segments[6], segments[7], segments[8]})).ok());
  EXPECT(!readWsq(fileOf({segments[3], segments[3], segments[1], segments[2], segments[4], segments[5], segments[6], segments[7], segments[8]})).ok());
});

const Test escapes("runs and coefficients of every size are said and read the same", [] {
  std::vector<std::int32_t> coefficients;
  for (const int run : {1, 100, 101, 255, 256, 65'535, 70'000}) {
    coefficients.insert(coefficients.end(), static_cast<std::size_t>(run), 0);
    for (const int value : {1, -1, 74, 75, -73, -74, 255, -255, 256, -256, 65'535, -65'535}) coefficients.push_back(value);
  }
  coefficients.insert(coefficients.end(), 5, 0);
  const auto words = wsqWords(coefficients);
  std::vector<std::int32_t> said;
  for (const WsqWord& word : words) {
    const std::int32_t rest = word.rest;
    if (word.value <= 100) said.insert(said.end(), word.value, 0);
    else if (word.value == 105 || word.value == 106) said.insert(said.end(), word.rest, 0);
    else if (word.value == 101 || word.value == 103) said.push_back(rest);
    else if (word.value == 102 || word.value == 104) said.push_back(-rest);
    else said.push_back(word.value - 180);
  }
  EXPECT(said == coefficients);
  WsqBlockCode code;
  code.count(words);
  code.build();
  ByteWriter table;
  code.putTable(table, 3);
  const auto bytes = table.written();
  EXPECT(bytes[0] == 0xFF && bytes[1] == 0xA6 && bytes[4] == 3);
  const auto read = WsqHuffman::build(bytes.subspan(5, 16), bytes.subspan(21));
  EXPECT(read.has_value());
  ByteWriter block;
  code.putBlock(block, 3, words);
  WsqBits bits(block.written(), 5);
  bool same = true;
  for (const WsqWord& word : words) same = same && read->next(bits) == word.value && bits.bits(word.extra) == word.rest;
  EXPECT(same && !bits.overrun());
});

const Test cuts("a file that is cut anywhere is refused, and so are spoilt tables", [] {
  const Bytes file = writeWsq(ridges(64, 48), 0.75).value();
  for (std::size_t length = 0; length < file.size(); ++length) {
    const auto opened = readWsq(std::span(file).first(length));
    EXPECT(!opened.ok() && opened.failure().offset <= length);
  }
  Bytes padded = file;
  padded.insert(padded.end(), 10, 0);
  EXPECT(readWsq(padded).ok());
  auto segments = segmentsOf(file);
  segments[3].bytes[6] = 0x4E;
  segments[3].bytes[7] = 0x20;
  segments[3].bytes[8] = 0x4E;
  segments[3].bytes[9] = 0x20;
  EXPECT(readWsq(fileOf(segments)).failure().code == ParseCode::tooLarge);
  segments = segmentsOf(file);
  segments[1].bytes[7] = 0;  // exponent: a tap of 3.8 thousand million
  EXPECT(readWsq(fileOf(segments)).failure().code == ParseCode::badValue);
  segments = segmentsOf(file);
  segments[4].bytes[5] = 3;  // three words of one bit
  EXPECT(!readWsq(fileOf(segments)).ok());
});

const Test refusals("what cannot be packed is refused with a reason", [] {
  EXPECT(writeWsq(GrayImage{}, 0.75).failure().code == ParseCode::badValue);
  EXPECT(writeWsq(GrayImage{3, 3, 500, {1, 2}}, 0.75).failure().code == ParseCode::badLength);
  EXPECT(!writeWsq(ridges(20, 20), 0).ok() && !writeWsq(ridges(20, 20), std::nan("")).ok() && !writeWsq(ridges(20, 20, 0), 0.75).ok());
});

}  // namespace
