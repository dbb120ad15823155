#include <algorithm>
#include <optional>

#include "../include/image-record.hpp"
#include "../include/minutiae-record.hpp"
#include "../include/template-bytes.hpp"
#include "../include/wsq.hpp"
#include "operation.hpp"
#include "picture-argument.hpp"

namespace sobo::fingerprint {
namespace {

const char* wordOf(ImageCoding coding) {
  switch (coding) {
    case ImageCoding::raw: return "raw";
    case ImageCoding::packed: return "packed";
    case ImageCoding::wsq: return "wsq";
    case ImageCoding::jpeg: return "jpeg";
    case ImageCoding::jpeg2000: return "jpeg-2000";
    case ImageCoding::png: return "png";
  }
  return "raw";
}

/// A record as it is read; the engine's own template becomes a record of one view, so that both are written by the same way.
Parsed<MinutiaeRecord> recordOf(std::span<const std::uint8_t> bytes) {
  if (isMinutiaeRecord(bytes)) return readMinutiaeRecord(bytes);
  Parsed<FingerTemplate> own = readTemplate(bytes);
  if (!own) return own.failure();
  MinutiaeRecord record;
  record.views.push_back({std::move(own.value()), 0, 0});
  return record;
}

bool isOneFinger(const MinutiaeRecord& record) {
  return std::all_of(record.views.begin(), record.views.end(),
                     [&](const MinutiaeView& view) { return view.finger.position == record.views.front().finger.position; });
}

struct LeftOut {
  std::size_t minutiae = 0;
  std::size_t singularPoints = 0;
  bool ridges = false;
};

}  // namespace

// numbers: target format (0 ISO 2005, 1 ISO 2011, 2 ANSI 2004, 3 ANSI 2009, 4 its amendment, 5 card normal, 6 card compact), most minutiae,
// ISO finger code (-1: as it was); bytes: template or record, with all its views. Says what the target does not hold.
void convertMinutiae(const Request& request, Answer& answer) {
  const int wanted = request.whole(0);
  if (request.bytes.empty() || wanted < 0 || wanted > 6) return refuse(answer, "bad-argument");
  Parsed<MinutiaeRecord> read = recordOf(request.bytes[0]);
  if (!read) return refuse(answer, read.failure());
  MinutiaeRecord& record = read.value();
  if (record.views.empty()) return refuse(answer, ParseFailure{ParseCode::badLength, 0, "a view of a finger"});
  const bool card = wanted > 4;
  if (card && record.views.size() > 1) return refuse(answer, ParseFailure{ParseCode::unsupported, 0, "a record of one view: a card's bytes hold one"});
  const int position = request.whole(2, -1);
  if (position >= 0 && !isOneFinger(record)) return refuse(answer, ParseFailure{ParseCode::unsupported, 0, "a record of one finger, to name it"});
  const auto most = static_cast<std::size_t>(std::clamp(request.whole(1, 255), 1, 255));
  // Readers of 2005 records differ over the length field of cores and deltas; cards have no place for them.
  const bool withPoints = wanted >= 1 && wanted <= 4;
  LeftOut left;
  double minutiae = 0;
  for (MinutiaeView& view : record.views) {
    FingerTemplate& finger = view.finger;
    if (position >= 0) finger.position = std::clamp(position, 0, 10);
    left.minutiae += finger.minutiae.size() - std::min(finger.minutiae.size(), most);
    if (finger.minutiae.size() > most) finger.minutiae.resize(most);
    if (!withPoints) left.singularPoints += finger.singularPoints.size();
    left.ridges = left.ridges || !finger.ridgeMap.empty();
    minutiae += static_cast<double>(finger.minutiae.size());
  }
  const Parsed<std::vector<std::uint8_t>> written =
      card ? writeCardMinutiae(record.views.front().finger, wanted == 5 ? CardFormat::normal : CardFormat::compact, CardOrder::yThenX, most)
           : writeMinutiaeRecord(record.views, static_cast<MinutiaeFormat>(wanted), {withPoints, 0});
  if (!written) return refuse(answer, written.failure());
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("views", static_cast<double>(record.views.size())).field("minutiae", minutiae);
  json.flag("dpiAssumed", record.dpiAssumed).key("left").open('{').field("outsidePicture", record.dropped);
  json.field("minutiae", static_cast<double>(left.minutiae)).field("singularPoints", static_cast<double>(left.singularPoints));
  json.flag("extensions", record.extensionsLeft).flag("ridgeMap", left.ridges).close('}').close('}');
  answer.bytes.push_back(written.value());
}

// numbers: format (5 card normal, 6 card compact), ISO finger code; bytes: a card's minutiae. Gives the engine's own template.
void readCard(const Request& request, Answer& answer) {
  const int format = request.whole(0);
  if (request.bytes.empty() || (format != 5 && format != 6)) return refuse(answer, "bad-argument");
  Parsed<FingerTemplate> read = readCardMinutiae(request.bytes[0], format == 5 ? CardFormat::normal : CardFormat::compact);
  if (!read) return refuse(answer, read.failure());
  read.value().position = std::clamp(request.whole(1), 0, 10);
  answer.json.open('{').flag("ok", true).field("minutiae", static_cast<double>(read.value().minutiae.size())).close('}');
  answer.bytes.push_back(writeTemplate(read.value()));
}

// bytes: finger image record. Describes every view and gives its grey bytes; where the coding is not opened here (JPEG, JPEG 2000), the packed ones.
void openRecord(const Request& request, Answer& answer) {
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  const Parsed<ImageRecord> record = readImageRecord(request.bytes[0]);
  if (!record) return refuse(answer, record.failure());
  JsonText& json = answer.json;
  std::vector<std::vector<std::uint8_t>> pictures;
  std::uint64_t pixels = 0;
  std::vector<OpenedImage> opened;
  for (const ImageRecordView& view : record.value().views) {
    pixels += static_cast<std::uint64_t>(view.width) * view.height;
    if (pixels > mostPixels) return refuse(answer, ParseFailure{ParseCode::tooLarge, view.offset, "at most 64,000,000 pixels in all views"});
    OpenedImage& one = opened.emplace_back();
    one.image.dpi = view.dpi;
    one.dpiStated = view.dpiStated;
    if (view.coding == ImageCoding::jpeg || view.coding == ImageCoding::jpeg2000) {
      pictures.emplace_back(view.data.begin(), view.data.end());
      continue;
    }
    Parsed<OpenedImage> read = openImageView(view);
    if (!read) return refuse(answer, read.failure());
    one = std::move(read.value());
    pictures.push_back(std::move(one.image.pixels));
  }
  json.open('{').flag("ok", true).key("views").open('[');
  for (std::size_t i = 0; i < opened.size(); ++i) {
    const ImageRecordView& view = record.value().views[i];
    json.open('{').field("finger", view.finger).field("number", view.number).field("quality", view.quality).field("impression", view.impression);
    json.field("width", view.width).field("height", view.height).field("dpi", opened[i].image.dpi).flag("dpiStated", opened[i].dpiStated);
    json.field("coding", wordOf(view.coding)).close('}');
  }
  json.close(']').close('}');
  answer.bytes = std::move(pictures);
}

// numbers: dpi, edition (0: 2005, 1: 2011), coding (0 raw, 1 PNG, 2 WSQ), bits a pixel for WSQ, ISO finger code, quality, impression type,
// [raw width, raw height]; bytes: picture
void writeRecord(const Request& request, Answer& answer) {
  const int edition = request.whole(1);
  const int coding = request.whole(2);
  if (edition < 0 || edition > 1 || coding < 0 || coding > 2) return refuse(answer, "bad-argument");
  const Parsed<OpenedImage> opened = pictureOf(request, 7);
  if (!opened) return refuse(answer, opened.failure());
  PictureToRecord picture;
  picture.image = &opened.value().image;
  picture.finger = request.whole(4);
  picture.quality = request.whole(5);
  picture.impression = request.whole(6);
  constexpr ImageCoding codings[] = {ImageCoding::raw, ImageCoding::png, ImageCoding::wsq};
  Parsed<std::vector<std::uint8_t>> written = writeImageRecord(std::span(&picture, 1), edition == 0 ? ImageRecordFormat::iso2005 : ImageRecordFormat::iso2011,
                                                               codings[coding], request.number(3, wsqExchangeRate));
  if (!written) return refuse(answer, written.failure());
  answer.json.open('{').flag("ok", true).close('}');
  answer.bytes.push_back(std::move(written.value()));
}

}  // namespace sobo::fingerprint
