#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "search-block.hpp"

namespace sobo::fingerprint {

/// A run of memory with prints of one finger position. One writer appends, readers see what was published: a print is written
/// whole before the count grows. Removing only marks; the index replaces shelves that are mostly dead.
class PrintShelf {
 public:
  static constexpr std::uint32_t roomForBlocks = 4096;  // 1.5 MiB

  PrintShelf() : blocks_(std::make_unique<SearchBlock[]>(roomForBlocks)) {
    starts_.reset(new std::uint32_t[roomForBlocks]);
    dead_.reset(new std::atomic<bool>[roomForBlocks]);
  }

  /// Place of the new print, or false when it does not fit. Writer only.
  bool append(const SearchBlock* print, int blockCount, std::uint32_t& place) {
    if (used_ + static_cast<std::uint32_t>(blockCount) > roomForBlocks) return false;
    place = published_.load(std::memory_order_relaxed);
    for (int i = 0; i < blockCount; ++i) blocks_[used_ + static_cast<std::uint32_t>(i)] = print[i];
    starts_[place] = used_;
    dead_[place].store(false, std::memory_order_relaxed);
    used_ += static_cast<std::uint32_t>(blockCount);
    published_.store(place + 1, std::memory_order_release);
    return true;
  }
  /// Writer only.
  void markDead(std::uint32_t place) {
    dead_[place].store(true, std::memory_order_relaxed);
    ++deadCount_;
  }
  [[nodiscard]] std::uint32_t deadCount() const { return deadCount_; }

  [[nodiscard]] std::uint32_t published() const { return published_.load(std::memory_order_acquire); }
  [[nodiscard]] bool isDead(std::uint32_t place) const { return dead_[place].load(std::memory_order_relaxed); }
  [[nodiscard]] const SearchBlock* print(std::uint32_t place) const { return &blocks_[starts_[place]]; }

 private:
  std::unique_ptr<SearchBlock[]> blocks_;
  std::unique_ptr<std::uint32_t[]> starts_;
  std::unique_ptr<std::atomic<bool>[]> dead_;
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
