#include <limits>
#include <new>

#include "../format/checksum.hpp"
#include "index-state.hpp"
#include "mapped-file.hpp"
#include "saved-index.hpp"

namespace sobo::fingerprint {
namespace {

/// Read once: in a mapped file the next look may see something else.
template <typename Value>
Value onceFrom(const Value& value) {
  return *const_cast<const volatile Value*>(&value);
}

KeptPrint printAt(const SearchBlock* blocks) {
  return {blocks, onceFrom(blocks->subject), 0, onceFrom(blocks->count), onceFrom(blocks->position)};
}

/// The lanes beyond the count must be empty: the scan reads whole lanes.
bool restIsEmpty(const KeptPrint& print) {
  for (int i = print.count; i < print.blockCount() * lanes; ++i) {
    if (print.blocks[i / lanes].weight[static_cast<std::size_t>(i % lanes)] != 0) return false;
  }
  return true;
}

}  // namespace

void SearchIndex::State::lend(KeptPrint print, const SearchBlock* blocks, const std::shared_ptr<const void>& owner) {
  SubjectEntry& subject = entryOf(print.subject);
  print.slot = subject.slot;
  auto& group = shelves[print.position];
  const auto start = static_cast<std::uint32_t>(print.blocks - blocks);
  std::uint32_t place = 0;
  if (group.empty() || !group.back()->lend(print, start, place)) {
    group.push_back(std::make_shared<PrintShelf>(blocks, owner));
    group.back()->lend(print, start, place);
  }
  keep(subject, print, place);
}

std::unique_ptr<SearchIndex> SearchIndex::borrow(std::span<const std::byte> bytes, const std::shared_ptr<const void>& owner) {
  SavedHeader header;
  if (bytes.size() < sizeof header || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(SearchBlock) != 0) return nullptr;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::span<const std::byte> body = bytes.subspan(sizeof header);
  if (header.magic != SavedHeader{}.magic || header.blocks > std::numeric_limits<std::uint32_t>::max() ||
      header.blocks > body.size() / sizeof(SearchBlock) || header.blocks * sizeof(SearchBlock) != body.size() ||
      header.prints > header.blocks || (checksumsMatter && mixed(fnvStart, body) != header.checksum)) {
    return nullptr;
  }
  auto index = std::make_unique<SearchIndex>();
  State& state = *index->state_;
  const std::scoped_lock held(state.lock);
  const auto* blocks = reinterpret_cast<const SearchBlock*>(body.data());
  std::uint64_t prints = 0;
  for (std::uint64_t at = 0; at < header.blocks; ++prints) {
    const KeptPrint print = printAt(blocks + at);
    const auto size = static_cast<std::uint64_t>(print.blockCount());
    if (print.count > mostSearched || print.position >= positionGroups || size > header.blocks - at || !restIsEmpty(print)) return nullptr;
    state.lend(print, blocks, owner);
    at += size;
  }
  return prints == header.prints ? std::move(index) : nullptr;
}

std::unique_ptr<SearchIndex> SearchIndex::load(std::span<const std::byte> bytes) {
  if (bytes.size() < sizeof(SavedHeader)) return nullptr;
  constexpr std::align_val_t aligned{alignof(SearchBlock)};
  const std::shared_ptr<std::byte> copy(static_cast<std::byte*>(::operator new(bytes.size(), aligned)),
                                        [](std::byte* place) { ::operator delete(place, aligned); });
  std::memcpy(copy.get(), bytes.data(), bytes.size());
  return borrow({copy.get(), bytes.size()}, copy);
}

MappedIndex SearchIndex::map(const std::string& file) {
  const std::shared_ptr<const MappedFile> mapped = MappedFile::open(file);
  if (!mapped) return {};
  MappedIndex result{borrow(mapped->bytes(), mapped), true};
  if (result.index) result.index->state_->file = mapped;
  if (mapped->isLost()) result.index.reset();
  return result;
}

}  // namespace sobo::fingerprint
