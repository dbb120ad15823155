#include <cmath>
#include <numbers>
#include <string>

#include "expectations.hpp"
#include "minutiae-record.hpp"

using namespace sobo::fingerprint;

namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr float pi = std::numbers::pi_v<float>;

/** An ending at (100, 200) that points up, a bifurcation in the last corner that points down; left index finger, quality 66. */
MinutiaeView twoMinutiae() {
  MinutiaeView view;
  view.finger.width = 300;
  view.finger.height = 400;
  view.finger.position = 7;
  view.finger.quality = 66;
  view.finger.minutiae = {{100, 200, pi / 2, MinutiaKind::ending, 80}, {299, 399, 3 * pi / 2, MinutiaKind::bifurcation, 0}};
  return view;
}

/** Worked out by hand from the layouts of the standards. */
const char* const iso2005 = "464d5200 20323000 0000002a 0000 012c 0190 00c5 00c5 01 00  07 00 42 02  4064 00c8 40 50  812b 018f c0 00  0000";
const char* const ansi2004 = "464d5200 20323000 002c 0000 0000 0000 012c 0190 00c5 00c5 01 00  07 00 42 02  4064 00c8 2d 50  812b 018f 87 00  0000";
const char* const ansi2009 = "464d5200 30333000 00000034 0000 0000 00 0000 01 00  07 00 00 42 0000 0000 012c 0190 00c5 00c5 02"
                             "4064 00c8 2d 50  812b 018f 87 00  0000";
const char* const iso2011 = "464d5200 30333000 00000042 0001 00  00000033 ffff ff ff ff ff ff ffff 00 0000 0000 01 42 0000 0000"
                            "07 00 00c5 00c5 00 012c 0190 61 02  4064 00c8 40 50  812b 018f c0 00  0000";

struct Known {
  MinutiaeFormat format;
  const char* bytes;
};
const std::vector<Known> known = {{MinutiaeFormat::iso2005, iso2005}, {MinutiaeFormat::ansi2004, ansi2004},
                                  {MinutiaeFormat::ansi2009, ansi2009}, {MinutiaeFormat::iso2011, iso2011}};

Bytes written(const MinutiaeView& view, MinutiaeFormat format, bool points = false) {
  return writeMinutiaeRecord(std::span(&view, 1), format, {points, 0}).value();
}

const Test exact("records are, byte by byte, what the standards' layouts give by hand", [] {
  for (const auto& [format, bytes] : known) EXPECT(written(twoMinutiae(), format) == hex(bytes));
  EXPECT(written(twoMinutiae(), MinutiaeFormat::ansi2009am1)[5] == '3' && written(twoMinutiae(), MinutiaeFormat::ansi2009am1)[6] == '5');
});

const Test reading("hand-made records read as the minutiae they were made of, each in its own format", [] {
  for (const auto& [format, bytes] : known) {
    const auto record = readMinutiaeRecord(hex(bytes));
    EXPECT(record.ok() && record.value().format == format && record.value().views.size() == 1 && record.value().dropped == 0);
    const FingerTemplate& finger = record.value().views[0].finger;
    EXPECT(finger.width == 300 && finger.height == 400 && finger.position == 7 && finger.quality == 66 && finger.dpi == 500);
    EXPECT(finger.minutiae.size() == 2 && finger.minutiae[0].x == 100 && finger.minutiae[0].y == 200);
    EXPECT(std::abs(finger.minutiae[0].angle - pi / 2) < 1e-5F && std::abs(finger.minutiae[1].angle - 3 * pi / 2) < 1e-5F);
    EXPECT(finger.minutiae[0].kind == MinutiaKind::ending && finger.minutiae[1].kind == MinutiaKind::bifurcation);
    EXPECT(finger.minutiae[0].quality == 80 && finger.minutiae[1].quality == 0);
  }
});

const Test rounds("0, 1 and 255 minutiae of several fingers come back through every format to half a pixel and half a step", [] {
  for (const MinutiaeFormat format :
       {MinutiaeFormat::iso2005, MinutiaeFormat::iso2011, MinutiaeFormat::ansi2004, MinutiaeFormat::ansi2009, MinutiaeFormat::ansi2009am1})
    for (const int count : {0, 1, 255}) {
      std::vector<MinutiaeView> views(10);
      for (int v = 0; v < 10; ++v) {
        FingerTemplate& finger = views[static_cast<std::size_t>(v)].finger;
        finger.position = v + 1;
        finger.width = 400;
        finger.height = 500;
        finger.singularPoints = {{200, 210, 1.0F, SingularKind::core}, {100, 400, 0, SingularKind::delta}};
        for (int i = 0; i < count; ++i)
          finger.minutiae.push_back({static_cast<float>(i * 71 % 3990) / 10, static_cast<float>(i * 137 % 4990) / 10, static_cast<float>(i) * 0.0246F,
                                     static_cast<MinutiaKind>(i % 3), static_cast<std::uint8_t>(100 - i * 100 / 255)});
      }
      const auto bytes = writeMinutiaeRecord(views, format, {true, 0});
      EXPECT(bytes.ok());
      // The long form of ANSI 2004 is taken for more than 65,535 bytes only; here every record is read with its own format.
      const auto record = readMinutiaeRecord(bytes.value());
      EXPECT(record.ok() && record.value().format == format && record.value().views.size() == 10 && !record.value().extensionsLeft);
      const float step = (format == MinutiaeFormat::iso2005 || format == MinutiaeFormat::iso2011 ? 2 * pi / 256 : 2 * pi / 180) / 2 + 1e-4F;
      for (std::size_t v = 0; v < 10; ++v) {
        const FingerTemplate& before = views[v].finger;
        const FingerTemplate& after = record.value().views[v].finger;
        EXPECT(after.minutiae.size() == before.minutiae.size() && after.position == before.position);
        for (std::size_t i = 0; i < after.minutiae.size(); ++i) {
          EXPECT(std::abs(after.minutiae[i].x - before.minutiae[i].x) <= 0.5F && std::abs(after.minutiae[i].y - before.minutiae[i].y) <= 0.5F);
          const float turn = std::abs(after.minutiae[i].angle - std::fmod(before.minutiae[i].angle, 2 * pi));
          EXPECT(std::min(turn, 2 * pi - turn) <= step);
        }
        EXPECT(after.singularPoints.size() == 2 && after.singularPoints[0].kind == SingularKind::core);
        EXPECT(std::abs(after.singularPoints[0].angle - 1.0F) <= step && after.singularPoints[1].y == 400);
      }
    }
});

const Test longForm("an ANSI record above 65,535 bytes takes the long form and is told from ISO", [] {
  std::vector<MinutiaeView> views(60);
  for (MinutiaeView& view : views) view.finger.minutiae.assign(255, {10, 10, 0, MinutiaKind::ending, 50});
  for (const MinutiaeFormat format : {MinutiaeFormat::ansi2004, MinutiaeFormat::iso2005}) {
    const auto bytes = writeMinutiaeRecord(views, format);
    EXPECT(bytes.value().size() > 65'535);
    const auto record = readMinutiaeRecord(bytes.value());
    EXPECT(record.ok() && record.value().format == format && record.value().views.size() == 60);
  }
});

const Test resolutions("records of other resolutions become 500 dpi, and one without is taken as 500 and says so", [] {
  Bytes bytes = hex(iso2005);
  bytes[18] = bytes[20] = 0x01;
  bytes[19] = bytes[21] = 0x8A;  // 394 px/cm, 1000 dpi
  auto record = readMinutiaeRecord(bytes);
  EXPECT(record.value().views[0].finger.minutiae[0].x == 50 && record.value().views[0].finger.width == 150 && !record.value().dpiAssumed);
  bytes[18] = bytes[19] = bytes[20] = bytes[21] = 0;
  record = readMinutiaeRecord(bytes);
  EXPECT(record.ok() && record.value().dpiAssumed && record.value().views[0].finger.minutiae[0].x == 100);
});

const Test tolerance("slips of foreign writers that do no harm are taken", [] {
  Bytes bytes = hex(iso2005);
  bytes.insert(bytes.end(), 6, 0xEE);  // padding after the record
  EXPECT(readMinutiaeRecord(bytes).ok());
  bytes = hex(iso2005);
  bytes.pop_back();
  bytes.pop_back();  // no extension length at the end
  bytes[11] -= 2;
  EXPECT(readMinutiaeRecord(bytes).ok() && readMinutiaeRecord(bytes).value().views[0].finger.minutiae.size() == 2);
  bytes = hex(iso2005);
  bytes[28] = 0xC0;  // type 3
  bytes[30] = 0xC0;  // reserved bits before y
  EXPECT(readMinutiaeRecord(bytes).value().views[0].finger.minutiae[0].kind == MinutiaKind::other);
  bytes = hex(ansi2004);
  bytes[34] = 225;  // 450 degrees
  EXPECT(std::abs(readMinutiaeRecord(bytes).value().views[0].finger.minutiae[0].angle - pi / 2) < 1e-5F);
  bytes = hex(iso2005);
  bytes[26] = 254;  // a view that could not be rated
  EXPECT(readMinutiaeRecord(bytes).value().views[0].finger.quality == 0);
  bytes = hex(iso2005);
  bytes[35] = 0x2C;  // counted from one: x is the width
  EXPECT(readMinutiaeRecord(bytes).value().dropped == 0);
  bytes[35] = 0x2D;
  EXPECT(readMinutiaeRecord(bytes).value().dropped == 1 && readMinutiaeRecord(bytes).value().views[0].finger.minutiae.size() == 1);
});

const Test extensions("cores are found whether or not an ISO 2005 item counts its own four bytes, and nonsense is left aside", [] {
  const std::string head = "464d5200 20323000 00000029 0000 012c 0190 00c5 00c5 01 00  07 00 42 00  ";
  for (const char* const block : {"000b 0002 000b 01 4064 00c8 40 00", "000b 0002 0007 01 4064 00c8 40 00"}) {
    const auto record = readMinutiaeRecord(hex(head + block));
    EXPECT(record.ok() && !record.value().extensionsLeft && record.value().views[0].finger.singularPoints.size() == 1);
    const SingularPoint& core = record.value().views[0].finger.singularPoints[0];
    EXPECT(core.x == 100 && core.y == 200 && std::abs(core.angle - pi / 2) < 1e-5F);
  }
  const auto nonsense = readMinutiaeRecord(hex(head + "000b 0002 0009 01 4064 00c8 40 00"));
  EXPECT(nonsense.ok() && nonsense.value().extensionsLeft && nonsense.value().views[0].finger.singularPoints.empty());
});

const Test othersLeft("ridge counts, zonal quality and a vendor's data are stepped over, and the reading says so", [] {
  const std::string head = "464d5200 20323000 00000029 0000 012c 0190 00c5 00c5 01 00  07 00 42 00  ";
  const auto vendor = readMinutiaeRecord(hex(head + "000b 0101 000b 01 02 03 04 05 06 07"));
  EXPECT(vendor.ok() && vendor.value().extensionsLeft && vendor.value().views[0].finger.singularPoints.empty());
});

const Test lies("records that are cut anywhere or state what is not there are refused", [] {
  for (const auto& [format, text] : known) {
    const Bytes bytes = hex(text);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      const auto record = readMinutiaeRecord(std::span(bytes).first(length));
      EXPECT(!record.ok() && record.failure().offset <= length);
    }
  }
  Bytes bytes = hex(iso2005);
  bytes[27] = 255;
  EXPECT(readMinutiaeRecord(bytes).failure().code == ParseCode::truncated);
  bytes = hex(iso2005);
  bytes[22] = 0;
  EXPECT(readMinutiaeRecord(bytes).failure().code == ParseCode::badLength);
  bytes = hex(iso2011);
  bytes[18] += 1;
  EXPECT(!readMinutiaeRecord(bytes).ok());
  EXPECT(readMinutiaeRecord(hex("464d5200 31303000 00000000")).failure().code == ParseCode::unknown);
});

const Test unwritable("what a record cannot hold is refused, not cut", [] {
  MinutiaeView view = twoMinutiae();
  view.finger.minutiae[0].x = std::nanf("");
  EXPECT(writeMinutiaeRecord(std::span(&view, 1), MinutiaeFormat::iso2005).failure().code == ParseCode::badValue);
  view.finger.minutiae[0].x = 20'000;
  EXPECT(!writeMinutiaeRecord(std::span(&view, 1), MinutiaeFormat::iso2005).ok());
  view = twoMinutiae();
  view.finger.minutiae.resize(256);
  EXPECT(writeMinutiaeRecord(std::span(&view, 1), MinutiaeFormat::iso2005).failure().code == ParseCode::badLength);
  EXPECT(!writeMinutiaeRecord({}, MinutiaeFormat::iso2005).ok());
  view = twoMinutiae();
  view.finger.minutiae[0].angle = std::nanf("");
  EXPECT(written(view, MinutiaeFormat::iso2005)[32] == 0);
  view.finger.minutiae[0].angle = -pi / 2 - 4 * pi;
  EXPECT(written(view, MinutiaeFormat::iso2005)[32] == 192);
});

const Test cards("card minutiae are, byte by byte, tenths and hundredths of millimetres in the card's order", [] {
  const FingerTemplate finger = twoMinutiae().finger;
  const auto card = [&finger](CardFormat format, CardOrder order, std::size_t most) { return writeCardMinutiae(finger, format, order, most).value(); };
  EXPECT(card(CardFormat::normal, CardOrder::asGiven, 60) == hex("41fc 03f8 40  85ef 07eb c0"));
  EXPECT(card(CardFormat::compact, CardOrder::asGiven, 60) == hex("33 66 50  98 cb b0"));
  EXPECT(card(CardFormat::compact, CardOrder::asGiven, 1) == hex("33 66 50"));
  FingerTemplate turned = finger;
  std::swap(turned.minutiae[0], turned.minutiae[1]);
  for (const CardOrder order : {CardOrder::xThenY, CardOrder::yThenX, CardOrder::angle})
    EXPECT(writeCardMinutiae(turned, CardFormat::compact, order, 60).value() == hex("33 66 50  98 cb b0"));
  const auto read = readCardMinutiae(hex("41fc 03f8 40  85ef 07eb c0"), CardFormat::normal);
  EXPECT(read.ok() && std::abs(read.value().minutiae[0].x - 100) < 0.1F && std::abs(read.value().minutiae[1].y - 399) < 0.1F);
  EXPECT(!readCardMinutiae(hex("41fc 03"), CardFormat::normal).ok() && !readCardMinutiae(Bytes(3 * 256), CardFormat::compact).ok());
  FingerTemplate wide = finger;
  wide.minutiae = {{600, 50, 0, MinutiaKind::ending, 9}, {900, 60, 0, MinutiaKind::ending, 8}, {5000, 60, 0, MinutiaKind::ending, 7}};
  EXPECT(writeCardMinutiae(wide, CardFormat::compact, CardOrder::asGiven, 60).value() == hex("00 00 40  98 05 40"));
});

}  // namespace
