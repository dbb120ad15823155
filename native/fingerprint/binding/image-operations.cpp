#include <algorithm>

#include "../include/slap.hpp"
#include "../include/wsq.hpp"
#include "operation.hpp"
#include "picture-argument.hpp"

namespace sobo::fingerprint {
namespace {

const char* wordOf(ImageKind kind) {
  switch (kind) {
    case ImageKind::png: return "png";
    case ImageKind::pnm: return "pgm";
    case ImageKind::tiff: return "tiff";
    case ImageKind::bmp: return "bmp";
    case ImageKind::wsq: return "wsq";
    case ImageKind::raw: return "raw";
  }
  return "raw";
}

const char* wordOf(SlapRefusal refusal) {
  return refusal == SlapRefusal::badResolution ? "bad-resolution" : refusal == SlapRefusal::noFinger ? "no-finger" : "bad-picture";
}

void describe(JsonText& json, const OpenedImage& opened) {
  json.open('{').flag("ok", true).field("kind", wordOf(opened.kind)).field("width", opened.image.width).field("height", opened.image.height);
  json.field("dpi", opened.image.dpi).flag("dpiStated", opened.dpiStated).close('}');
}

}  // namespace

Parsed<OpenedImage> pictureOf(const Request& request, std::size_t raw) {
  if (request.bytes.empty()) return ParseFailure{ParseCode::truncated, 0, "a picture"};
  const double dpi = request.number(0);
  const int width = request.whole(raw);
  const int height = request.whole(raw + 1);
  if (width > 0 || height > 0) {
    return readRaw(request.bytes[0], static_cast<std::uint32_t>(std::max(width, 0)), static_cast<std::uint32_t>(std::max(height, 0)),
                   dpi > 0 ? dpi : assumedDpi);
  }
  Parsed<OpenedImage> opened = readImage(request.bytes[0]);
  if (opened && dpi != 0) {
    opened.value().image.dpi = dpi;
    opened.value().dpiStated = true;
  }
  return opened;
}

// numbers: dpi, [raw width, raw height]; bytes: picture. Gives grey bytes.
void openImage(const Request& request, Answer& answer) {
  Parsed<OpenedImage> opened = pictureOf(request, 1);
  if (!opened) return refuse(answer, opened.failure());
  describe(answer.json, opened.value());
  answer.bytes.push_back(std::move(opened.value().image.pixels));
}

// numbers: dpi, target (0 PNG, 1 PGM, 2 WSQ), bits a pixel for WSQ, [raw width, raw height]; bytes: picture
void convertImage(const Request& request, Answer& answer) {
  Parsed<OpenedImage> opened = pictureOf(request, 3);
  if (!opened) return refuse(answer, opened.failure());
  switch (request.whole(1)) {
    case 0: answer.bytes.push_back(writePng(opened.value().image)); break;
    case 1: answer.bytes.push_back(writePgm(opened.value().image)); break;
    case 2: {
      Parsed<std::vector<std::uint8_t>> packed = writeWsq(opened.value().image, request.number(2, wsqExchangeRate));
      if (!packed) return refuse(answer, packed.failure());
      answer.bytes.push_back(std::move(packed.value()));
      break;
    }
    default: return refuse(answer, "bad-argument");
  }
  describe(answer.json, opened.value());
}

// numbers: dpi, kind (13 right four, 14 left four, 15 both thumbs), [raw width, raw height]; bytes: picture. Gives each finger's grey bytes.
void segmentImage(const Request& request, Answer& answer) {
  const int kind = request.whole(1);
  if (kind < 13 || kind > 15) return refuse(answer, "bad-argument");
  const Parsed<OpenedImage> opened = pictureOf(request, 2);
  if (!opened) return refuse(answer, opened.failure());
  const GrayImage& picture = opened.value().image;
  const SlapSegmentation slap = segmentSlap(picture, static_cast<SlapKind>(kind));
  if (slap.refusal != SlapRefusal::none) return refuse(answer, wordOf(slap.refusal));
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).flag("complete", slap.complete()).field("angle", slap.angle);
  json.field("handSeen", slap.handSeen > 0 ? "right" : slap.handSeen < 0 ? "left" : "unknown").field("dpi", picture.dpi).key("fingers").open('[');
  for (std::size_t i = 0; i < slap.fingers.size(); ++i) {
    const SlapFinger& finger = slap.fingers[i];
    GrayImage cut = cutFinger(picture, slap, i);
    json.open('{').field("position", finger.position).field("x", finger.x).field("y", finger.y).field("width", finger.width);
    json.field("height", finger.height).field("angle", finger.angle).field("areaSquareMm", finger.areaSquareMm);
    json.field("cutWidth", cut.width).field("cutHeight", cut.height).close('}');
    answer.bytes.push_back(std::move(cut.pixels));
  }
  json.close(']').close('}');
}

}  // namespace sobo::fingerprint
