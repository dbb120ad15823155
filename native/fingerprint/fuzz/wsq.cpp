#include "fuzz.hpp"
#include "wsq.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  mustBeWhole(readWsq(bytes), size);
  return 0;
}
