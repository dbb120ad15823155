#include "fuzz.hpp"
#include "../src/format/inflate.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  std::size_t total = 0;
  const auto used = inflateZlib(bytes, [&total](std::span<const std::uint8_t> more) {
    must(!more.empty() && more.size() <= 32'768);
    total += more.size();
    return total < 262'144;
  });
  must(used.ok() ? used.value() <= size : used.failure().offset <= size);
  return 0;
}
