#include "fuzz.hpp"
#include "../src/format/deflate.hpp"
#include "../src/format/inflate.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  std::vector<std::uint8_t> again;
  const auto packed = deflateZlib(bytes);
  const auto used = inflateZlib(packed, [&again](std::span<const std::uint8_t> more) {
    again.insert(again.end(), more.begin(), more.end());
    return true;
  });
  must(used.ok() && used.value() == packed.size() && std::ranges::equal(again, bytes));
  return 0;
}
