#include "fuzz.hpp"
#include "search.hpp"

using namespace sobo::fingerprint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto index = SearchIndex::load(std::as_bytes(std::span(data, size)));
  if (index == nullptr) return 0;
  FingerTemplate probe;
  probe.position = size > 64 ? data[size - 1] % 11 : 0;
  for (int i = 0; i < 12; ++i) probe.minutiae.push_back({static_cast<float>(40 + i * 37 % 200), static_cast<float>(30 + i * 53 % 220), static_cast<float>(i % 6), MinutiaKind::ending, 60});
  for (const SearchHit& hit : index->search({&probe, 1}).hits) must(std::isfinite(hit.score));
  std::vector<std::byte> saved;
  must(index->save([&saved](std::span<const std::byte> more) { saved.insert(saved.end(), more.begin(), more.end()); }));
  const auto again = SearchIndex::load(saved);
  must(again != nullptr && again->prints() == index->prints() && again->subjects() == index->subjects());
  return 0;
}
