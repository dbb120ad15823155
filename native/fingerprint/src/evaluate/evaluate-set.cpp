#include <algorithm>
#include <cmath>

#include "../../include/compare.hpp"
#include "../../include/evaluate.hpp"
#include "../../include/extract.hpp"
#include "../../include/image-format.hpp"
#include "../../include/minutiae-record.hpp"
#include "../../include/template-bytes.hpp"
#include "../search/search-print.hpp"

namespace sobo::fingerprint {
namespace {

constexpr std::size_t mostImpostors = 50'000;

const char* wordOf(ExtractRefusal refusal) {
  switch (refusal) {
    case ExtractRefusal::none: return "none";
    case ExtractRefusal::badPicture: return "bad-picture";
    case ExtractRefusal::badResolution: return "bad-resolution";
    case ExtractRefusal::tooSmall: return "too-small";
    case ExtractRefusal::tooLarge: return "too-large";
    case ExtractRefusal::noFinger: return "no-finger";
  }
  return "unknown";
}

bool wants(const std::atomic<bool>* cancel) { return cancel != nullptr && cancel->load(std::memory_order_relaxed); }

double isoBytes(const FingerTemplate& finger) {
  const MinutiaeView view{finger, 0, 0};
  const auto written = writeMinutiaeRecord(std::span(&view, 1), MinutiaeFormat::iso2005);
  return written ? static_cast<double>(written.value().size()) : 0;
}

}  // namespace

Evaluation evaluateSet(std::span<const SetPrint> prints, const EvaluateOptions& options, const std::atomic<bool>* cancel) {
  Evaluation result;
  result.kernelMs = kernelMilliseconds();
  const std::size_t count = prints.size();
  std::vector<FingerTemplate> fingers(count);
  std::vector<bool> usable(count, false);
  std::vector<double> milliseconds;
  for (std::size_t i = 0; i < count; ++i) {
    if (wants(cancel)) {
      result.cancelled = true;
      return result;
    }
    Parsed<OpenedImage> opened = readImage(prints[i].file);
    if (!opened) {
      result.refused.emplace_back(i, nameOf(opened.failure().code));
      continue;
    }
    if (options.dpi > 0) opened.value().image.dpi = options.dpi;
    double fastest = 1e18;
    Extraction extraction;
    for (int round = 0; round < std::max(options.timings, 1); ++round) {
      const double began = threadCpuSeconds();
      extraction = extract(opened.value().image);
      fastest = std::min(fastest, threadCpuSeconds() - began);
    }
    milliseconds.push_back(fastest * 1000);
    if (!extraction.ok()) {
      result.refused.emplace_back(i, wordOf(extraction.refusal));
      continue;
    }
    usable[i] = true;
    fingers[i] = std::move(extraction.finger);
    result.minutiae += static_cast<double>(fingers[i].minutiae.size());
    result.templateBytes += isoBytes(fingers[i]);
    result.storedBytes += static_cast<double>(writeTemplate(fingers[i]).size());
    result.indexBytes += static_cast<double>(packSearchPrint(fingers[i]).blockCount()) * sizeof(SearchBlock);
  }
  result.failuresToExtract = result.refused.size();
  const double extracted = static_cast<double>(std::max<std::size_t>(count - result.failuresToExtract, 1));
  for (double* mean : {&result.minutiae, &result.templateBytes, &result.storedBytes, &result.indexBytes}) *mean /= extracted;
  if (!milliseconds.empty()) {
    std::sort(milliseconds.begin(), milliseconds.end());
    for (const double one : milliseconds) result.extractMsMean += one / static_cast<double>(milliseconds.size());
    result.extractMsP95 = milliseconds[(milliseconds.size() * 95 + 99) / 100 - 1];
  }

  std::vector<PreparedTemplate> prepared(count);
  for (std::size_t i = 0; i < count; ++i) prepared[i] = prepare(fingers[i]);
  std::size_t impostors = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) impostors += prints[i].finger != prints[j].finger ? 1 : 0;
  }
  result.thinned = options.allPairs && impostors > mostImpostors;
  const auto isWanted = [&](std::size_t i, std::size_t j) {
    if (prints[i].finger == prints[j].finger) return true;
    if (prints[i].first && prints[j].first) return true;
    return options.allPairs && (!result.thinned || (i + j) % 8 == 0);
  };
  std::vector<double> genuine;
  std::vector<double> impostor;
  Scratch scratch;
  double compareSeconds = 0;
  double prepareSeconds = 0;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (wants(cancel)) {
      result.cancelled = true;
      return result;
    }
    const double began = threadCpuSeconds();
    const PreparedTemplate probe = prepare(fingers[i]);
    const double ready = threadCpuSeconds();
    prepareSeconds += ready - began;
    for (std::size_t j = i + 1; j < count; ++j) {
      if (!isWanted(i, j)) continue;
      const bool both = usable[i] && usable[j];
      const double score = both ? compare(probe, prepared[j], scratch).score : 0;
      compared += both ? 1 : 0;
      (prints[i].finger == prints[j].finger ? genuine : impostor).push_back(score);
      result.scores.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), score});
    }
    compareSeconds += threadCpuSeconds() - began;
  }
  result.compareUs = compared > 0 ? compareSeconds * 1e6 / static_cast<double>(compared) : 0;
  result.prepareUs = count > 0 ? prepareSeconds * 1e6 / static_cast<double>(count) : 0;
  result.genuine = genuine.size();
  result.impostor = impostor.size();
  result.rates = errorRates(std::move(genuine), std::move(impostor));
  return result;
}

}  // namespace sobo::fingerprint
