#include "fuzz.hpp"
#include "minutiae-record.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  for (const CardFormat format : {CardFormat::normal, CardFormat::compact}) {
    const auto finger = readCardMinutiae(bytes, format);
    if (!finger) continue;
    const auto again = writeCardMinutiae(finger.value(), format, CardOrder::asGiven, 255);
    must(again.ok() && again.value().size() == size);
    // Type 3 and the two reserved bits do not come back; everything else does.
    if (format == CardFormat::compact)
      for (std::size_t i = 0; i < size; ++i) must(again.value()[i] == bytes[i] || (i % 3 == 2 && bytes[i] >> 6 == 3));
    for (const CardOrder order : {CardOrder::xThenY, CardOrder::yThenX, CardOrder::angle})
      for (const CardFormat other : {CardFormat::normal, CardFormat::compact})
        must(writeCardMinutiae(finger.value(), other, order, size % 100).ok());
  }
  return 0;
}
