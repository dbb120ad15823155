#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <memory>
#include <span>

namespace sobo::fingerprint {

/// Memory that JavaScript fills with a saved index and the index then reads in place: begins on a page, all zero, taken as it is touched.
class IndexMemory {
 public:
  /// Nothing where there is not so much.
  [[nodiscard]] static std::shared_ptr<const IndexMemory> take(std::size_t size) {
    void* place = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) return nullptr;
    return std::shared_ptr<const IndexMemory>(new IndexMemory({static_cast<std::byte*>(place), size}));
  }
  IndexMemory(const IndexMemory&) = delete;
  IndexMemory& operator=(const IndexMemory&) = delete;
  ~IndexMemory() { munmap(bytes_.data(), bytes_.size()); }

  [[nodiscard]] std::span<std::byte> bytes() const { return bytes_; }

 private:
  explicit IndexMemory(std::span<std::byte> bytes) : bytes_(bytes) {}
  std::span<std::byte> bytes_;
};

}  // namespace sobo::fingerprint
