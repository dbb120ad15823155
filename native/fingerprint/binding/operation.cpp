#include "operation.hpp"

#include <array>
#include <cmath>

namespace sobo::fingerprint {
namespace {

constexpr std::array<NamedOperation, 25> operations{{
    {"extract", extractPrint, false},
    {"compare", comparePrints, false},
    {"describe", describeTemplate, false},
    {"fuse", fuseScores, false},
    {"check-set", checkSet, false},
    {"open-image", openImage, false},
    {"convert-image", convertImage, false},
    {"convert-minutiae", convertMinutiae, false},
    {"read-card", readCard, false},
    {"open-record", openRecord, false},
    {"write-record", writeRecord, false},
    {"segment", segmentImage, false},
    {"index-add", addToIndex, true},
    {"index-remove", removeFromIndex, true},
    {"index-search", searchIndex, true},
    {"index-size", measureIndex, true},
    {"index-save", saveIndex, true},
    {"index-load", loadIndex, false},
    {"index-borrow", borrowIndex, false},
    {"index-map", mapIndex, false},
    {"evaluate", evaluateFolder, false},
    {"error-rates", rateErrors, false},
    {"identify-bench", benchPeople, false},
    {"prints-bench", benchRealPrints, false},
    {"synthetic-print", makePeople, false},
}};

}  // namespace

const NamedOperation* findOperation(std::string_view name) {
  for (const NamedOperation& one : operations) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

int Request::whole(std::size_t at, int otherwise) const {
  const double value = number(at, otherwise);
  return std::isfinite(value) && std::fabs(value) < 2e9 ? static_cast<int>(value) : otherwise;
}

void refuse(Answer& answer, std::string_view failure) {
  answer.json.open('{').flag("ok", false).field("failure", failure).close('}');
}

void refuse(Answer& answer, const ParseFailure& failure) {
  answer.json.open('{').flag("ok", false).field("failure", nameOf(failure.code));
  answer.json.field("offset", static_cast<double>(failure.offset)).field("expected", failure.expected).close('}');
}

}  // namespace sobo::fingerprint
