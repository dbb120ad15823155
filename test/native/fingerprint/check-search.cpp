// What the search index promises about memory, on synthetic people.
#include <vector>

#include "checks.hpp"
#include "counted-heap.hpp"
#include "search.hpp"
#include "synthesis.hpp"

using namespace sobo::fingerprint;
using namespace sobo::fingerprint::test;

namespace {

std::vector<FingerTemplate> touch(std::uint64_t person, std::uint32_t impression) {
  std::vector<FingerTemplate> prints;
  for (const std::uint32_t finger : {2U, 7U}) {
    prints.push_back(pressFinger(growFinger(5, person, finger), 5, person, finger, impression, {0.4}));
    prints.back().position = static_cast<int>(finger);
  }
  return prints;
}

struct Taken {
  long allocations = 0;
  std::uint64_t compared = 0;
};

Taken takenBy(const SearchIndex& index, const SearchOptions& options) {
  const std::vector<FingerTemplate> probe = touch(3, 1);
  const long before = taken;
  const SearchReport report = index.search(probe, options);
  return {taken - before, report.compared};
}

/// The same number of takings from the heap, whether ten candidates are compared or hundreds.
void searchTakesNoMemoryForACandidate(Checks& checks) {
  SearchIndex index;
  for (std::uint64_t person = 0; person < 20; ++person) index.add(person, touch(person, 0));
  const SearchOptions all{.most = 10, .keepShare = 1, .anyFinger = true};
  const SearchOptions every{.most = 10, .exhaustive = true};
  (void)index.search(touch(3, 1), all);  // tables are made once
  const Taken few = takenBy(index, all);
  const Taken fewOfAll = takenBy(index, every);
  for (std::uint64_t person = 20; person < 300; ++person) index.add(person, touch(person, 0));
  const Taken many = takenBy(index, all);
  const Taken manyOfAll = takenBy(index, every);
  checks.that(few.compared == 80 && many.compared == 1200, "fifteen times as many candidates were compared", static_cast<double>(many.compared));
  checks.that(many.allocations == few.allocations && manyOfAll.allocations == fewOfAll.allocations, "a search takes no memory for a candidate",
              static_cast<double>(many.allocations - few.allocations));
  checks.that(few.allocations > 0, "and the counting counts", static_cast<double>(few.allocations));
}

}  // namespace

int main() {
  Checks checks;
  searchTakesNoMemoryForACandidate(checks);
  return checks.end();
}
