#include "fuzz.hpp"
#include "image-format.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const auto opened = readPng(bytes);
  mustBeWhole(opened, size);
  if (!opened) return 0;
  const auto again = readPng(writePng(opened.value().image));
  must(again.ok() && again.value().image.pixels == opened.value().image.pixels);
  return 0;
}
