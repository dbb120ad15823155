#include <optional>

#include "byte-reader.hpp"
#include "image-format.hpp"
#include "pixel-size.hpp"

namespace sobo::fingerprint {

namespace {

/** The words of a Netpbm header or of a P2 body: decimal numbers, white space, and comments from # to the end of the line. */
class PnmWords {
 public:
  PnmWords(std::span<const std::uint8_t> bytes, std::size_t at) noexcept : bytes_(bytes), at_(at) {}

  /** The next number up to 65,535·10; nothing where none stands. */
  std::optional<std::uint32_t> number() noexcept {
    skip();
    const std::size_t start = at_;
    std::uint32_t value = 0;
    for (; at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '9'; ++at_) {
      value = value * 10 + (bytes_[at_] - '0');
      if (value > 1'000'000) return std::nullopt;
    }
    return at_ > start ? std::optional(value) : std::nullopt;
  }

  std::size_t at() const noexcept { return at_; }
  bool ended() const noexcept { return at_ >= bytes_.size(); }
  std::optional<double> dpi() const noexcept { return dpi_; }

 private:
  void skip() noexcept {
    for (; at_ < bytes_.size(); ++at_) {
      const std::uint8_t letter = bytes_[at_];
      if (letter == '#') comment();
      else if (letter != ' ' && (letter < '\t' || letter > '\r')) return;
    }
  }

  /** Leaves `at_` on the line's end. */
  void comment() noexcept {
    const std::size_t start = at_ + 1;
    while (at_ + 1 < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
    auto line = bytes_.subspan(start, at_ > start ? at_ - start : 0);
    while (!line.empty() && line[0] == ' ') line = line.subspan(1);
    constexpr char word[] = "dpi ";
    for (std::size_t i = 0; i < 4; ++i)
      if (i >= line.size() || line[i] != static_cast<std::uint8_t>(word[i])) return;
    double value = 0;
    double place = 1;
    bool point = false;
    for (const std::uint8_t letter : line.subspan(4, line.size() - 4 < 12 ? line.size() - 4 : 12)) {
      if (letter == '.' && !point) point = true;
      else if (letter < '0' || letter > '9') break;
      else if (point) value += (place /= 10) * (letter - '0');
      else value = value * 10 + (letter - '0');
    }
    if (plausibleDpi(value)) dpi_ = roundedDpi(value);
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t at_;
  std::optional<double> dpi_;
};

}  // namespace

Parsed<OpenedImage> readPnm(std::span<const std::uint8_t> bytes) {
  const bool magic = bytes.size() >= 2 && bytes[0] == 'P' && (bytes[1] == '2' || bytes[1] == '5' || bytes[1] == '6');
  if (!magic) return ParseFailure{ParseCode::unknown, 0, "P2, P5 or P6"};
  const char kind = static_cast<char>(bytes[1]);
  PnmWords words(bytes, 2);
  const auto width = words.number();
  const auto height = width ? words.number() : std::nullopt;
  const std::size_t sizeAt = words.at();
  const auto most = height ? words.number() : std::nullopt;
  if (!most)
    return ParseFailure{words.ended() ? ParseCode::truncated : ParseCode::badValue, words.at(), "width, height and maximum value"};
  if (auto wrong = refusedSize(*width, *height, sizeAt)) return *wrong;
  if (*most == 0 || *most > 65'535) return ParseFailure{ParseCode::badValue, words.at(), "a maximum value of 1 to 65,535"};

  OpenedImage opened{{static_cast<int>(*width), static_cast<int>(*height), words.dpi().value_or(assumedDpi), {}},
                     ImageKind::pnm, words.dpi().has_value()};
  const std::size_t pixels = static_cast<std::size_t>(*width) * *height;
  if (kind == '2') {
    // Every sample takes at least a digit and a space.
    if (pixels > bytes.size() - words.at()) return ParseFailure{ParseCode::truncated, words.at(), "as many samples as the size needs"};
    opened.image.pixels.reserve(pixels);
    for (std::size_t i = 0; i < pixels; ++i) {
      const auto sample = words.number();
      if (!sample || *sample > *most)
        return ParseFailure{words.ended() && !sample ? ParseCode::truncated : ParseCode::badValue, words.at(), "a sample up to the maximum value"};
      opened.image.pixels.push_back(toEightBits(*sample, *most));
    }
    return opened;
  }

  ByteReader in(bytes);
  in.seek(words.at() + 1);  // exactly one white space ends the header
  const std::size_t channels = kind == '6' ? 3 : 1;
  const std::size_t width8 = *most > 255 ? 2 : 1;
  const auto samples = in.take(static_cast<std::uint64_t>(pixels) * channels * width8);
  if (in.failed()) return ParseFailure{ParseCode::truncated, words.at(), "as many samples as the size needs"};
  const auto sample = [&](std::size_t index) {
    const std::uint32_t value = width8 == 1 ? samples[index] : static_cast<std::uint32_t>(samples[2 * index]) << 8 | samples[2 * index + 1];
    return toEightBits(value > *most ? *most : value, *most);
  };
  opened.image.pixels.resize(pixels);
  for (std::size_t i = 0; i < pixels; ++i)
    opened.image.pixels[i] = channels == 1 ? sample(i) : luma(sample(3 * i), sample(3 * i + 1), sample(3 * i + 2));
  return opened;
}

}  // namespace sobo::fingerprint
