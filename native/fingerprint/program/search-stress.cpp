// search-stress [SECONDS]: holds the search index to its word: all kernels agree, saved bytes come back, hostile ones are refused, and
// threads may add, remove and search at once. Run it under AddressSanitizer, UBSan or ThreadSanitizer. Ends with 0, or 1 and the reason.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include <stdlib.h>
#include <unistd.h>

#include "../include/search.hpp"
#include "../include/synthesis.hpp"
#include "../include/template-bytes.hpp"
#include "../src/search/probe-codes.hpp"
#include "../src/search/search-print.hpp"
#include "../src/synthesis/random-stream.hpp"

using namespace sobo::fingerprint;

namespace {

int failures = 0;

void expect(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "not so: %s\n", what);
  ++failures;
}

FingerTemplate touch(std::uint64_t person, std::uint32_t finger, std::uint32_t impression) {
  FingerTemplate print = pressFinger(growFinger(3, person, finger), 3, person, finger, impression, {0.4});
  print.position = static_cast<int>(finger);
  return print;
}

void kernelsAgree() {
  int count = 0;
  const StageKernels* const* kernels = runnableKernels(count);
  bool same = true;
  for (std::uint64_t person = 0; person < 60; ++person) {
    const ProbeCodes probe = spreadProbe(packSearchPrint(touch(person, 2, 0)));
    const SearchPrint candidate = packSearchPrint(touch(person / 2, 2, 1));
    const float plain = stageScore(probe, candidate.kept(), *kernels[count - 1]);
    for (int k = 0; k < count; ++k) same = same && stageScore(probe, candidate.kept(), *kernels[k]) == plain;
  }
  expect(same, "every kernel gives the score of the plain one");
}

void wildTemplatesAreTaken() {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const int count : {0, 1, 2, 64, 65, 255}) {
    FingerTemplate wild;
    for (int i = 0; i < count; ++i) {
      const float far = i % 3 == 0 ? 1e30F : static_cast<float>(i);
      wild.minutiae.push_back({i % 7 == 0 ? nan : far, i % 5 == 0 ? -1e30F : 3.0F, i % 11 == 0 ? 1e20F : static_cast<float>(-i), MinutiaKind::ending, 255});
    }
    SearchIndex index;
    index.add(1, std::span(&wild, 1));
    const SearchReport report = index.search(std::span(&wild, 1));
    // Too few minutiae, or none in a place that exists, cannot be compared, and who could not be compared is no hit.
    expect(report.compared == 1 && report.hits.size() <= 1, "a wild template can be added and searched for");
    expect(readTemplate(writeTemplate(wild)).ok(), "a wild template is written as bytes that read back");
  }
}

std::vector<std::byte> saved(const SearchIndex& index) {
  std::vector<std::byte> bytes;
  expect(index.save([&](std::span<const std::byte> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); }), "an index in memory is saved whole");
  return bytes;
}

void savedBytesComeBack() {
  SearchIndex index;
  for (std::uint64_t person = 0; person < 80; ++person) {
    const std::vector<FingerTemplate> prints{touch(person, 2, 0), touch(person, 7, 0)};
    index.add(person, prints);
  }
  for (std::uint64_t person = 0; person < 40; ++person) index.remove(person);
  const std::vector<std::byte> bytes = saved(index);
  const std::unique_ptr<SearchIndex> again = SearchIndex::load(bytes);
  expect(again != nullptr, "saved bytes load");
  if (!again) return;
  expect(again->subjects() == 40 && again->prints() == 80 && again->bytes() == index.bytes(), "the loaded index holds the living prints");
  const std::vector<FingerTemplate> probe{touch(60, 2, 1), touch(60, 7, 1)};
  const SearchReport before = index.search(probe);
  const SearchReport after = again->search(probe);
  bool same = before.hits.size() == after.hits.size();
  for (std::size_t i = 0; same && i < before.hits.size(); ++i) {
    same = before.hits[i].subject == after.hits[i].subject && before.hits[i].score == after.hits[i].score;
  }
  expect(same, "the loaded index answers as the saved one did");
  expect(!before.hits.empty() && before.hits[0].subject == 60, "a person is found by another touch");
  RandomStream random(9);
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::byte> changed = bytes;
    if (i % 3 == 0) {
      changed.resize(static_cast<std::size_t>(random.between(0, static_cast<double>(bytes.size()))));
    } else {
      changed[static_cast<std::size_t>(random.between(0, static_cast<double>(bytes.size())))] ^= static_cast<std::byte>(1 + random.next() % 255);
    }
    // The header's spare bytes may hold anything; everything else is covered by lengths or the checksum.
    const bool inSpare = changed.size() == bytes.size() && std::equal(bytes.begin() + 64, bytes.end(), changed.begin() + 64) &&
                         std::equal(bytes.begin(), bytes.begin() + 32, changed.begin());
    if (!inSpare) expect(SearchIndex::load(changed) == nullptr, "cut or changed bytes are refused");
  }
}

constexpr std::uint64_t staying = 40;

void addStaying(SearchIndex& index) {
  for (std::uint64_t person = 0; person < staying; ++person) {
    const FingerTemplate print = touch(person, 2, 0);
    index.add(person, std::span(&print, 1));
  }
}

/// The index as a mapped file. It holds people who leave at once as well, so that its shelves are copied while others search.
std::unique_ptr<SearchIndex> mappedStaying() {
  SearchIndex index;
  addStaying(index);
  for (std::uint64_t person = 1000; person < 1100; ++person) {
    const FingerTemplate print = touch(person, 2, 0);
    index.add(person, std::span(&print, 1));
  }
  std::string name = (std::filesystem::temp_directory_path() / "search-stress-XXXXXX").string();
  const int file = mkstemp(name.data());
  if (file < 0) return nullptr;
  close(file);
  const std::vector<std::byte> bytes = saved(index);
  std::ofstream(name, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  MappedIndex mapped = SearchIndex::map(name);
  std::filesystem::remove(name);  // the mapping outlives the name
  return std::move(mapped.index);
}

void threadsMayDoAllAtOnce(SearchIndex& index, const char* where, double seconds) {
  std::atomic<bool> stop = false;
  std::atomic<int> searches = 0;
  std::atomic<int> lost = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint64_t i = static_cast<std::uint64_t>(t); !stop; ++i) {
        const FingerTemplate probe = touch(i % staying, 2, 0);
        const SearchReport report = index.search(std::span(&probe, 1), {.most = 1, .keepShare = 0.01, .keepLeast = 8});
        ++searches;
        if (report.hits.empty() || report.hits[0].subject != i % staying) ++lost;
      }
    });
  }
  for (std::uint64_t t = 0; t < 2; ++t) {
    threads.emplace_back([&, t] {
      RandomStream random(t);
      for (std::uint64_t i = 0; !stop; ++i) {
        const std::uint64_t subject = 1000 + t * 1000 + i % 300;
        const FingerTemplate print = touch(subject, 2, 0);
        index.add(subject, std::span(&print, 1));
        if (i >= 150) index.remove(1000 + t * 1000 + (i - 150) % 300);
        if (i % 97 == 0) saved(index);
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  for (std::thread& thread : threads) thread.join();
  expect(searches > 0, "searches go on while others write");
  expect(lost == 0, "who stays in the index is always found");
  for (std::uint64_t subject = 1000; subject < 2300; ++subject) index.remove(subject);
  expect(index.subjects() == staying && index.prints() == staying, "what was removed is gone");
  std::printf("%d searches %s beside two writers, %d lost\n", searches.load(), where, lost.load());
}

}  // namespace

int main(int count, char** words) {
  const double seconds = count > 1 ? std::atof(words[1]) : 2;
  kernelsAgree();
  wildTemplatesAreTaken();
  savedBytesComeBack();
  const double each = (seconds > 0 && seconds < 600 ? seconds : 2) / 2;
  SearchIndex inMemory;
  addStaying(inMemory);
  threadsMayDoAllAtOnce(inMemory, "in memory", each);
  const std::unique_ptr<SearchIndex> mapped = mappedStaying();
  expect(mapped != nullptr, "a saved index is mapped");
  if (mapped) threadsMayDoAllAtOnce(*mapped, "in a mapped file", each);
  if (failures == 0) std::printf("all as it should be\n");
  return failures == 0 ? 0 : 1;
}
