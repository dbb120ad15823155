#include <algorithm>
#include <cmath>
#include <string>

#include "../include/identify-bench.hpp"
#include "../include/synthesis.hpp"
#include "../include/template-bytes.hpp"
#include "operation.hpp"

namespace sobo::fingerprint {
namespace {

constexpr double mostSubject = 9007199254740991.0;  // JavaScript's largest whole number

bool isSubject(double value) { return value >= 0 && value <= mostSubject && value == std::floor(value); }

bool readPrints(const Request& request, std::size_t positions, std::vector<FingerTemplate>& fingers, Answer& answer) {
  for (std::size_t i = 0; i < request.bytes.size(); ++i) {
    Parsed<std::vector<FingerTemplate>> read = readTemplates(request.bytes[i]);
    if (!read) {
      refuse(answer, read.failure());
      return false;
    }
    std::vector<FingerTemplate>& views = read.value();
    const int position = std::clamp(request.whole(positions + i, views.front().position), 0, 10);
    const bool oneFinger = std::all_of(views.begin(), views.end(), [&](const FingerTemplate& view) { return view.position == views.front().position; });
    if (!oneFinger && position != 0) {
      refuse(answer, ParseFailure{ParseCode::unsupported, 0, "a record of one finger, to say which it is"});
      return false;
    }
    for (FingerTemplate& view : views) {
      if (oneFinger) view.position = position;  // of several fingers each is what the record says
      fingers.push_back(std::move(view));
    }
  }
  return true;
}

}  // namespace

// numbers: subject, then a position for each template; bytes: templates
void addToIndex(const Request& request, Answer& answer) {
  std::vector<FingerTemplate> fingers;
  if (!isSubject(request.number(0, -1))) return refuse(answer, "bad-argument");
  if (!readPrints(request, 1, fingers, answer)) return;
  request.index->add(static_cast<std::uint64_t>(request.number(0)), fingers);
  answer.json.open('{').flag("ok", true).close('}');
}

// numbers: subject
void removeFromIndex(const Request& request, Answer& answer) {
  if (!isSubject(request.number(0, -1))) return refuse(answer, "bad-argument");
  const std::size_t removed = request.index->remove(static_cast<std::uint64_t>(request.number(0)));
  answer.json.open('{').flag("ok", true).field("removed", static_cast<double>(removed)).close('}');
}

// numbers: most hits, share kept, least kept, any finger, least score, then a position for each template; bytes: templates
void searchIndex(const Request& request, Answer& answer) {
  std::vector<FingerTemplate> fingers;
  if (!readPrints(request, 5, fingers, answer)) return;
  SearchOptions options;
  options.most = std::clamp(request.whole(0, options.most), 0, 10'000);
  options.keepShare = request.number(1, options.keepShare);
  options.keepLeast = std::clamp(request.whole(2, options.keepLeast), 1, 1'000'000);
  options.anyFinger = request.number(3) != 0;
  options.leastScore = request.number(4);
  const SearchReport report = request.index->search(fingers, options, request.cancel.get());
  if (report.cancelled) return refuse(answer, "cancelled");
  if (report.lost) return refuse(answer, "file-lost");
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("scanned", static_cast<double>(report.scanned)).field("compared", static_cast<double>(report.compared));
  json.field("seconds", report.scanSeconds + report.compareSeconds).key("hits").open('[');
  for (const SearchHit& hit : report.hits) {
    json.open('{').field("subject", static_cast<double>(hit.subject)).field("score", hit.score).field("fingers", hit.fingers).close('}');
  }
  json.close(']').close('}');
}

void measureIndex(const Request& request, Answer& answer) {
  answer.json.open('{').flag("ok", true).field("subjects", static_cast<double>(request.index->subjects()));
  answer.json.field("prints", static_cast<double>(request.index->prints())).field("bytes", static_cast<double>(request.index->bytes())).close('}');
}

void saveIndex(const Request& request, Answer& answer) {
  std::vector<std::uint8_t>& saved = answer.bytes.emplace_back();
  const bool whole = request.index->save([&saved](std::span<const std::byte> piece) {
    const auto* first = reinterpret_cast<const std::uint8_t*>(piece.data());
    saved.insert(saved.end(), first, first + piece.size());
  });
  if (!whole) return refuse(answer, "file-lost");
  answer.json.open('{').flag("ok", true).close('}');
}

// bytes: what saveIndex gave
void loadIndex(const Request& request, Answer& answer) {
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  answer.index = SearchIndex::load(std::as_bytes(std::span(request.bytes[0])));
  if (!answer.index) return refuse(answer, "bad-value");
  answer.json.open('{').flag("ok", true).close('}');
}

// in place of an index: memory of createMemory, filled with what saveIndex gave
void borrowIndex(const Request& request, Answer& answer) {
  if (!request.memory) return refuse(answer, "bad-argument");
  answer.index = SearchIndex::borrow(request.memory->bytes(), request.memory);
  if (!answer.index) return refuse(answer, "bad-value");
  answer.json.open('{').flag("ok", true).close('}');
}

// bytes: path of a file with what saveIndex gave
void mapIndex(const Request& request, Answer& answer) {
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  const std::string file(request.bytes[0].begin(), request.bytes[0].end());
  if (file.find('\0') != std::string::npos) return refuse(answer, "file-unreadable");  // the system would open what stands before it
  MappedIndex mapped = SearchIndex::map(file);
  if (!mapped.opened) return refuse(answer, "file-unreadable");
  if (!mapped.index) return refuse(answer, "bad-value");
  answer.index = std::move(mapped.index);
  answer.json.open('{').flag("ok", true).close('}');
}

// numbers: people, probes, seed, hardness, share kept, exhaustive probes, one finger
void benchPeople(const Request& request, Answer& answer) {
  IdentifyBenchOptions options;
  options.people = static_cast<std::uint64_t>(std::clamp(request.number(0, 1000), 1.0, 5'000'000.0));
  options.probes = std::clamp(request.whole(1, 100), 1, 100'000);
  options.seed = static_cast<std::uint64_t>(std::clamp(request.number(2, 1), 0.0, mostSubject));
  options.hardness = request.number(3, 1);
  options.keepShare = request.number(4, options.keepShare);
  options.exhaustiveProbes = request.whole(5);
  options.oneFinger = request.number(6) != 0;
  const IdentifyBench figures = benchIdentification(options, request.cancel.get());
  if (figures.cancelled) return refuse(answer, "cancelled");
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("prints", static_cast<double>(figures.prints)).field("probes", figures.probes);
  json.field("rank1", figures.rank1).field("rank10", figures.rank10).field("rank1OneFinger", figures.rank1OneFinger);
  json.field("secondsPerSearch", figures.meanSeconds).field("worstSeconds", figures.worstSeconds);
  json.field("templatesPerSecond", figures.templatesPerSecond).field("scannedPerSecond", figures.scannedPerSecond);
  json.field("comparedPerSearch", figures.comparedPerProbe).field("bytesPerTemplate", figures.bytesPerTemplate);
  json.field("mostBytesPerTemplate", figures.mostBytesPerTemplate).field("indexBytes", static_cast<double>(figures.indexBytes));
  json.field("growSeconds", figures.growSeconds).field("exhaustiveProbes", figures.exhaustiveProbes);
  json.field("exhaustiveRank1", figures.exhaustiveRank1).field("sameProbesRank1", figures.sameProbesRank1);
  json.field("exhaustivePerSecond", figures.exhaustivePerSecond).field("kernelMs", figures.kernelMs).field("kernels", figures.kernels).close('}');
}

// numbers: seed, person, finger code, impression, hardness. A synthetic template, for tests and benches.
void makePeople(const Request& request, Answer& answer) {
  const auto seed = static_cast<std::uint64_t>(std::clamp(request.number(0), 0.0, mostSubject));
  const auto person = static_cast<std::uint64_t>(std::clamp(request.number(1), 0.0, mostSubject));
  const auto finger = static_cast<std::uint32_t>(std::clamp(request.whole(2, 2), 0, 10));
  const auto impression = static_cast<std::uint32_t>(std::clamp(request.whole(3), 0, 1'000'000));
  const FingerTemplate print = pressFinger(growFinger(seed, person, finger), seed, person, finger, impression, {request.number(4, 1)});
  answer.json.open('{').flag("ok", true).field("minutiae", static_cast<double>(print.minutiae.size())).close('}');
  answer.bytes.push_back(writeTemplate(print));
}

}  // namespace sobo::fingerprint
