#include <algorithm>

#include "../include/compare.hpp"
#include "../include/extract.hpp"
#include "../include/minutiae-record.hpp"
#include "../include/template-bytes.hpp"
#include "../include/ten-set.hpp"
#include "operation.hpp"
#include "picture-argument.hpp"

namespace sobo::fingerprint {
namespace {

const char* wordOf(ExtractRefusal refusal) {
  switch (refusal) {
    case ExtractRefusal::none: break;
    case ExtractRefusal::badPicture: return "bad-picture";
    case ExtractRefusal::badResolution: return "bad-resolution";
    case ExtractRefusal::tooSmall: return "too-small";
    case ExtractRefusal::tooLarge: return "too-large";
    case ExtractRefusal::noFinger: return "no-finger";
  }
  return "no-finger";
}

const char* wordOf(MinutiaKind kind) {
  return kind == MinutiaKind::ending ? "ending" : kind == MinutiaKind::bifurcation ? "bifurcation" : "other";
}

void listReasons(JsonText& json, std::uint32_t reasons) {
  constexpr std::pair<std::uint32_t, const char*> words[] = {{reasonDry, "dry"},           {reasonWet, "wet"},         {reasonLight, "light"},
                                                             {reasonOffCentre, "off-centre"}, {reasonPartial, "partial"}, {reasonSmudged, "smudged"}};
  json.key("reasons").open('[');
  for (const auto& [bit, word] : words) {
    if (reasons & bit) json.string(word);
  }
  json.close(']');
}

const char* wordOf(TenSetTrouble trouble) {
  switch (trouble) {
    case TenSetTrouble::sameFingerTwice: return "same-finger-twice";
    case TenSetTrouble::swappedHands: return "swapped-hands";
    case TenSetTrouble::wrongFinger: return "wrong-finger";
  }
  return "wrong-finger";
}

/// Templates from byte arrays `first` to `end`; positions from numbers at `positions`, where given. Answers for itself when one is refused.
bool readTemplates(const Request& request, std::size_t first, std::size_t end, std::vector<FingerTemplate>& fingers, Answer& answer) {
  for (std::size_t i = first; i < end; ++i) {
    Parsed<FingerTemplate> read = readTemplate(request.bytes[i]);
    if (!read) {
      refuse(answer, read.failure());
      return false;
    }
    fingers.push_back(std::move(read.value()));
  }
  return true;
}

}  // namespace

// numbers: dpi (0: as the file says), ISO finger code, most minutiae, [raw width, raw height]; bytes: picture
void extractPrint(const Request& request, Answer& answer) {
  Parsed<OpenedImage> picture = pictureOf(request, 3);
  if (!picture) return refuse(answer, picture.failure());
  ExtractOptions options;
  options.position = std::clamp(request.whole(1), 0, 10);
  options.mostMinutiae = std::clamp(request.whole(2, 100), 1, 255);
  Extraction extraction = extract(picture.value().image, options);
  if (!extraction.ok()) return refuse(answer, wordOf(extraction.refusal));
  const FingerTemplate& finger = extraction.finger;
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("quality", extraction.quality).field("areaSquareMm", extraction.areaSquareMm);
  listReasons(json, extraction.reasons);
  json.field("minutiae", static_cast<double>(finger.minutiae.size())).field("width", finger.width).field("height", finger.height);
  json.field("dpi", picture.value().image.dpi).flag("dpiStated", picture.value().dpiStated).close('}');
  answer.bytes.push_back(writeTemplate(finger));
}

// bytes: probe, then one or more impressions of one finger
void comparePrints(const Request& request, Answer& answer) {
  if (request.bytes.size() < 2) return refuse(answer, "bad-argument");
  std::vector<FingerTemplate> fingers;
  if (!readTemplates(request, 0, request.bytes.size(), fingers, answer)) return;
  std::vector<PreparedTemplate> prepared;
  for (const FingerTemplate& finger : fingers) prepared.push_back(prepare(finger));
  std::vector<const PreparedTemplate*> impressions;
  for (std::size_t i = 1; i < prepared.size(); ++i) impressions.push_back(&prepared[i]);
  Scratch scratch;
  const Comparison found = compareWithImpressions(prepared[0], impressions, scratch);
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("score", found.score).flag("comparable", found.comparable);
  json.field("pairedMinutiae", found.pairedMinutiae).key("alignment").open('{');
  json.field("angle", found.alignment.angle).field("dx", found.alignment.dx).field("dy", found.alignment.dy).close('}').close('}');
}

// bytes: template
void describeTemplate(const Request& request, Answer& answer) {
  std::vector<FingerTemplate> fingers;
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  if (!readTemplates(request, 0, 1, fingers, answer)) return;
  const FingerTemplate& finger = fingers.front();
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("width", finger.width).field("height", finger.height).field("dpi", finger.dpi);
  json.field("quality", finger.quality).field("position", finger.position).key("minutiae").open('[');
  for (const Minutia& minutia : finger.minutiae) {
    json.open('{').field("x", minutia.x).field("y", minutia.y).field("angle", minutia.angle);
    json.field("kind", wordOf(minutia.kind)).field("quality", minutia.quality).close('}');
  }
  json.close(']').key("singularPoints").open('[');
  for (const SingularPoint& point : finger.singularPoints) {
    json.open('{').field("kind", point.kind == SingularKind::core ? "core" : "delta").field("x", point.x).field("y", point.y);
    json.field("angle", point.angle).close('}');
  }
  json.close(']').close('}');
}

// numbers: scores
void fuseScores(const Request& request, Answer& answer) {
  answer.json.open('{').flag("ok", true).field("score", fuseFingers(request.numbers)).close('}');
}

// numbers: false alarms a set, count of prints, then a position for each template; bytes: prints, then known prints
void checkSet(const Request& request, Answer& answer) {
  std::vector<FingerTemplate> fingers;
  if (!readTemplates(request, 0, request.bytes.size(), fingers, answer)) return;
  for (std::size_t i = 0; i < fingers.size(); ++i) fingers[i].position = std::clamp(request.whole(2 + i, fingers[i].position), 0, 10);
  const auto given = static_cast<std::size_t>(std::clamp(request.whole(1), 0, static_cast<int>(fingers.size())));
  TenSetOptions options;
  options.falseAlarms = request.number(0, options.falseAlarms);
  const std::span<const FingerTemplate> all(fingers);
  const TenSetReport report = checkTenSet(all.first(given), all.subspan(given), options);
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("threshold", report.threshold).field("comparisons", report.comparisons).key("findings").open('[');
  for (const TenSetFinding& finding : report.findings) {
    json.open('{').field("trouble", wordOf(finding.trouble)).field("given", finding.given).field("other", finding.other);
    json.field("score", finding.score).close('}');
  }
  json.close(']').close('}');
}

// numbers: target format (0 ISO 2005, 1 ISO 2011, 2 ANSI 2004, 3 ANSI 2009, 4 its amendment, 5 card normal, 6 card compact), most minutiae,
// ISO finger code (-1: as it was); bytes: template or record
void convertMinutiae(const Request& request, Answer& answer) {
  std::vector<FingerTemplate> fingers;
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  if (!readTemplates(request, 0, 1, fingers, answer)) return;
  FingerTemplate& finger = fingers.front();
  const int wanted = request.whole(0);
  if (wanted < 0 || wanted > 6) return refuse(answer, "bad-argument");
  const auto most = static_cast<std::size_t>(std::clamp(request.whole(1, 255), 1, 255));
  if (finger.minutiae.size() > most) finger.minutiae.resize(most);
  if (request.whole(2, -1) >= 0) finger.position = std::clamp(request.whole(2), 0, 10);
  const MinutiaeView view{finger, 0, 0};
  const Parsed<std::vector<std::uint8_t>> written =
      wanted <= 4 ? writeMinutiaeRecord(std::span(&view, 1), static_cast<MinutiaeFormat>(wanted))
                  : writeCardMinutiae(finger, wanted == 5 ? CardFormat::normal : CardFormat::compact, CardOrder::yThenX, most);
  if (!written) return refuse(answer, written.failure());
  answer.json.open('{').flag("ok", true).field("minutiae", static_cast<double>(finger.minutiae.size())).close('}');
  answer.bytes.push_back(written.value());
}

}  // namespace sobo::fingerprint
