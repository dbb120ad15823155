#include "fuzz.hpp"
#include "wsq.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const GrayImage image = pictureOf(bytes);
  if (image.pixels.empty()) return 0;
  const auto file = writeWsq(image, 0.1 + bytes[size - 1] / 64.0);
  must(file.ok());
  const auto opened = readWsq(file.value());
  mustBeWhole(opened, file.value().size());
  must(opened.ok() && opened.value().image.width == image.width && opened.value().image.height == image.height);
  return 0;
}
