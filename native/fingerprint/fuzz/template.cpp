#include "fuzz.hpp"
#include "template-bytes.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const auto read = readTemplate(bytes);
  if (!read) {
    must(read.failure().offset <= size && read.failure().expected[0] != 0);
    return 0;
  }
  must(read.value().minutiae.size() <= 255);
  // What was read and written once stays as it is.
  const auto written = writeTemplate(read.value());
  const auto again = readTemplate(written);
  must(again.ok() && again.value().minutiae.size() == read.value().minutiae.size());
  must(writeTemplate(again.value()) == written);
  return 0;
}
