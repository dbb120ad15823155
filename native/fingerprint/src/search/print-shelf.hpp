#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "search-block.hpp"

namespace sobo::fingerprint {

/// A run of prints of one finger position. One writer appends, readers see what was published: a print is written
/// whole before the count grows. Removing only marks; the index replaces shelves that are mostly dead.
/// The blocks are the shelf's own, or lie in memory somebody else keeps (a mapped file). What says how far to read and whose a print is
/// stays in the shelf's own memory, so that bytes that change under a mapping can spoil a score and nothing else.
class PrintShelf {
 public:
  static constexpr std::uint32_t roomForBlocks = 4096;  // 1.5 MiB
  static constexpr std::uint32_t mostLent = 1536;       // prints; about as many as 1.5 MiB hold

  PrintShelf() : own_(std::make_unique<SearchBlock[]>(roomForBlocks)), blocks_(own_.get()), entries_(new Entry[roomForBlocks]) {}
  /// For prints among `blocks`, which stay where they are as long as `owner` lives.
  PrintShelf(const SearchBlock* blocks, std::shared_ptr<const void> owner)
      : owner_(std::move(owner)), blocks_(blocks), entries_(new Entry[mostLent]) {}

  /// Copies a print; gives its place, or false when it does not fit. Writer only.
  bool append(const KeptPrint& print, std::uint32_t& place) {
    const auto size = static_cast<std::uint32_t>(print.blockCount());
    if (own_ == nullptr || used_ + size > roomForBlocks) return false;
    for (std::uint32_t i = 0; i < size; ++i) own_[used_ + i] = print.blocks[i];
    publish(print, used_, place);
    used_ += size;
    return true;
  }
  /// Takes in the print that begins at block `start` of the borrowed ones; false when the shelf is full. Writer only.
  bool lend(const KeptPrint& print, std::uint32_t start, std::uint32_t& place) {
    if (own_ != nullptr || published_.load(std::memory_order_relaxed) == mostLent) return false;
    publish(print, start, place);
    return true;
  }
  /// Writer only.
  void markDead(std::uint32_t place) {
    entries_[place].dead.store(true, std::memory_order_relaxed);
    ++deadCount_;
  }
  [[nodiscard]] std::uint32_t deadCount() const { return deadCount_; }

  [[nodiscard]] std::uint32_t published() const { return published_.load(std::memory_order_acquire); }
  [[nodiscard]] bool isDead(std::uint32_t place) const { return entries_[place].dead.load(std::memory_order_relaxed); }
  [[nodiscard]] KeptPrint print(std::uint32_t place) const {
    const Entry& entry = entries_[place];
    return {blocks_ + entry.start, entry.subject, entry.slot, entry.count, entry.position};
  }

 private:
  struct Entry {
    std::uint64_t subject = 0;
    std::uint32_t start = 0;  // block
    std::uint32_t slot = 0;
    std::uint8_t count = 0;
    std::uint8_t position = 0;
    std::atomic<bool> dead = false;
  };

  void publish(const KeptPrint& print, std::uint32_t start, std::uint32_t& place) {
    place = published_.load(std::memory_order_relaxed);
    Entry& entry = entries_[place];
    entry.subject = print.subject;
    entry.start = start;
    entry.slot = print.slot;
    entry.count = print.count;
    entry.position = print.position;
    published_.store(place + 1, std::memory_order_release);
  }

  std::unique_ptr<SearchBlock[]> own_;
  std::shared_ptr<const void> owner_;  // of blocks that are not own
  const SearchBlock* blocks_;
  std::unique_ptr<Entry[]> entries_;
  std::atomic<std::uint32_t> published_{0};
  std::uint32_t used_ = 0;
  std::uint32_t deadCount_ = 0;
};

inline constexpr int positionGroups = 11;  ///< 0 unknown, 1 … 10

/// What a search holds on to while it works.
struct ShelfView {
  std::shared_ptr<const PrintShelf> shelf;
  std::uint32_t count = 0;
};
using ShelvesOfPosition = std::array<std::vector<ShelfView>, positionGroups>;

}  // namespace sobo::fingerprint
