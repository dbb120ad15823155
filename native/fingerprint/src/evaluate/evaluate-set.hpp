#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "error-rates.hpp"

namespace sobo::fingerprint {

enum class PairProtocol : std::uint8_t { fvc, all };

struct EvaluationRequest {
  std::string folder;             ///< holds FINGER_IMPRESSION.(png|pgm|tif|tiff|bmp|wsq)
  std::optional<double> dpi;      ///< for every picture; otherwise each file's own, or 500
  PairProtocol protocol = PairProtocol::all;
  const std::atomic<bool>* cancel = nullptr;  ///< looked at for every print and every row of pairs
};

struct ScoredPair {
  int first = 0;
  int second = 0;
  bool genuine = false;
  double score = 0;
};

struct Evaluation {
  std::vector<std::string> files;  ///< in byte order of their names; the index is the print's number
  std::vector<int> quality;        ///< of each print, 0 where refused
  std::vector<ScoredPair> pairs;
  ErrorRates rates;
  int failuresToExtract = 0;
  int unreadable = 0;              ///< of these: files no reader takes
  long genuine = 0;
  long impostor = 0;
  bool thinned = false;            ///< sets above 500 prints: of the later impostor pairs those with (i + j) mod 8 = 0
  double extractMeanMs = 0;
  double extractP95Ms = 0;
  double prepareUs = 0;            ///< making one template ready
  double compareUs = 0;            ///< one pair, the probe's setting up included
  double templateBytes = 0;        ///< minutiae record and ridge map
  double indexBytes = 0;           ///< of a print in the search index
  double minutiae = 0;             ///< per print
};

/// Runs the whole engine over a folder in one thread. Empty when the folder can't be read.
[[nodiscard]] std::optional<Evaluation> evaluateSet(const EvaluationRequest& request);

}  // namespace sobo::fingerprint
