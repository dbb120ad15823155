#include <algorithm>
#include <cstdio>

#include "../include/identify-bench.hpp"
#include "../src/evaluate/evaluate-set.hpp"
#include "../src/evaluate/quality-curve.hpp"
#include "operation.hpp"

namespace sobo::fingerprint {
namespace {

void writeRates(JsonText& json, const ErrorRates& rates) {
  json.field("eer", rates.eer).field("fmr100", rates.fmr100).field("fmr1000", rates.fmr1000).field("zeroFmr", rates.zeroFmr);
}

}  // namespace

// numbers: dpi (0: as the files say), all pairs; bytes: path of the folder, UTF-8. Gives the scores as text, a line "i j score" for a pair.
void evaluateFolder(const Request& request, Answer& answer) {
  if (request.bytes.empty()) return refuse(answer, "bad-argument");
  EvaluationRequest wanted;
  wanted.folder.assign(request.bytes[0].begin(), request.bytes[0].end());
  if (request.number(0) > 0) wanted.dpi = request.number(0);
  wanted.protocol = request.number(1, 1) != 0 ? PairProtocol::all : PairProtocol::fvc;
  const double kernel = kernelMilliseconds();
  wanted.cancel = request.cancel.get();
  const std::optional<Evaluation> evaluation = evaluateSet(wanted);
  if (request.cancelled()) return refuse(answer, "cancelled");
  if (!evaluation) return refuse(answer, "folder-unreadable");
  if (request.cancelled()) return refuse(answer, "cancelled");
  const QualityCurve curve = qualityCurve(*evaluation);
  JsonText& json = answer.json;
  json.open('{').flag("ok", true);
  writeRates(json, evaluation->rates);
  json.field("prints", static_cast<double>(evaluation->files.size())).field("failuresToExtract", evaluation->failuresToExtract);
  json.field("unreadable", evaluation->unreadable);
  json.field("genuine", static_cast<double>(evaluation->genuine)).field("impostor", static_cast<double>(evaluation->impostor));
  json.flag("thinned", evaluation->thinned).key("extractMs").open('{').field("mean", evaluation->extractMeanMs).field("p95", evaluation->extractP95Ms);
  json.close('}').field("compareUs", evaluation->compareUs).field("prepareUs", evaluation->prepareUs);
  json.field("templateBytes", evaluation->templateBytes).field("indexBytes", evaluation->indexBytes).field("minutiae", evaluation->minutiae);
  json.field("kernelMs", kernel).key("fnmrWithoutWorst").open('{').field("0", curve.all).field("5", curve.without5);
  json.field("10", curve.without10).field("20", curve.without20).close('}').close('}');
  std::string lines;
  char line[64];
  for (const ScoredPair& pair : evaluation->pairs) {
    const int length = std::snprintf(line, sizeof line, "%d %d %.6f\n", pair.first, pair.second, pair.score);
    lines.append(line, static_cast<std::size_t>(length));
  }
  answer.bytes.emplace_back(lines.begin(), lines.end());
}

// numbers: dpi (0: as the files say), people, seed, share kept, one mate; bytes: paths of the folders, UTF-8
void benchRealPrints(const Request& request, Answer& answer) {
  PrintsBenchOptions options;
  for (const auto& path : request.bytes) options.folders.emplace_back(path.begin(), path.end());
  if (request.number(0) > 0) options.dpi = request.number(0);
  options.people = static_cast<std::uint64_t>(std::clamp(request.number(1), 0.0, 5e6));
  options.seed = static_cast<std::uint64_t>(std::clamp(request.number(2, 1), 0.0, 9e15));
  options.keepShare = request.number(3, options.keepShare);
  options.oneMate = request.number(4) != 0;
  const PrintsBench figures = benchPrints(options, request.cancel.get());
  if (!figures.unreadableFolder.empty()) return refuse(answer, "folder-unreadable");
  if (figures.cancelled) return refuse(answer, "cancelled");
  JsonText& json = answer.json;
  json.open('{').flag("ok", true).field("fingers", figures.fingers).field("prints", figures.prints).field("failuresToExtract", figures.refused);
  json.field("gallery", static_cast<double>(figures.gallery)).field("probes", figures.probes).field("kept", figures.kept);
  json.field("rank1", figures.rank1).field("lost", figures.lost).field("loss", figures.loss).field("lossAtMost95", figures.lossAtMost95);
  json.field("templatesPerSecond", figures.templatesPerSecond).field("scannedPerSecond", figures.scannedPerSecond);
  json.field("comparedPerSearch", figures.comparedPerProbe).field("kernelMs", figures.kernelMs).close('}');
}

// numbers: count of genuine scores, then those, then the impostor scores
void rateErrors(const Request& request, Answer& answer) {
  const int genuine = request.whole(0, -1);
  if (genuine < 0 || static_cast<std::size_t>(genuine) + 1 > request.numbers.size()) return refuse(answer, "bad-argument");
  const auto first = request.numbers.begin() + 1;
  answer.json.open('{').flag("ok", true);
  writeRates(answer.json, errorRates({first, first + genuine}, {first + genuine, request.numbers.end()}));
  answer.json.close('}');
}

}  // namespace sobo::fingerprint
