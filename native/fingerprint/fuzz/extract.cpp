#include "../src/compare/angles.hpp"
#include "compare.hpp"
#include "extract.hpp"
#include "fuzz.hpp"

using namespace sobo::fingerprint;

namespace {

constexpr std::size_t headerSize = 12;
constexpr double resolutions[] = {500, 500, 500, 500, 500, 500, 512, 300, 333.3, 400, 600, 1000, 299, 1001, 0, -500};

/** A byte as a number between two others. */
double between(std::uint8_t byte, double low, double high) { return low + (high - low) * byte / 255; }

/** The picture on paper of one colour, 0 to 94 px of it on either side. */
GrayImage framed(const GrayImage& print, std::uint8_t colour) {
  const int frame = colour - 160;
  GrayImage paper{print.width + 94, print.height + 94, print.dpi, {}};
  paper.pixels.assign(static_cast<std::size_t>(paper.width) * static_cast<std::size_t>(paper.height), colour);
  for (int y = 0; y < print.height; ++y)
    std::copy_n(print.pixels.data() + static_cast<std::ptrdiff_t>(y) * print.width, print.width, paper.pixels.data() + static_cast<std::ptrdiff_t>(y + 94 - frame) * paper.width + frame);
  return paper;
}

/**
 * A picture as its twelve first bytes say: size (62 to 85 px at 500 dpi, so that an execution is short), resolution, and ridges of a period, slope,
 * bend and strength with up to three minutiae on them, on paper or not; what follows is laid on top, as strong as the header says.
 */
GrayImage pictureFrom(std::span<const std::uint8_t> bytes) {
  const std::span<const std::uint8_t> grain = bytes.subspan(headerSize);
  GrayImage image;
  image.dpi = bytes[2] == 255 ? std::nan("") : resolutions[bytes[2] % std::size(resolutions)];
  const double scale = image.dpi >= 300 && image.dpi <= 1000 ? image.dpi / 500 : 1;
  image.width = static_cast<int>((62 + bytes[0] % 24) * scale);
  image.height = static_cast<int>((62 + bytes[1] % 24) * scale);
  const auto wave = static_cast<float>(2 * 3.14159265358979 / between(bytes[3], 3, 18) / scale);
  const auto slope = static_cast<float>(between(bytes[4], -1, 1));
  const auto bend = static_cast<float>(between(bytes[5], 0, 0.02) / scale);
  const double strength = between(bytes[6], 0, 160);
  const double ground = between(bytes[7], 0, 255);
  const std::size_t splits = bytes[8] % 4;
  const double grainStrength = between(bytes[9], 0, 1);
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  std::uint8_t shades[256];
  for (int i = 0; i < 256; ++i) shades[i] = static_cast<std::uint8_t>(std::clamp(ground + strength * std::sin(i * 3.14159265358979 / 128), 0.0, 255.0));
  std::size_t at = 0;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x, ++at) {
      const auto u = static_cast<float>(x);
      const auto v = static_cast<float>(y);
      float phase = wave * (v + slope * u + bend * u * u);
      for (std::size_t i = 0; i < splits; ++i)
        phase += quickAtan2(v - static_cast<float>(image.height * bytes[i]) / 255, u - static_cast<float>(image.width * bytes[9 + i]) / 255);
      const double laid = grain.empty() ? 0 : (grain[at % grain.size()] - 128) * grainStrength;
      const int shade = shades[static_cast<int>(phase * (128 / 3.14159265F)) & 255];
      image.pixels[at] = static_cast<std::uint8_t>(std::clamp(shade + static_cast<int>(laid), 0, 255));
    }
  if (bytes[10] >= 160 && bytes[10] < 255) return framed(image, bytes[10]);
  if (bytes[10] == 255) image.pixels.resize(image.pixels.size() / 2);
  return image;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < headerSize) return 0;
  const std::span<const std::uint8_t> bytes(data, size);
  ExtractOptions options;
  options.position = bytes[11] % 11;
  options.mostMinutiae = static_cast<int>(bytes[11]) - 1;
  const Extraction extraction = extract(pictureFrom(bytes), options);
  const FingerTemplate& finger = extraction.finger;
  must(finger.minutiae.size() <= 255 && extraction.quality >= 0 && extraction.quality <= 100);
  must(extraction.ok() || finger.minutiae.empty());
  for (const Minutia& minutia : finger.minutiae) {
    must(minutia.x >= 0 && minutia.x < static_cast<float>(finger.width) && minutia.y >= 0 && minutia.y < static_cast<float>(finger.height));
    must(minutia.angle >= 0 && minutia.angle < 6.2831855F && minutia.quality <= 100);
  }
  if (!extraction.ok()) return 0;
  Scratch scratch;
  const PreparedTemplate prepared = prepare(finger);
  const Comparison self = compare(prepared, prepared, scratch);
  must(std::isfinite(self.score) && self.score >= 0);
  return 0;
}
