#include "fuzz.hpp"
#include "minutiae-record.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const auto record = readMinutiaeRecord(bytes);
  if (!record) {
    must(record.failure().offset <= size && record.failure().expected[0] != 0);
    return 0;
  }
  for (const MinutiaeView& view : record.value().views) must(view.finger.minutiae.size() <= 255);
  for (const MinutiaeFormat format : {MinutiaeFormat::iso2005, MinutiaeFormat::iso2011, MinutiaeFormat::ansi2004, MinutiaeFormat::ansi2009}) {
    const auto written = writeMinutiaeRecord(record.value().views, format, {true, 7});
    if (!written) continue;
    const auto again = readMinutiaeRecord(written.value());
    must(again.ok() && again.value().format == format && again.value().dropped == 0 && !again.value().extensionsLeft);
    must(again.value().views.size() == record.value().views.size());
    for (std::size_t i = 0; i < again.value().views.size(); ++i) {
      const FingerTemplate& before = record.value().views[i].finger;
      const FingerTemplate& after = again.value().views[i].finger;
      must(after.minutiae.size() == before.minutiae.size() && after.position == before.position && after.quality == before.quality);
      for (std::size_t k = 0; k < after.minutiae.size(); ++k) {
        must(std::abs(after.minutiae[k].x - before.minutiae[k].x) <= 0.5F && std::abs(after.minutiae[k].y - before.minutiae[k].y) <= 0.5F);
        must(after.minutiae[k].kind == before.minutiae[k].kind && after.minutiae[k].quality == before.minutiae[k].quality);
      }
    }
  }
  return 0;
}
