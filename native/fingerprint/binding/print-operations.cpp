#include <algorithm>
#include <iterator>

#include "../include/compare.hpp"
#include "../include/extract.hpp"
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

/// A template of one finger from every byte array. Answers for itself when one is refused.
bool readFingers(const Request& request, std::vector<FingerTemplate>& fingers, Answer& answer) {
  for (std::size_t i = 0; i < request.bytes.size(); ++i) {
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

// bytes: probe, then one or more impressions of one finger; or records with several fingers, compared as two people
void comparePrints(const Request& request, Answer& answer) {
  if (request.bytes.size() < 2) return refuse(answer, "bad-argument");
  std::vector<FingerTemplate> probe;
  std::vector<FingerTemplate> known;
  for (std::size_t i = 0; i < request.bytes.size(); ++i) {
    Parsed<std::vector<FingerTemplate>> views = readTemplates(request.bytes[i]);
    if (!views) return refuse(answer, views.failure());
    std::move(views.value().begin(), views.value().end(), std::back_inserter(i == 0 ? probe : known));
  }
  static thread_local Scratch scratch;  // one for each thread of the pool
  const ViewsComparison compared = compareViews(probe, known, scratch);
  const Comparison& found = compared.best;
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("score", found.score).flag("comparable", found.comparable).field("fingers", compared.fingers);
  json.field("pairedMinutiae", found.pairedMinutiae).key("alignment").open('{');
  json.field("angle", found.alignment.angle).field("dx", found.alignment.dx).field("dy", found.alignment.dy).close('}').close('}');
}

// bytes: template. Of a record with several views the first is described, `views` says how many there are.
void describeTemplate(const Request& request, Answer& answer) {
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  const Parsed<std::vector<FingerTemplate>> views = readTemplates(request.bytes[0]);
  if (!views) return refuse(answer, views.failure());
  const FingerTemplate& finger = views.value().front();
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("views", static_cast<double>(views.value().size())).field("width", finger.width).field("height", finger.height).field("dpi", finger.dpi);
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
  if (!readFingers(request, fingers, answer)) return;
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

}  // namespace sobo::fingerprint
