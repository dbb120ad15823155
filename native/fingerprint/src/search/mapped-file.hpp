#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace sobo::fingerprint {

/// A file as memory, read only. A page that cannot be read any more (the file became shorter, its disk failed) is SIGBUS to the kernel:
/// here the whole mapping then reads as zeros and says that it is lost. Nobody may write to the file meanwhile: replace it by renaming.
class MappedFile {
 public:
  /// Nothing where there is no such file, none that can be mapped, or 64 are mapped already.
  [[nodiscard]] static std::shared_ptr<const MappedFile> open(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  [[nodiscard]] bool isLost() const { return lost_.load(); }

 private:
  MappedFile() = default;

  std::span<const std::byte> bytes_;
  std::atomic<bool> lost_ = false;
};

}  // namespace sobo::fingerprint
