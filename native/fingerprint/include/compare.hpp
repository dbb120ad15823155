#pragma once

#include <memory>
#include <span>

#include "minutia.hpp"

namespace sobo::fingerprint {

struct PreparedData;  // compare/prepared-data.hpp

/// A template made ready for many comparisons (cylinders, distance tables). Unless prepared anew it may be shared by threads.
class PreparedTemplate {
 public:
  PreparedTemplate();
  explicit PreparedTemplate(std::unique_ptr<PreparedData> data);
  PreparedTemplate(PreparedTemplate&&) noexcept;
  PreparedTemplate& operator=(PreparedTemplate&&) noexcept;
  ~PreparedTemplate();

  [[nodiscard]] const PreparedData* data() const { return data_.get(); }
  [[nodiscard]] PreparedData* data() { return data_.get(); }

 private:
  std::unique_ptr<PreparedData> data_;
};

struct ScratchData;

/// Working memory of one thread; made once, then no comparison allocates.
class Scratch {
 public:
  Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  ~Scratch();

  [[nodiscard]] ScratchData& data() { return *data_; }

 private:
  std::unique_ptr<ScratchData> data_;
};

/// Where a print lies on another: turn by `angle` (radians, counter-clockwise as seen), then shift, px at 500 dpi.
struct Alignment {
  float angle = 0;
  float dx = 0;
  float dy = 0;
};

struct Comparison {
  /// -log10 of the false match rate at which this pair is just accepted: 3 means that one in a thousand pairs of
  /// different fingers reaches it. Lowest 0. Counted on 41,600 stranger pairs of eight sensors up to 3.6 and cautious there
  /// (at 2 at most 0.8 in 100 pass, at 3 at most 0.6 in 1000); drawn on at the tail's slope beyond, so 1e-4 to 1e-6 are
  /// extrapolations.
  double score = 0;
  bool comparable = false;  ///< false: too few minutiae to say anything (the score is then 0)
  int pairedMinutiae = 0;
  Alignment alignment;  ///< maps the first print onto the second
};

/// Any template is accepted: 0 … 255 minutiae, wild coordinates and NaN are dropped or clipped.
[[nodiscard]] PreparedTemplate prepare(const FingerTemplate& finger);

/// The same in place of what `into` held, in its memory. What takeRoom() made takes nothing from the heap for any print without a ridge map.
void prepare(const FingerTemplate& finger, PreparedTemplate& into);

/// A place for prints that are compared once each, one after the other.
[[nodiscard]] PreparedTemplate takeRoom();

/// Compares two prints. Deterministic; never throws. Which of the two comes first changes the score a little.
[[nodiscard]] Comparison compare(const PreparedTemplate& a, const PreparedTemplate& b, Scratch& scratch) noexcept;

/// The score from which pairs are accepted at a stated false match rate (1e-2 … 1e-6): -log10(fmr).
[[nodiscard]] double thresholdFor(double falseMatchRate);

/// The best of several scores of one finger: lowered by log10 of their number, since it comes up by chance that many times as often.
[[nodiscard]] double bestOfTries(double score, int tries) noexcept;

/// One probe against several impressions of one finger: the best comparison, its score lowered by log10 of their number,
/// since the best of several tries comes up by chance that many times as often.
[[nodiscard]] Comparison compareWithImpressions(const PreparedTemplate& probe,
                                                std::span<const PreparedTemplate* const> impressions,
                                                Scratch& scratch) noexcept;

/// Two sets of views compared as those of two people.
struct ViewsComparison {
  Comparison best;  ///< of the surest finger; its score is that of all fingers together
  int fingers = 0;  ///< that had something to be compared with
};

/// Views of records: the same finger of both (ISO code) is compared, the best of its views at the price of their number, and
/// the fingers are fused. Where a side shows one finger only, or a view does not say which it is, every view meets
/// every other and the best counts, at the price of all.
[[nodiscard]] ViewsComparison compareViews(std::span<const FingerTemplate> probe, std::span<const FingerTemplate> known, Scratch& scratch);

/// Scores of different fingers of one person (each from its own comparison) as one score on the same scale:
/// the chance that strangers reach this sum of independent scores.
[[nodiscard]] double fuseFingers(std::span<const double> scores);

}  // namespace sobo::fingerprint
