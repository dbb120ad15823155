#pragma once

#include <mutex>
#include <unordered_map>

#include "../../include/search.hpp"
#include "mapped-file.hpp"
#include "print-shelf.hpp"

namespace sobo::fingerprint {

struct PrintPlace {
  std::shared_ptr<PrintShelf> shelf;
  std::uint32_t place = 0;
  std::uint8_t position = 0;
};

struct SubjectEntry {
  std::uint32_t slot = 0;
  std::vector<PrintPlace> prints;
};

struct SearchIndex::State {
  mutable std::mutex lock;  // held to publish and to copy the lists of shelves, never while scanning
  std::array<std::vector<std::shared_ptr<PrintShelf>>, positionGroups> shelves;
  std::unordered_map<std::uint64_t, SubjectEntry> subjects;
  std::uint32_t nextSlot = 0;
  std::vector<std::uint32_t> freeSlots;  ///< of removed subjects; a search that still sees their prints cannot see those of the next owner
  std::size_t prints = 0;
  std::size_t blocks = 0;
  std::shared_ptr<const MappedFile> file;  ///< that shelves lie in; set once, before anybody else knows the index

  /// With the lock held: the subject, a new one with a slot of its own.
  SubjectEntry& entryOf(std::uint64_t subject);
  /// With the lock held: counts a print that lies on the last shelf of its position.
  void keep(SubjectEntry& subject, const KeptPrint& print, std::uint32_t place);
  /// With the lock held: copies a print in.
  void put(KeptPrint print);
  /// With the lock held: takes in a print that stays where it is, among `blocks` that live as long as `owner`.
  void lend(KeptPrint print, const SearchBlock* blocks, const std::shared_ptr<const void>& owner);
  [[nodiscard]] bool isLost() const { return file != nullptr && file->isLost(); }
  /// With the lock held: moves the living prints of shelves that are mostly dead to new ones.
  void tidy(std::uint8_t position);
  [[nodiscard]] ShelvesOfPosition view(std::uint32_t& slots) const;
};

}  // namespace sobo::fingerprint
