#include <algorithm>
#include <bit>
#include <cstring>

#include "../format/checksum.hpp"
#include "index-state.hpp"
#include "search-print.hpp"

namespace sobo::fingerprint {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is the memory; another byte order needs a writer of its own");

/// 64 bytes, so that the prints behind it stay aligned when the file is mapped.
struct alignas(64) FileHeader {
  std::array<char, 8> magic{'S', 'B', 'F', 'I', 'N', 'D', 'X', '1'};
  std::uint64_t prints = 0;
  std::uint64_t blocks = 0;
  std::uint64_t checksum = 0;  ///< FNV-1a over the blocks, eight bytes at a time
  std::array<std::uint64_t, 4> spare{};
};
static_assert(sizeof(FileHeader) == 64);

constexpr std::uint64_t fnvStart = 0xcbf29ce484222325ULL;

std::uint64_t mixed(std::uint64_t hash, std::span<const std::byte> bytes) {
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    hash = (hash ^ word) * 0x100000001b3ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

std::span<const std::byte> bytesOf(const SearchBlock* blocks, int count) {
  return std::as_bytes(std::span(blocks, static_cast<std::size_t>(count)));
}

}  // namespace

void SearchIndex::save(const std::function<void(std::span<const std::byte>)>& sink) const {
  std::uint32_t slots = 0;
  const ShelvesOfPosition shelves = state_->view(slots);
  // What is dead is decided once, so that header and prints agree whatever is removed meanwhile.
  std::vector<const SearchBlock*> living;
  for (const auto& group : shelves) {
    for (const ShelfView& view : group) {
      for (std::uint32_t place = 0; place < view.count; ++place) {
        if (!view.shelf->isDead(place)) living.push_back(view.shelf->print(place));
      }
    }
  }
  FileHeader header;
  header.prints = living.size();
  header.checksum = fnvStart;
  for (const SearchBlock* print : living) {
    const int blockCount = SearchPrint::blocksFor(print->count);
    header.blocks += static_cast<std::uint64_t>(blockCount);
    header.checksum = mixed(header.checksum, bytesOf(print, blockCount));
  }
  sink(std::as_bytes(std::span(&header, 1)));
  for (const SearchBlock* print : living) sink(bytesOf(print, SearchPrint::blocksFor(print->count)));
}

std::unique_ptr<SearchIndex> SearchIndex::load(std::span<const std::byte> bytes) {
  FileHeader header;
  if (bytes.size() < sizeof header) return nullptr;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::span<const std::byte> body = bytes.subspan(sizeof header);
  if (header.magic != FileHeader{}.magic || header.blocks > body.size() / sizeof(SearchBlock) ||
      header.blocks * sizeof(SearchBlock) != body.size() || header.prints > header.blocks ||
      (checksumsMatter && mixed(fnvStart, body) != header.checksum)) {
    return nullptr;
  }
  auto index = std::make_unique<SearchIndex>();
  SearchPrint print;
  std::uint64_t prints = 0;
  for (std::size_t at = 0; at < body.size();) {
    std::memcpy(print.blocks.data(), body.data() + at, sizeof(SearchBlock));
    const int count = print.count();
    const std::size_t size = static_cast<std::size_t>(print.blockCount()) * sizeof(SearchBlock);
    if (count > mostSearched || print.blocks[0].position >= positionGroups || size > body.size() - at) return nullptr;
    std::memcpy(print.blocks.data(), body.data() + at, size);
    // The lanes beyond the count must be empty: the scan reads whole lanes.
    for (int i = count; i < print.blockCount() * lanes; ++i) {
      if (print.blocks[static_cast<std::size_t>(i / lanes)].weight[static_cast<std::size_t>(i % lanes)] != 0) return nullptr;
    }
    const std::scoped_lock held(index->state_->lock);
    index->state_->put(print.blocks[0].subject, print.blocks.data(), print.blockCount());
    at += size;
    ++prints;
  }
  return prints == header.prints ? std::move(index) : nullptr;
}

}  // namespace sobo::fingerprint
