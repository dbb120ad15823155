#include "compare.hpp"
#include "fuzz.hpp"
#include "template-bytes.hpp"

#include <algorithm>

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const auto views = readTemplates(bytes);
  if (views) {
    must(!views.value().empty() && views.value().size() <= 255);
    // A few of them: what is compared is bounded by the record's own number of views.
    static thread_local Scratch scratch;
    const std::span<const FingerTemplate> some(views.value().data(), std::min<std::size_t>(views.value().size(), 3));
    const ViewsComparison compared = compareViews(some, some, scratch);
    must(compared.fingers >= 0 && !(compared.best.score < 0));
  }
  const auto read = readTemplate(bytes);
  if (!read) {
    must(read.failure().offset <= size && read.failure().expected[0] != 0);
    return 0;
  }
  must(read.value().minutiae.size() <= 255);
  // What was read and written once stays as it is.
  const auto written = writeTemplate(read.value());
  const auto again = readTemplate(written);
  must(again.ok() && again.value().minutiae.size() == read.value().minutiae.size());
  must(writeTemplate(again.value()) == written);
  return 0;
}
