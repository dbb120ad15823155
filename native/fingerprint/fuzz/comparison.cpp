// Two templates of any numbers, NaN and infinity among them, through the comparison, the set of ten and the search.
#include <cstring>

#include "compare.hpp"
#include "fuzz.hpp"
#include "search.hpp"
#include "ten-set.hpp"

using namespace sobo::fingerprint;

namespace {

class Source {
 public:
  explicit Source(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::uint8_t byte() { return at_ < bytes_.size() ? bytes_[at_++] : 0; }
  /** Mostly a place on a print; after a byte of 250 and more whatever four bytes say. */
  float number(float most) {
    const std::uint8_t first = byte();
    if (first < 250) return (static_cast<float>(first) + static_cast<float>(byte()) / 256) / 250 * most;
    std::uint8_t raw[4] = {byte(), byte(), byte(), byte()};
    float value = 0;
    std::memcpy(&value, raw, sizeof value);
    return value;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

FingerTemplate templateFrom(Source& source) {
  FingerTemplate finger;
  finger.position = source.byte() % 12;
  finger.quality = source.byte();
  const int minutiae = source.byte();
  for (int i = 0; i < minutiae; ++i) {
    const float x = source.number(300);
    const float y = source.number(300);
    const float angle = source.number(6.2831855F);
    const std::uint8_t kind = source.byte();
    finger.minutiae.push_back({x, y, angle, static_cast<MinutiaKind>(kind % 3), source.byte()});
  }
  finger.ridgeMap.columns = source.byte() % 24;
  finger.ridgeMap.rows = source.byte() % 24;
  const int squares = finger.ridgeMap.columns * finger.ridgeMap.rows;
  const std::uint64_t seed = source.byte();
  for (int i = 0; i < squares; ++i) {
    finger.ridgeMap.ridges.push_back((seed + static_cast<std::uint64_t>(i)) * 0x9E3779B97F4A7C15ULL);
    finger.ridgeMap.clear.push_back(static_cast<std::uint8_t>(seed * 7 + static_cast<std::uint64_t>(i) * 31));
  }
  if (seed == 77) finger.ridgeMap.clear.resize(finger.ridgeMap.clear.size() / 2);
  return finger;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Source source({data, size});
  const std::uint8_t what = source.byte();
  const FingerTemplate one = templateFrom(source);
  const FingerTemplate other = templateFrom(source);
  Scratch scratch;
  const PreparedTemplate a = prepare(one);
  const PreparedTemplate b = prepare(other);
  for (const Comparison& comparison : {compare(a, b, scratch), compare(b, a, scratch), compare(a, a, scratch)}) {
    must(std::isfinite(comparison.score) && comparison.score >= 0);
    must(std::isfinite(comparison.alignment.angle) && std::isfinite(comparison.alignment.dx) && std::isfinite(comparison.alignment.dy));
  }
  const FingerTemplate both[] = {one, other};
  if (what % 8 == 0)
    for (const TenSetFinding& finding : checkTenSet(both, both).findings) must(std::isfinite(finding.score));
  if (what % 64 == 1) {
    SearchIndex index;
    index.add(1, {&one, 1});
    index.add(2, {&other, 1});
    for (const SearchHit& hit : index.search({&other, 1}).hits) must(std::isfinite(hit.score) && (hit.subject == 1 || hit.subject == 2));
    must(index.remove(1) == 1 && index.subjects() == 1);
  }
  return 0;
}
