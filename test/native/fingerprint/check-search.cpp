// What the search index promises about memory and files, on synthetic people.
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
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

std::vector<std::byte> saved(const SearchIndex& index) {
  std::vector<std::byte> bytes;
  const bool whole = index.save([&](std::span<const std::byte> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); });
  return whole ? bytes : std::vector<std::byte>{};
}

/// A file that is gone with the check.
struct SavedFile {
  std::string name = (std::filesystem::temp_directory_path() / "check-search-XXXXXX").string();

  explicit SavedFile(std::span<const std::byte> bytes) {
    close(mkstemp(name.data()));
    write(bytes);
  }
  SavedFile(const SavedFile&) = delete;
  SavedFile& operator=(const SavedFile&) = delete;
  ~SavedFile() { std::filesystem::remove(name); }
  void write(std::span<const std::byte> bytes) const {
    std::ofstream(name, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
};

bool sameHits(const SearchReport& a, const SearchReport& b) {
  bool same = a.hits.size() == b.hits.size() && a.compared == b.compared;
  for (std::size_t i = 0; same && i < a.hits.size(); ++i) same = a.hits[i].subject == b.hits[i].subject && a.hits[i].score == b.hits[i].score;
  return same;
}

void peopleOf(SearchIndex& index, std::uint64_t first, std::uint64_t end) {
  for (std::uint64_t person = first; person < end; ++person) index.add(person, touch(person, 0));
}

void mappedIndexAnswersAsTheFirst(Checks& checks) {
  SearchIndex index;
  peopleOf(index, 0, 80);
  const SavedFile file(saved(index));
  MappedIndex mapped = SearchIndex::map(file.name);
  checks.that(mapped.opened && mapped.index != nullptr, "a saved index is mapped");
  if (!mapped.index) return;
  const std::vector<FingerTemplate> probe = touch(30, 1);
  checks.that(sameHits(index.search(probe), mapped.index->search(probe)), "a mapped index answers as the saved one did");
  checks.that(saved(index) == saved(*mapped.index), "and is saved as the same bytes");
  // Most of the mapped prints leave, so that their shelves would be copied; others come.
  for (SearchIndex* one : {&index, mapped.index.get()}) {
    for (std::uint64_t person = 0; person < 60; ++person) {
      if (person != 30) one->remove(person);
    }
    peopleOf(*one, 100, 120);
  }
  checks.that(mapped.index->subjects() == 41 && mapped.index->bytes() == index.bytes(), "people come to and leave a mapped index");
  checks.that(sameHits(index.search(probe), mapped.index->search(probe)), "and it still answers as one in memory");
  checks.that(sameHits(index.search(touch(110, 1)), mapped.index->search(touch(110, 1))), "also for those who came");
  mapped.index->remove(30);
  const SearchReport without = mapped.index->search(probe);
  checks.that(without.hits.empty() || without.hits[0].subject != 30, "who left is not found");
}

void borrowedMemoryIsNotCopied(Checks& checks) {
  SearchIndex index;
  peopleOf(index, 0, 60);
  const std::vector<std::byte> bytes = saved(index);
  const std::shared_ptr<std::byte> memory(static_cast<std::byte*>(::operator new(bytes.size(), std::align_val_t{64})),
                                          [](std::byte* place) { ::operator delete(place, std::align_val_t{64}); });
  std::copy(bytes.begin(), bytes.end(), memory.get());
  std::unique_ptr<SearchIndex> borrowed = SearchIndex::borrow({memory.get(), bytes.size()}, memory);
  checks.that(borrowed != nullptr && memory.use_count() > 1, "an index keeps the memory it borrows", static_cast<double>(memory.use_count()));
  checks.that(borrowed && sameHits(index.search(touch(7, 1)), borrowed->search(touch(7, 1))), "and answers from it");
  // Whatever the bytes become: scores may be spoilt, nothing else.
  std::fill(memory.get(), memory.get() + bytes.size(), std::byte{0xFF});
  checks.that(borrowed && borrowed->search(touch(7, 1)).compared == 120, "bytes that change under an index do no harm");
  borrowed.reset();
  checks.that(memory.use_count() == 1, "the memory goes back when the index goes");
  checks.that(SearchIndex::borrow({memory.get() + 8, bytes.size() - 8}, memory) == nullptr, "memory that does not begin at a multiple of 64 is refused");
}

void filesThatAreNoIndexAreRefused(Checks& checks) {
  SearchIndex index;
  peopleOf(index, 0, 10);
  const std::vector<std::byte> bytes = saved(index);
  const auto refused = [&](const std::vector<std::byte>& changed) {
    const SavedFile file(changed);
    const MappedIndex mapped = SearchIndex::map(file.name);
    return (mapped.opened || changed.empty()) && mapped.index == nullptr;
  };
  bool all = refused({});
  for (std::size_t size = 1; size < bytes.size(); size += 61) all = all && refused({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
  std::vector<std::byte> grown = bytes;
  grown.resize(bytes.size() + 384);
  std::vector<std::byte> changed = bytes;
  changed[bytes.size() / 2] ^= std::byte{1};
  all = all && refused(grown) && refused(changed);
  checks.that(all, "cut, grown and changed files are refused");
  checks.that(!SearchIndex::map("/no/such/file").opened && !SearchIndex::map("/").opened && !SearchIndex::map("/dev/zero").opened, "what is no file is not opened");
}

/// Touching the missing pages would be SIGBUS, the end of the process.
void fileCutAfterwardsIsSaid(Checks& checks) {
  SearchIndex index;
  peopleOf(index, 0, 60);
  const SavedFile file(saved(index));
  MappedIndex mapped = SearchIndex::map(file.name);
  MappedIndex other = SearchIndex::map(file.name);
  checks.that(mapped.index && other.index && !mapped.index->search(touch(7, 1)).lost, "a whole file is searched");
  if (!mapped.index || !other.index) return;
  std::filesystem::resize_file(file.name, 4096);
  const SearchReport report = mapped.index->search(touch(7, 1));
  checks.that(report.lost && report.hits.empty(), "a file that was cut after mapping is said to be lost");
  checks.that(saved(*mapped.index).empty(), "and is not saved");
  mapped.index->add(500, touch(500, 0));
  for (std::uint64_t person = 0; person < 60; ++person) mapped.index->remove(person);
  checks.that(mapped.index->subjects() == 1 && mapped.index->search(touch(500, 1)).lost, "it stays lost, and nothing else breaks");
  mapped.index.reset();
  checks.that(other.index->search(touch(7, 1)).lost, "each mapping is guarded by itself");
  file.write(saved(index));
  checks.that(SearchIndex::map(file.name).index != nullptr, "a new file can be mapped afterwards");
}

}  // namespace

int main() {
  Checks checks;
  searchTakesNoMemoryForACandidate(checks);
  mappedIndexAnswersAsTheFirst(checks);
  borrowedMemoryIsNotCopied(checks);
  filesThatAreNoIndexAreRefused(checks);
  fileCutAfterwardsIsSaid(checks);
  return checks.end();
}
