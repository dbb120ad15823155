// evaluate DIR [--dpi N] [--protocol fvc|all] [--scores FILE] [--json]: the engine measured over a folder of prints.
// Ends with 0, 2 for a wrong command line, 3 for a folder or file that can't be read or written.
#include <time.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "../src/evaluate/evaluate-set.hpp"
#include "../src/evaluate/quality-curve.hpp"

using namespace sobo::fingerprint;

namespace {

/// A fixed piece of integer and float work: tells a slow machine from a slow engine.
double kernelMs() {
  timespec from{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
  std::uint64_t state = 1;
  double sum = 0;
  for (int i = 0; i < 10'000'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    sum += static_cast<double>(state >> 40) * 1e-8;
  }
  timespec to{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
  const double ms = static_cast<double>(to.tv_sec - from.tv_sec) * 1e3 + static_cast<double>(to.tv_nsec - from.tv_nsec) * 1e-6;
  return sum > 0 ? ms : 0;
}

bool writeScores(const char* path, const Evaluation& e) {
  std::FILE* file = std::fopen(path, "w");
  if (file == nullptr) return false;
  for (const ScoredPair& pair : e.pairs) std::fprintf(file, "%d %d %.6f\n", pair.first, pair.second, pair.score);
  return std::fclose(file) == 0;
}

void printJson(const Evaluation& e, const QualityCurve& curve) {
  std::printf("{\"eer\":%.6f,\"fmr100\":%.6f,\"fmr1000\":%.6f,\"zeroFmr\":%.6f,", e.rates.eer, e.rates.fmr100, e.rates.fmr1000,
              e.rates.zeroFmr);
  std::printf("\"failuresToExtract\":%d,\"unreadable\":%d,\"prints\":%zu,\"genuine\":%ld,\"impostor\":%ld,\"thinned\":%s,",
              e.failuresToExtract, e.unreadable, e.files.size(), e.genuine, e.impostor, e.thinned ? "true" : "false");
  std::printf("\"extractMs\":{\"mean\":%.3f,\"p95\":%.3f},\"prepareUs\":%.1f,\"compareUs\":%.1f,\"kernelMs\":%.2f,",
              e.extractMeanMs, e.extractP95Ms, e.prepareUs, e.compareUs, kernelMs());
  std::printf("\"templateBytes\":%.0f,\"minutiae\":%.1f,", e.templateBytes, e.minutiae);
  std::printf("\"fnmrWithoutWorst\":{\"0\":%.6f,\"5\":%.6f,\"10\":%.6f,\"20\":%.6f}}\n", curve.all, curve.without5, curve.without10,
              curve.without20);
}

void printText(const Evaluation& e, const QualityCurve& curve) {
  std::printf("prints %zu, not extracted %d, genuine pairs %ld, impostor pairs %ld%s\n", e.files.size(), e.failuresToExtract,
              e.genuine, e.impostor, e.thinned ? " (thinned)" : "");
  std::printf("EER %.2f %%  FMR100 %.2f %%  FMR1000 %.2f %%  zeroFMR %.2f %%\n", e.rates.eer * 100, e.rates.fmr100 * 100,
              e.rates.fmr1000 * 100, e.rates.zeroFmr * 100);
  std::printf("extraction %.2f ms (p95 %.2f), comparison %.0f us with set-up (%.0f), kernel %.2f ms\n", e.extractMeanMs,
              e.extractP95Ms, e.compareUs, e.prepareUs, kernelMs());
  std::printf("template %.0f bytes, %.1f minutiae\n", e.templateBytes, e.minutiae);
  std::printf("FNMR at FMR 1 in 1000, all %.2f %%, without the worst 5 %% %.2f %%, 10 %% %.2f %%, 20 %% %.2f %%\n", curve.all * 100,
              curve.without5 * 100, curve.without10 * 100, curve.without20 * 100);
}

int usage() {
  std::fprintf(stderr, "evaluate DIR [--dpi 300-1000] [--protocol fvc|all] [--scores FILE] [--json]\n");
  return 2;
}

}  // namespace

int main(int count, char** words) {
  EvaluationRequest request;
  const char* scores = nullptr;
  bool json = false;
  for (int i = 1; i < count; ++i) {
    const bool more = i + 1 < count;
    if (std::strcmp(words[i], "--json") == 0) {
      json = true;
    } else if (std::strcmp(words[i], "--once") == 0) {
      request.timed = false;
    } else if (std::strcmp(words[i], "--dpi") == 0 && more) {
      request.dpi = std::atof(words[++i]);
      if (!(*request.dpi >= 300 && *request.dpi <= 1000)) return usage();
    } else if (std::strcmp(words[i], "--scores") == 0 && more) {
      scores = words[++i];
    } else if (std::strcmp(words[i], "--protocol") == 0 && more) {
      const char* name = words[++i];
      if (std::strcmp(name, "fvc") != 0 && std::strcmp(name, "all") != 0) return usage();
      request.protocol = std::strcmp(name, "fvc") == 0 ? PairProtocol::fvc : PairProtocol::all;
    } else if (words[i][0] != '-' && request.folder.empty()) {
      request.folder = words[i];
    } else {
      return usage();
    }
  }
  if (request.folder.empty()) return usage();
  const auto evaluation = evaluateSet(request);
  if (!evaluation) {
    std::fprintf(stderr, "can't read the folder %s\n", request.folder.c_str());
    return 3;
  }
  const QualityCurve curve = qualityCurve(*evaluation);
  if (json) printJson(*evaluation, curve);
  else printText(*evaluation, curve);
  if (scores != nullptr && !writeScores(scores, *evaluation)) {
    std::fprintf(stderr, "can't write the scores to %s\n", scores);
    return 3;
  }
  return 0;
}
