#include "fuzz.hpp"
#include "extract.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  GrayImage image = pictureOf(bytes);
  if (image.pixels.empty()) return 0;
  image.width = 64 + image.width;
  image.height = 64 + image.height;
  const auto pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  image.pixels.resize(pixels);
  // Half of the pictures are ridges with the input on top, so that more than the first refusal is reached.
  for (std::size_t i = 0; i < pixels; ++i) {
    const double across = static_cast<double>(i % static_cast<std::size_t>(image.width)) * 0.7;
    const double wave = bytes[0] < 128 ? 100.0 * std::sin(across + 0.02 * static_cast<double>(i / static_cast<std::size_t>(image.width))) : 0.0;
    image.pixels[i] = static_cast<std::uint8_t>(std::clamp(128.0 + wave + (bytes[i % size] - 128) / (bytes[0] < 128 ? 4 : 1), 0.0, 255.0));
  }
  const Extraction extraction = extract(image);
  must(extraction.finger.minutiae.size() <= 255 && extraction.quality >= 0 && extraction.quality <= 100);
  for (const Minutia& minutia : extraction.finger.minutiae)
    must(std::isfinite(minutia.x) && std::isfinite(minutia.y) && std::isfinite(minutia.angle));
  return 0;
}
