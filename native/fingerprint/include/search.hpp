#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "minutia.hpp"

namespace sobo::fingerprint {

struct SearchOptions {
  int most = 10;              ///< hits given back, best first
  double keepShare = 0.01;    ///< share of the subjects that the full comparison sees after the scan
  int keepLeast = 64;         ///< and never fewer than so many
  bool anyFinger = false;     ///< compare across finger positions too (swapped fingers); costs up to ten times the scan
  double leastScore = 0;      ///< hits below are left out; see thresholdFor()
  bool exhaustive = false;    ///< full comparison of everything: the yardstick of the bench
};

struct SearchHit {
  std::uint64_t subject = 0;
  /// Fused over the fingers, on the scale of Comparison::score (-log10 of the false match rate of one comparison). Among N
  /// subjects a stranger reaches it about N * 10^-score times.
  double score = 0;
  int fingers = 0;  ///< of the probe that could be compared; impressions of one position are one finger
};

struct SearchReport {
  std::vector<SearchHit> hits;
  bool cancelled = false;
  bool lost = false;           ///< the mapped file became shorter or its disk failed: nothing can be said any more
  std::uint64_t scanned = 0;   ///< prints the bit stage saw, all probes together
  std::uint64_t compared = 0;  ///< full comparisons
  double scanSeconds = 0;      ///< CPU time of this thread
  double compareSeconds = 0;
};

struct MappedIndex;

/// An in-memory index of prints by subject, for 1:N. Every call may be made from any thread at any time: a search works on what
/// stood in the index when it began; adding and removing hold a lock only to publish. Prints are 384 … 1,536 bytes each.
class SearchIndex {
 public:
  SearchIndex();
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;
  ~SearchIndex();

  /// Adds prints of a subject beside those it has. Position 0 (unknown) is compared with every finger.
  void add(std::uint64_t subject, std::span<const FingerTemplate> prints);
  /// Forgets all prints of a subject; gives how many there were. Searches that are under way may still report it.
  std::size_t remove(std::uint64_t subject);

  /// The subjects most alike to the prints of one person. Several prints of one position are impressions of that finger: the best pair
  /// counts, lowered by log10 of the pairs that were tried (with `anyFinger` these are many). Who could not be compared is no hit. `cancel` is looked at every few milliseconds.
  [[nodiscard]] SearchReport search(std::span<const FingerTemplate> probes, const SearchOptions& options = {},
                                    const std::atomic<bool>* cancel = nullptr) const;

  [[nodiscard]] std::size_t subjects() const;
  [[nodiscard]] std::size_t prints() const;
  [[nodiscard]] std::size_t bytes() const;  ///< of the prints, without what removed ones still hold

  /// Writes the living prints as bytes, in pieces. The caller encrypts them: they are biometric data. False when a mapped file was lost
  /// meanwhile: the bytes are worth nothing then.
  [[nodiscard]] bool save(const std::function<void(std::span<const std::byte>)>& sink) const;
  /// Reads a copy of what save() wrote. Nothing for foreign, cut, changed or lying bytes.
  [[nodiscard]] static std::unique_ptr<SearchIndex> load(std::span<const std::byte> bytes);
  /// The same without a copy: the prints stay where they are, which `owner` keeps alive as long as the index needs it. They begin at a
  /// multiple of 64 and do not change any more. Added prints go to memory of the index; removed ones are marked there.
  [[nodiscard]] static std::unique_ptr<SearchIndex> borrow(std::span<const std::byte> bytes, const std::shared_ptr<const void>& owner);
  /// The same in a file, mapped and not read. It lies there in clear: keep it on a volume that is encrypted, or in memory (tmpfs). Nobody may
  /// write to it meanwhile, a new one is renamed into its place. One that is cut short all the same does not end the process:
  /// searches say `lost` from then on. POSIX only; at most 64 at a time; takes SIGBUS for the process and hands on what is not of a mapping.
  [[nodiscard]] static MappedIndex map(const std::string& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct MappedIndex {
  std::unique_ptr<SearchIndex> index;  ///< nothing for a file that save() did not write, cut, changed or grown
  bool opened = false;                 ///< the file could be mapped
};

}  // namespace sobo::fingerprint
