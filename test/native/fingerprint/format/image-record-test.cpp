#include <string>

#include "expectations.hpp"
#include "image-record.hpp"

using namespace sobo::fingerprint;

namespace {

using Bytes = std::vector<std::uint8_t>;

/** Worked out by hand: 2 x 2 raw pixels of a left index finger, quality 66, 500 dpi. */
const char* const iso2005 = "46495200 30313000 000000000032 0000 001f 01 01 01f4 01f4 01f4 01f4 08 00 0000"
                            "00000012 07 01 01 42 00 0002 0002 00  00 40 80 ff";
const char* const ansi2004 = "46495200 30313000 000000000036 deadbeef 0000 001f 01 02 00c5 00c5 00c5 00c5 08 00 0000"
                             "00000012 07 01 01 42 00 0002 0002 00  00 40 80 ff";
const char* const iso2011 = "46495200 30323000 00000042 0001 00 01  00000032 ffff ff ff ff ff ff ffff 00 0000 0000 01 42 0000 0000"
                            "07 01 01 01f4 01f4 01f4 01f4 08 00 00 0002 0002 00000004  00 40 80 ff";

const Test exact("records of raw pixels are, byte by byte, what the layouts give by hand", [] {
  const GrayImage image{2, 2, 500, {0, 0x40, 0x80, 0xFF}};
  const PictureToRecord picture{&image, 7, 1, 66, 0};
  EXPECT(writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2005, ImageCoding::raw).value() == hex(iso2005));
  EXPECT(writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2011, ImageCoding::raw).value() == hex(iso2011));
});

const Test reading("hand-made records of ISO 2005, ISO 2011 and ANSI 381 open as their pixels", [] {
  for (const auto& [format, text] : {std::pair(ImageRecordFormat::iso2005, iso2005), std::pair(ImageRecordFormat::ansi2004, ansi2004),
                                     std::pair(ImageRecordFormat::iso2011, iso2011)}) {
    const Bytes bytes = hex(text);
    const auto record = readImageRecord(bytes);
    EXPECT(record.ok() && record.value().format == format && record.value().views.size() == 1);
    const ImageRecordView& view = record.value().views[0];
    EXPECT(view.finger == 7 && view.quality == 66 && view.number == 1 && view.dpi == 500 && view.dpiStated);
    const auto opened = openImageView(view);
    EXPECT(opened.ok() && (opened.value().image.pixels == Bytes{0, 0x40, 0x80, 0xFF}) && opened.value().image.dpi == 500);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      const auto cut = readImageRecord(std::span(bytes).first(length));
      EXPECT(!cut.ok() && cut.failure().offset <= length);
    }
  }
});

const Test codings("PNG comes back exactly, WSQ closely, ten fingers in one record", [] {
  const GrayImage image = ridges(120, 140);
  std::vector<PictureToRecord> pictures;
  for (int finger = 1; finger <= 10; ++finger) pictures.push_back({&image, finger, 1, 10 * finger, 0});
  for (const ImageRecordFormat format : {ImageRecordFormat::iso2005, ImageRecordFormat::iso2011})
    for (const ImageCoding coding : {ImageCoding::raw, ImageCoding::png, ImageCoding::wsq}) {
      const auto bytes = writeImageRecord(pictures, format, coding, 2.25);
      EXPECT(bytes.ok());
      const auto record = readImageRecord(bytes.value());
      EXPECT(record.ok() && record.value().views.size() == 10);
      for (std::size_t i = 0; i < 10; ++i) {
        const ImageRecordView& view = record.value().views[i];
        const auto opened = openImageView(view);
        EXPECT(opened.ok() && view.coding == coding && view.finger == static_cast<int>(i) + 1 && view.quality == 10 * view.finger);
        if (coding != ImageCoding::wsq) EXPECT(opened.value().image.pixels == image.pixels);
        else EXPECT(opened.value().image.width == 120 && opened.value().image.height == 140);
      }
    }
});

const Test jpeg("JPEG and JPEG 2000 are told, not opened, and the record's other fields are there", [] {
  for (const auto& [code, coding] : {std::pair(3, ImageCoding::jpeg), std::pair(4, ImageCoding::jpeg2000)}) {
    Bytes bytes = hex(iso2005);
    bytes[29] = static_cast<std::uint8_t>(code);
    const auto record = readImageRecord(bytes);
    EXPECT(record.ok() && record.value().views[0].coding == coding && record.value().views[0].data.size() == 4);
    EXPECT(openImageView(record.value().views[0]).failure().code == ParseCode::unsupported);
  }
});

const Test mislabelled("a PNG under the code of JPEG 2000 is opened as what it is", [] {
  const GrayImage image = ridges(20, 30);
  const PictureToRecord picture{&image, 3, 1, 0, 0};
  auto bytes = writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2011, ImageCoding::png).value();
  EXPECT(bytes[16 + 19 + 11] == 8 && bytes[16 + 19 + 12] == 6);
  bytes[16 + 19 + 12] = 5;
  const auto record = readImageRecord(bytes);
  EXPECT(record.value().views[0].coding == ImageCoding::png && openImageView(record.value().views[0]).value().image.pixels == image.pixels);
});

const Test lies("sizes and lengths that contradict each other are refused", [] {
  Bytes bytes = hex(iso2005);
  bytes[42] = 3;  // height 2 becomes width 3: four pixels are too few
  bytes[41] = 0;
  auto record = readImageRecord(bytes);
  EXPECT(record.ok() && openImageView(record.value().views[0]).failure().code == ParseCode::truncated);
  bytes = hex(iso2005);
  bytes[35] = 0x13;
  EXPECT(!readImageRecord(bytes).ok());
  bytes = hex(iso2005);
  bytes[35] = 3;
  EXPECT(!readImageRecord(bytes).ok());
  bytes = hex(iso2005);
  bytes[18] = 2;  // two fingers, one view
  EXPECT(!readImageRecord(bytes).ok());
  bytes = hex(iso2005);
  bytes[28] = 16;
  EXPECT(readImageRecord(bytes).failure().code == ParseCode::unsupported);
  const GrayImage image = ridges(20, 30);
  const PictureToRecord picture{&image, 3, 1, 0, 0};
  auto png = writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2005, ImageCoding::png).value();
  png[44] = 31;
  record = readImageRecord(png);
  EXPECT(record.ok() && openImageView(record.value().views[0]).failure().code == ParseCode::badLength);
});

const Test refusals("what a record cannot hold is refused", [] {
  const GrayImage image{2, 2, 500, {1, 2, 3}};
  PictureToRecord picture{&image, 7, 1, 66, 0};
  EXPECT(writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2005, ImageCoding::raw).failure().code == ParseCode::badLength);
  picture.image = nullptr;
  EXPECT(!writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2005, ImageCoding::raw).ok());
  EXPECT(!writeImageRecord({}, ImageRecordFormat::iso2005, ImageCoding::raw).ok());
  const GrayImage good = ridges(8, 8);
  picture.image = &good;
  EXPECT(writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2005, ImageCoding::jpeg).failure().code == ParseCode::unsupported);
});

}  // namespace
