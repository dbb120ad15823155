#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
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
  std::uint64_t scanned = 0;   ///< prints the bit stage saw, all probes together
  std::uint64_t compared = 0;  ///< full comparisons
  double scanSeconds = 0;      ///< CPU time of this thread
  double compareSeconds = 0;
};

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

  /// Writes the living prints as bytes, in pieces. The caller encrypts them: they are biometric data.
  void save(const std::function<void(std::span<const std::byte>)>& sink) const;
  /// Reads what save() wrote. Nothing for foreign, cut, changed or lying bytes.
  [[nodiscard]] static std::unique_ptr<SearchIndex> load(std::span<const std::byte> bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sobo::fingerprint
