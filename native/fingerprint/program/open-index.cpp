// open-index make PEOPLE FILE: saves an index of synthetic people, two fingers each. open-index load|borrow|map FILE: opens it and
// searches once; prints wall time and what the process holds (its own memory, and pages of the file), in ms and MB.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../include/search.hpp"
#include "../include/synthesis.hpp"

using namespace sobo::fingerprint;

namespace {

std::vector<FingerTemplate> touch(std::uint64_t person, std::uint32_t impression) {
  std::vector<FingerTemplate> prints;
  for (const std::uint32_t finger : {2U, 7U}) {
    prints.push_back(pressFinger(growFinger(2, person, finger), 2, person, finger, impression, {}));
    prints.back().position = static_cast<int>(finger);
  }
  return prints;
}

int make(std::uint64_t people, const std::string& name) {
  SearchIndex index;
  for (std::uint64_t person = 0; person < people; ++person) index.add(person, touch(person, 0));
  std::ofstream file(name, std::ios::binary);
  const bool whole = index.save([&](std::span<const std::byte> piece) {
    file.write(reinterpret_cast<const char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
  });
  file.close();
  return whole && file ? 0 : 1;
}

std::unique_ptr<SearchIndex> openBy(const std::string& way, const std::string& name) {
  if (way == "map") return SearchIndex::map(name).index;
  const auto size = static_cast<std::size_t>(std::filesystem::file_size(name));
  constexpr std::align_val_t aligned{64};
  const std::shared_ptr<std::byte> memory(static_cast<std::byte*>(::operator new(size, aligned)), [](std::byte* place) { ::operator delete(place, aligned); });
  std::ifstream(name, std::ios::binary).read(reinterpret_cast<char*>(memory.get()), static_cast<std::streamsize>(size));
  return way == "borrow" ? SearchIndex::borrow({memory.get(), size}, memory) : SearchIndex::load({memory.get(), size});
}

void tellMemory(const char* when) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    for (const char* word : {"RssAnon:", "RssFile:", "VmHWM:"}) {
      if (line.starts_with(word)) std::printf("%s %s %.0f MB\n", when, word, std::atof(line.c_str() + std::strlen(word)) / 1000);
    }
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string way = count > 1 ? words[1] : "";
  if (way == "make" && count == 4) return make(std::strtoull(words[2], nullptr, 10), words[3]);
  if ((way != "load" && way != "borrow" && way != "map") || count != 3) return 2;
  const std::vector<FingerTemplate> probe = touch(4, 1);
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  const std::unique_ptr<SearchIndex> index = openBy(way, words[2]);
  const auto opened = Clock::now();
  if (!index) return 1;
  const auto since = [](auto from, auto to) { return std::chrono::duration<double, std::milli>(to - from).count(); };
  std::printf("%s: %.0f ms, %zu prints, %.0f MB of prints\n", way.c_str(), since(began, opened), index->prints(), static_cast<double>(index->bytes()) / 1e6);
  tellMemory("opened");
  const SearchReport report = index->search(probe);
  std::printf("search: %.0f ms, first %llu\n", since(opened, Clock::now()), report.hits.empty() ? 0ULL : static_cast<unsigned long long>(report.hits[0].subject));
  tellMemory("searched");
  return 0;
}
