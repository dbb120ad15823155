#include "evaluate-set.hpp"

#include <algorithm>
#include <set>

#include "../../include/compare.hpp"
#include "../../include/extract.hpp"
#include "../../include/identify-bench.hpp"
#include "../search/search-print.hpp"
#include "print-folder.hpp"

namespace sobo::fingerprint {
namespace {

constexpr std::size_t largestFullSet = 500;
constexpr std::size_t recordFrame = 30;  // bytes of an ISO/IEC 19794-2:2005 record without its minutiae
constexpr std::size_t minutiaBytes = 6;
constexpr int extractRounds = 3;             // the best counts

double threadMs() { return threadCpuSeconds() * 1e3; }

std::size_t bytesOf(const FingerTemplate& finger) {
  std::size_t squares = 0;
  for (std::uint8_t clear : finger.ridgeMap.clear) squares += clear != 0 ? 1 : 0;
  return recordFrame + minutiaBytes * finger.minutiae.size() + 8 * squares + finger.ridgeMap.clear.size();
}

bool wantsToStop(const EvaluationRequest& request) { return request.cancel != nullptr && request.cancel->load(std::memory_order_relaxed); }

struct Extracted {
  std::vector<FingerTemplate> templates;
  std::vector<double> ms;
};

Extracted extractAll(const EvaluationRequest& request, Evaluation& result) {
  Extracted extracted;
  for (const std::string& name : result.files) {
    if (wantsToStop(request)) break;
    FingerTemplate finger;
    if (const auto image = openPrint(request.folder + "/" + name, request.dpi)) {
      double best = 0;
      for (int round = 0; round < extractRounds; ++round) {
        const double start = threadMs();
        Extraction extraction = extract(*image);
        const double took = threadMs() - start;
        if (round == 0 || took < best) best = took;
        if (round == 0) {
          result.failuresToExtract += extraction.ok() ? 0 : 1;
          finger = std::move(extraction.finger);
        }
      }
      extracted.ms.push_back(best);
    } else {
      ++result.failuresToExtract;
      ++result.unreadable;
    }
    result.quality.push_back(finger.quality);
    result.templateBytes += static_cast<double>(bytesOf(finger));
    result.indexBytes += static_cast<double>(packSearchPrint(finger).kept().blockCount()) * sizeof(SearchBlock);
    result.minutiae += static_cast<double>(finger.minutiae.size());
    extracted.templates.push_back(std::move(finger));
  }
  return extracted;
}

void sumUpTimes(std::vector<double> ms, Evaluation& result) {
  if (ms.empty()) return;
  std::sort(ms.begin(), ms.end());
  for (double value : ms) result.extractMeanMs += value / static_cast<double>(ms.size());
  result.extractP95Ms = ms[std::min(ms.size() - 1, ms.size() * 95 / 100)];
}

}  // namespace

std::optional<Evaluation> evaluateSet(const EvaluationRequest& request) {
  auto files = printsInFolder(request.folder);
  if (!files) return std::nullopt;
  Evaluation result;
  result.files = std::move(*files);
  const Extracted extracted = extractAll(request, result);
  if (wantsToStop(request)) return result;
  sumUpTimes(extracted.ms, result);

  const std::size_t count = result.files.size();
  std::vector<PreparedTemplate> prepared;
  prepared.reserve(count);
  double start = threadMs();
  for (const FingerTemplate& finger : extracted.templates) prepared.push_back(prepare(finger));
  if (count > 0) {
    result.prepareUs = (threadMs() - start) * 1e3 / static_cast<double>(count);
    result.templateBytes /= static_cast<double>(count);
    result.indexBytes /= static_cast<double>(count);
    result.minutiae /= static_cast<double>(count);
  }

  std::vector<std::string> fingers;
  std::vector<bool> first;
  std::set<std::string> seen;
  for (const std::string& name : result.files) {
    fingers.push_back(fingerOfName(name));
    first.push_back(seen.insert(fingers.back()).second);
  }
  result.thinned = request.protocol == PairProtocol::all && count > largestFullSet;
  std::vector<double> genuine;
  std::vector<double> impostor;
  Scratch scratch;
  start = threadMs();
  for (std::size_t i = 0; i < count; ++i) {
    if (wantsToStop(request)) return result;
    for (std::size_t j = i + 1; j < count; ++j) {
      const bool same = fingers[i] == fingers[j];
      if (!same && !(first[i] && first[j])) {
        if (request.protocol == PairProtocol::fvc) continue;
        if (result.thinned && (i + j) % 8 != 0) continue;
      }
      // A refused print has an empty template, and what is not comparable scores 0, the lowest there is.
      const double score = compare(prepared[i], prepared[j], scratch).score;
      (same ? genuine : impostor).push_back(score);
      result.pairs.push_back({static_cast<int>(i), static_cast<int>(j), same, score});
    }
  }
  if (!result.pairs.empty()) {
    result.compareUs = (threadMs() - start) * 1e3 / static_cast<double>(result.pairs.size()) + result.prepareUs;
  }
  result.genuine = static_cast<long>(genuine.size());
  result.impostor = static_cast<long>(impostor.size());
  result.rates = errorRates(std::move(genuine), std::move(impostor));
  return result;
}

}  // namespace sobo::fingerprint
