#include "fuzz.hpp"
#include "image-format.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  mustBeWhole(readImage(bytes), size);
  return 0;
}
