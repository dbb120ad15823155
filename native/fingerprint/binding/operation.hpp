#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "../include/parsed.hpp"
#include "../include/search.hpp"
#include "index-memory.hpp"
#include "json-text.hpp"

namespace sobo::fingerprint {

/// What a call from JavaScript brings: numbers and bytes, copied, so that nothing changes under the worker thread.
struct Request {
  std::vector<double> numbers;
  std::vector<std::vector<std::uint8_t>> bytes;
  std::shared_ptr<SearchIndex> index;
  std::shared_ptr<const IndexMemory> memory;  ///< that JavaScript filled and cannot reach any more
  std::shared_ptr<std::atomic<bool>> cancel;

  [[nodiscard]] double number(std::size_t at, double otherwise = 0) const { return at < numbers.size() ? numbers[at] : otherwise; }
  [[nodiscard]] int whole(std::size_t at, int otherwise = 0) const;
  [[nodiscard]] bool cancelled() const { return cancel && cancel->load(std::memory_order_relaxed); }
};

/// What goes back: one JSON text and byte arrays. A refusal is an answer too: {"ok":false,"failure":…}.
struct Answer {
  JsonText json;
  std::vector<std::vector<std::uint8_t>> bytes;
  std::shared_ptr<SearchIndex> index;  ///< of a loaded index
};

using Operation = void (*)(const Request& request, Answer& answer);

struct NamedOperation {
  std::string_view name;
  Operation run;
  bool needsIndex;
};

/// Everything that may be asked for, from all operation files.
[[nodiscard]] const NamedOperation* findOperation(std::string_view name);

void refuse(Answer& answer, std::string_view failure);
void refuse(Answer& answer, const ParseFailure& failure);

void extractPrint(const Request& request, Answer& answer);
void comparePrints(const Request& request, Answer& answer);
void describeTemplate(const Request& request, Answer& answer);
void fuseScores(const Request& request, Answer& answer);
void checkSet(const Request& request, Answer& answer);
void convertImage(const Request& request, Answer& answer);
void openImage(const Request& request, Answer& answer);
void convertMinutiae(const Request& request, Answer& answer);
void readCard(const Request& request, Answer& answer);
void openRecord(const Request& request, Answer& answer);
void writeRecord(const Request& request, Answer& answer);
void segmentImage(const Request& request, Answer& answer);
void addToIndex(const Request& request, Answer& answer);
void removeFromIndex(const Request& request, Answer& answer);
void searchIndex(const Request& request, Answer& answer);
void measureIndex(const Request& request, Answer& answer);
void saveIndex(const Request& request, Answer& answer);
void loadIndex(const Request& request, Answer& answer);
void borrowIndex(const Request& request, Answer& answer);
void mapIndex(const Request& request, Answer& answer);
void evaluateFolder(const Request& request, Answer& answer);
void rateErrors(const Request& request, Answer& answer);
void benchPeople(const Request& request, Answer& answer);
void benchRealPrints(const Request& request, Answer& answer);
void makePeople(const Request& request, Answer& answer);

}  // namespace sobo::fingerprint
