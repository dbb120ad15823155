#include "fuzz.hpp"
#include "slap.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 8) return 0;
  const std::span<const std::uint8_t> bytes(data, size);
  GrayImage image;
  image.width = 1 + bytes[0];
  image.height = 1 + bytes[1];
  image.dpi = bytes[2] == 255 ? std::nan("") : 280 + 3 * bytes[2];
  const auto kind = static_cast<SlapKind>(13 + bytes[3] % 3);
  const int fingers = 1 + bytes[4] % 5;
  // Dots of grain in upright ovals: as many as the header says, as tall as the bytes behind it say.
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const int finger = x * fingers / image.width;
      const double across = (x * fingers % image.width) / static_cast<double>(image.width) - 0.5;
      const double down = (y - image.height * bytes[static_cast<std::size_t>(3 + finger)] / 255.0) / (image.height * 0.3);
      const bool inside = across * across * 6 + down * down < 1;
      const std::uint8_t grain = bytes[image.pixels.size() % size];
      image.pixels.push_back(inside || bytes[4] >= 128 ? grain : 240);
    }
  const SlapSegmentation slap = segmentSlap(image, kind);
  must(slap.fingers.size() <= 8 && std::isfinite(slap.angle));
  for (std::size_t i = 0; i < slap.fingers.size(); ++i) {
    const SlapFinger& finger = slap.fingers[i];
    must(finger.x >= 0 && finger.y >= 0 && finger.width > 0 && finger.height > 0);
    must(finger.x + finger.width <= image.width && finger.y + finger.height <= image.height && std::isfinite(finger.angle));
    const GrayImage cut = cutFinger(image, slap, i);
    must(cut.pixels.size() == static_cast<std::size_t>(cut.width) * static_cast<std::size_t>(cut.height));
  }
  return 0;
}
