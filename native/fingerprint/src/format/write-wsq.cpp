#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "pixel-size.hpp"
#include "wsq-block-writer.hpp"
#include "wsq-quantiser.hpp"
#include "wsq.hpp"

namespace sobo::fingerprint {

namespace {

constexpr double lowestRate = 0.1;
constexpr double highestRate = 5.0;
constexpr int mostTries = 12;
/** What a file has in tables and headers whatever its steps: below this no step would help. */
constexpr double leastFile = 700;

void putMarker(ByteWriter& out, WsqMarker marker, std::uint16_t length) {
  out.u16(static_cast<std::uint16_t>(marker));
  out.u16(length);
}

/** A number as v·10^-e with as many digits of v as fit below `limit`. */
struct Scaled {
  std::uint8_t exponent = 0;
  std::uint32_t value = 0;
};

Scaled scaledBelow(double number, double limit) noexcept {
  if (number <= 0) return {};
  int exponent = 0;
  while (exponent < 20 && number * 10 < limit) {
    number *= 10;
    ++exponent;
  }
  return {static_cast<std::uint8_t>(exponent), static_cast<std::uint32_t>(std::floor(std::min(number, limit) + 0.5))};
}

void putScaled(ByteWriter& out, double number) {
  const Scaled scaled = scaledBelow(number, 65'535);
  out.u8(scaled.exponent);
  out.u16(scaled.value);
}

void putFilters(ByteWriter& out, const WsqFilters& filters) {
  putMarker(out, WsqMarker::transformTable, static_cast<std::uint16_t>(4 + 6 * (filters.lowTaps + filters.highTaps)));
  out.u8(2 * filters.lowTaps - 1);
  out.u8(2 * filters.highTaps - 1);
  const auto put = [&out](std::span<const float> taps) {
    for (const float tap : taps) {
      const Scaled scaled = scaledBelow(std::abs(static_cast<double>(tap)), 4'294'967'295.0);
      out.u8(tap < 0 ? 1 : 0);
      out.u8(scaled.exponent);
      out.u32(scaled.value);
    }
  };
  put(std::span(filters.low).first(filters.lowTaps));
  put(std::span(filters.high).first(filters.highTaps));
}

void putSteps(ByteWriter& out, const WsqQuantisation& steps) {
  putMarker(out, WsqMarker::quantisationTable, 389);
  putScaled(out, steps.centre);
  for (std::size_t band = 0; band < 64; ++band) {
    putScaled(out, band < wsqSubbands ? steps.step[band] : 0.0);
    putScaled(out, band < wsqSubbands ? steps.zero[band] : 0.0);
  }
}

void putFrame(ByteWriter& out, const WsqFrame& frame) {
  putMarker(out, WsqMarker::startOfFrame, 17);
  out.u8(0);
  out.u8(255);
  out.u16(frame.height);
  out.u16(frame.width);
  putScaled(out, frame.shift);
  putScaled(out, frame.scale);
  out.u8(2);   // encoder version
  out.u16(0);  // no registered software
}

void putComment(ByteWriter& out, const GrayImage& image, double bitRate) {
  std::array<char, 32> rate{};
  const auto millionths = std::lround(bitRate * 1'000'000);
  std::snprintf(rate.data(), rate.size(), "%ld.%06ld", millionths / 1'000'000, millionths % 1'000'000);
  const std::string text = "NIST_COM 9\nPIX_WIDTH " + std::to_string(image.width) + "\nPIX_HEIGHT " + std::to_string(image.height) +
                           "\nPIX_DEPTH 8\nPPI " + std::to_string(std::lround(image.dpi)) +
                           "\nLOSSY 1\nCOLORSPACE GRAY\nCOMPRESSION WSQ\nWSQ_BITRATE " + rate.data();
  putMarker(out, WsqMarker::comment, static_cast<std::uint16_t>(2 + text.size()));
  out.text(text);
}

/** Mean grey and the scale that brings the farthest grey to 128 (13.4). */
WsqFrame frameOf(const GrayImage& image) {
  WsqFrame frame{static_cast<std::uint32_t>(image.width), static_cast<std::uint32_t>(image.height), 0, 0};
  std::uint64_t sum = 0;
  for (const std::uint8_t pixel : image.pixels) sum += pixel;
  const auto [least, most] = std::minmax_element(image.pixels.begin(), image.pixels.end());
  frame.shift = static_cast<double>(sum) / static_cast<double>(image.pixels.size());
  frame.scale = std::max(frame.shift - *least, *most - frame.shift) / 128;
  if (frame.scale <= 0) frame.scale = 1;  // one colour: every sample is zero, and a scale of zero would divide
  return frame;
}

class WsqPacking {
 public:
  WsqPacking(const GrayImage& image, double bitRate)
      : image_(image), bitRate_(bitRate), frame_(frameOf(image)), tree_(wsqTreeOf(frame_.width, frame_.height)),
        filters_(wsqStandardFilters()), signal_(image.pixels.size()) {
    std::transform(image.pixels.begin(), image.pixels.end(), signal_.begin(), [this](std::uint8_t pixel) {
      return static_cast<float>((pixel - frame_.shift) / frame_.scale);
    });
    wsqAnalyse(signal_, frame_.width, tree_, filters_);
    variances_ = wsqVariances(signal_, frame_.width, tree_);
  }

  std::vector<std::uint8_t> pack() const {
    const double budget = bitRate_ * static_cast<double>(image_.pixels.size()) / 8;
    double rate = bitRate_;
    std::vector<std::uint8_t> file = at(rate);
    for (int tries = 1; tries < mostTries && budget > leastFile && static_cast<double>(file.size()) > budget; ++tries) {
      rate *= std::clamp(0.98 * budget / static_cast<double>(file.size()), 0.5, 0.95);
      file = at(rate);
    }
    return file;
  }

 private:
  std::vector<std::uint8_t> at(double rate) const {
    const WsqQuantisation steps = wsqSteps(variances_, rate);
    std::array<std::vector<WsqWord>, 3> blocks;
    for (std::size_t block = 0; block < 3; ++block)
      blocks[block] = wsqWords(wsqQuantise(signal_, frame_.width, tree_, steps, block));
    WsqBlockCode first;
    WsqBlockCode others;
    first.count(blocks[0]);
    others.count(blocks[1]);
    others.count(blocks[2]);
    first.build();
    others.build();

    ByteWriter out;
    out.u16(static_cast<std::uint16_t>(WsqMarker::startOfImage));
    putComment(out, image_, bitRate_);
    putFilters(out, filters_);
    putSteps(out, steps);
    putFrame(out, frame_);
    first.putTable(out, 0);
    first.putBlock(out, 0, blocks[0]);
    others.putTable(out, 1);
    others.putBlock(out, 1, blocks[1]);
    others.putBlock(out, 1, blocks[2]);
    out.u16(static_cast<std::uint16_t>(WsqMarker::endOfImage));
    return out.release();
  }

  const GrayImage& image_;
  double bitRate_;
  WsqFrame frame_;
  WsqTree tree_;
  WsqFilters filters_;
  std::vector<float> signal_;
  std::array<double, wsqSubbands> variances_{};
};

}  // namespace

Parsed<std::vector<std::uint8_t>> writeWsq(const GrayImage& image, double bitRate) {
  if (image.width < 1 || image.height < 1) return ParseFailure{ParseCode::badValue, 0, "at least one row and one column"};
  const auto width = static_cast<std::uint32_t>(image.width);
  const auto height = static_cast<std::uint32_t>(image.height);
  if (auto wrong = refusedSize(width, height, 0)) return *wrong;
  if (image.pixels.size() != static_cast<std::size_t>(width) * height)
    return ParseFailure{ParseCode::badLength, image.pixels.size(), "width x height pixels"};
  if (!(bitRate >= lowestRate && bitRate <= highestRate)) return ParseFailure{ParseCode::badValue, 0, "0.1 to 5 bits a pixel"};
  if (!plausibleDpi(image.dpi)) return ParseFailure{ParseCode::badValue, 0, "a resolution of 50 to 5000 dpi"};
  return WsqPacking(image, bitRate).pack();
}

}  // namespace sobo::fingerprint
