#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "minutia.hpp"

namespace sobo::fingerprint {

enum class TenSetTrouble : std::uint8_t {
  sameFingerTwice,  ///< two positions of the set show one finger
  swappedHands,     ///< prints of one hand are those the person gave for the other hand before
  wrongFinger,      ///< a print is another finger of the known person than it is said to be
};

struct TenSetFinding {
  TenSetTrouble trouble = TenSetTrouble::sameFingerTwice;
  int given = 0;   ///< index into the checked prints
  int other = 0;   ///< index into the checked prints (sameFingerTwice) or into the known ones
  double score = 0;  ///< of that pair, on the scale of Comparison::score
};

struct TenSetOptions {
  /// How often a faultless set may raise an alarm, all its pairs together. 1e-3: one desk with 100 sets a day once in ten days.
  double falseAlarms = 1e-3;
};

struct TenSetReport {
  std::vector<TenSetFinding> findings;  ///< surest first
  double threshold = 0;  ///< score from which a pair counted as one finger
  int comparisons = 0;
};

/// Checks the prints of one sitting (positions 1 … 10 set; several of one position are impressions of it) against each other and, where there
/// are earlier prints of the same person, against those. Prints with position 0 are left aside: nothing can be said
/// about the place of a finger that has none.
[[nodiscard]] TenSetReport checkTenSet(std::span<const FingerTemplate> prints, std::span<const FingerTemplate> known = {},
                                       const TenSetOptions& options = {});

}  // namespace sobo::fingerprint
