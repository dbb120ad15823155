#include "../../include/template-bytes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

#include "../../include/minutiae-record.hpp"

namespace sobo::fingerprint {
namespace {

constexpr std::array<std::uint8_t, 4> magic{'S', 'B', 'T', '1'};
constexpr std::size_t headerSize = 20;
constexpr std::size_t minutiaSize = 8;
constexpr std::size_t singularSize = 8;
constexpr std::size_t squareSize = 9;
constexpr int mostSquares = 512;  // a side: 8,192 px
constexpr float tau = 2 * std::numbers::pi_v<float>;

class Writer {
 public:
  void put(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void putQuarters(float value) {
    const float bounded = std::isfinite(value) ? std::clamp(value, -8000.0F, 8000.0F) : 0;
    put(static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lround(bounded * 4))), 2);
  }
  void putAngle(float value) {
    const float turn = std::isfinite(value) ? std::remainder(value, tau) / tau : 0;
    put(static_cast<std::uint16_t>(std::lround(turn * 65536)), 2);
  }
  std::vector<std::uint8_t> bytes_;
};

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::uint64_t take(int count) {
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i) value |= std::uint64_t{bytes_[at_++]} << (8 * i);
    return value;
  }
  float takeQuarters() { return static_cast<float>(static_cast<std::int16_t>(take(2))) / 4; }
  float takeAngle() { return static_cast<float>(take(2)) / 65536 * tau; }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

bool isMapSound(const RidgeMap& map) {
  const auto squares = static_cast<std::size_t>(std::max(map.columns, 0)) * static_cast<std::size_t>(std::max(map.rows, 0));
  return map.columns <= mostSquares && map.rows <= mostSquares && map.ridges.size() == squares && map.clear.size() == squares;
}

Parsed<FingerTemplate> readOwn(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < magic.size()) return ParseFailure{ParseCode::truncated, bytes.size(), "SBT1 or FMR"};
  if (!std::equal(magic.begin(), magic.end(), bytes.begin())) return ParseFailure{ParseCode::unknown, 0, "SBT1 or FMR"};
  if (bytes.size() < headerSize) return ParseFailure{ParseCode::truncated, bytes.size(), "a header of 20 bytes"};
  Reader reader(bytes);
  reader.take(4);
  FingerTemplate finger;
  finger.width = static_cast<int>(reader.take(2));
  finger.height = static_cast<int>(reader.take(2));
  finger.position = static_cast<int>(reader.take(1));
  finger.quality = static_cast<std::uint8_t>(reader.take(1));
  const auto minutiae = static_cast<std::size_t>(reader.take(2));
  const auto singular = static_cast<std::size_t>(reader.take(2));
  const auto columns = static_cast<int>(reader.take(2));
  const auto rows = static_cast<int>(reader.take(2));
  reader.take(2);
  if (finger.position > 10 || finger.quality > 100) return ParseFailure{ParseCode::badValue, 8, "a finger code 0 to 10, a quality 0 to 100"};
  if (minutiae > 255 || singular > 15 || columns > mostSquares || rows > mostSquares) return ParseFailure{ParseCode::tooLarge, 10, "counts of a print"};
  const std::size_t squares = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
  if (bytes.size() != headerSize + minutiae * minutiaSize + singular * singularSize + squares * squareSize) {
    return ParseFailure{ParseCode::badLength, 10, "as many bytes as the counts say"};
  }
  for (std::size_t i = 0; i < minutiae; ++i) {
    Minutia minutia;
    minutia.x = reader.takeQuarters();
    minutia.y = reader.takeQuarters();
    minutia.angle = reader.takeAngle();
    const std::uint64_t kind = reader.take(1);
    const std::uint64_t quality = reader.take(1);
    if (kind > 2 || quality > 100) return ParseFailure{ParseCode::badValue, reader.at() - 2, "a minutia's kind 0 to 2, quality 0 to 100"};
    minutia.kind = static_cast<MinutiaKind>(kind);
    minutia.quality = static_cast<std::uint8_t>(quality);
    finger.minutiae.push_back(minutia);
  }
  for (std::size_t i = 0; i < singular; ++i) {
    SingularPoint point;
    point.x = reader.takeQuarters();
    point.y = reader.takeQuarters();
    point.angle = reader.takeAngle();
    const std::uint64_t kind = reader.take(2);
    if (kind < 1 || kind > 2) return ParseFailure{ParseCode::badValue, reader.at() - 2, "a core or a delta"};
    point.kind = static_cast<SingularKind>(kind);
    finger.singularPoints.push_back(point);
  }
  finger.ridgeMap.columns = columns;
  finger.ridgeMap.rows = rows;
  for (std::size_t i = 0; i < squares; ++i) {
    finger.ridgeMap.ridges.push_back(reader.take(8));
    finger.ridgeMap.clear.push_back(static_cast<std::uint8_t>(reader.take(1)));
  }
  return finger;
}

}  // namespace

std::vector<std::uint8_t> writeTemplate(const FingerTemplate& finger) {
  Writer writer;
  const std::size_t minutiae = std::min<std::size_t>(finger.minutiae.size(), 255);
  const std::size_t singular = std::min<std::size_t>(finger.singularPoints.size(), 15);
  const bool withMap = !finger.ridgeMap.empty() && isMapSound(finger.ridgeMap);
  for (const std::uint8_t byte : magic) writer.put(byte, 1);
  writer.put(static_cast<std::uint16_t>(std::clamp(finger.width, 0, 65535)), 2);
  writer.put(static_cast<std::uint16_t>(std::clamp(finger.height, 0, 65535)), 2);
  writer.put(static_cast<std::uint8_t>(finger.position >= 0 && finger.position <= 10 ? finger.position : 0), 1);
  writer.put(std::min<std::uint8_t>(finger.quality, 100), 1);
  writer.put(minutiae, 2);
  writer.put(singular, 2);
  writer.put(withMap ? static_cast<std::uint64_t>(finger.ridgeMap.columns) : 0, 2);
  writer.put(withMap ? static_cast<std::uint64_t>(finger.ridgeMap.rows) : 0, 2);
  writer.put(0, 2);
  for (std::size_t i = 0; i < minutiae; ++i) {
    const Minutia& minutia = finger.minutiae[i];
    writer.putQuarters(minutia.x);
    writer.putQuarters(minutia.y);
    writer.putAngle(minutia.angle);
    writer.put(std::min<std::uint8_t>(static_cast<std::uint8_t>(minutia.kind), 2), 1);
    writer.put(std::min<std::uint8_t>(minutia.quality, 100), 1);
  }
  for (std::size_t i = 0; i < singular; ++i) {
    const SingularPoint& point = finger.singularPoints[i];
    writer.putQuarters(point.x);
    writer.putQuarters(point.y);
    writer.putAngle(point.angle);
    writer.put(static_cast<std::uint8_t>(point.kind), 2);
  }
  if (withMap) {
    for (std::size_t i = 0; i < finger.ridgeMap.ridges.size(); ++i) {
      writer.put(finger.ridgeMap.ridges[i], 8);
      writer.put(finger.ridgeMap.clear[i], 1);
    }
  }
  return std::move(writer.bytes_);
}

Parsed<std::vector<FingerTemplate>> readTemplates(std::span<const std::uint8_t> bytes) {
  std::vector<FingerTemplate> fingers;
  if (!isMinutiaeRecord(bytes)) {
    Parsed<FingerTemplate> own = readOwn(bytes);
    if (!own) return own.failure();
    fingers.push_back(std::move(own.value()));
    return fingers;
  }
  Parsed<MinutiaeRecord> record = readMinutiaeRecord(bytes);
  if (!record) return record.failure();
  if (record.value().views.empty()) return ParseFailure{ParseCode::badLength, 0, "a view of a finger"};
  for (MinutiaeView& view : record.value().views) fingers.push_back(std::move(view.finger));
  return fingers;
}

Parsed<FingerTemplate> readTemplate(std::span<const std::uint8_t> bytes) {
  Parsed<std::vector<FingerTemplate>> read = readTemplates(bytes);
  if (!read) return read.failure();
  if (read.value().size() > 1) return ParseFailure{ParseCode::unsupported, 0, "a record of one view"};
  return std::move(read.value().front());
}

}  // namespace sobo::fingerprint
