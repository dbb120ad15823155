#include "fuzz.hpp"
#include "image-record.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const auto record = readImageRecord(bytes);
  if (!record) {
    must(record.failure().offset <= size && record.failure().expected[0] != 0);
    return 0;
  }
  for (const ImageRecordView& view : record.value().views) {
    must(view.offset + view.data.size() <= size);
    const auto opened = openImageView(view);
    mustBeWhole(opened, size);
    if (!opened) continue;
    const PictureToRecord picture{&opened.value().image, view.finger, view.number, view.quality, view.impression};
    for (const ImageRecordFormat format : {ImageRecordFormat::iso2005, ImageRecordFormat::iso2011}) {
      const auto written = writeImageRecord(std::span(&picture, 1), format, ImageCoding::raw);
      must(written.ok());
      const auto again = readImageRecord(written.value());
      must(again.ok() && again.value().views.size() == 1 && again.value().format == format);
      const auto same = openImageView(again.value().views[0]);
      must(same.ok() && same.value().image.pixels == opened.value().image.pixels);
    }
  }
  return 0;
}
