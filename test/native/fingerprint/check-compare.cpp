// What comparison promises, on prints made here.
#include <algorithm>
#include <limits>
#include <thread>

#include "checks.hpp"
#include "compare.hpp"
#include "counted-heap.hpp"
#include "extract.hpp"
#include "synthetic-print.hpp"

using namespace sobo::fingerprint;
using namespace sobo::fingerprint::test;

namespace {

PreparedTemplate preparedFrom(const GrayImage& image, bool withRidgeMap = true) {
  ExtractOptions options;
  options.withRidgeMap = withRidgeMap;
  return prepare(extract(image, options).finger);
}

void knowsOneFinger(Checks& checks) {
  Scratch scratch;
  const SyntheticPrint print(21);
  const PreparedTemplate upright = preparedFrom(print.render(500, 0, 0, 0, 1, 20));
  for (double degrees : {-40.0, -15.0, 25.0, 60.0}) {
    const double turn = degrees * 3.14159265358979 / 180;
    const Comparison c = compare(upright, preparedFrom(print.render(500, turn, 12, -9, 2, 30)), scratch);
    checks.that(c.score > 6, "a turned and shifted print of one finger is known at 1 in a million", c.score);
    // The picture is turned with y down: seen with y up the other way round.
    checks.that(std::fabs(std::remainder(c.alignment.angle + turn, 6.28318530718)) < 0.06, "the turn is found", c.alignment.angle);
  }
  for (double dpi : {300.0, 360.0, 512.0, 700.0, 1000.0}) {
    const Comparison c = compare(upright, preparedFrom(print.render(dpi, 0.2, 0, 5, 3, 20)), scratch);
    checks.that(c.score > 6, "the resolution makes no stranger", dpi);
  }
  const PreparedTemplate bare = preparedFrom(print.render(500, 0.2, 4, 4, 3, 20), false);
  checks.that(compare(upright, bare, scratch).score > 4, "minutiae alone are enough", compare(upright, bare, scratch).score);
}

GrayImage onCanvas(const GrayImage& print, int width, int height, int left, int top) {
  GrayImage canvas{width, height, print.dpi, {}};
  canvas.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 235);
  for (int y = 0; y < print.height; ++y) {
    for (int x = 0; x < print.width; ++x) {
      canvas.pixels[static_cast<std::size_t>((y + top) * width + x + left)] = print.pixels[static_cast<std::size_t>(y * print.width + x)];
    }
  }
  return canvas;
}

void findsThePrintOnALargeCard(Checks& checks) {
  Scratch scratch;
  const SyntheticPrint print(23);
  const PreparedTemplate near = preparedFrom(print.render(500, 0, 0, 0, 1, 0));
  // Away from the first 512 px, which is as far as the ridge comparison reaches from where it begins.
  const PreparedTemplate far = preparedFrom(onCanvas(print.render(500, 0.1, 4, 3, 2, 0), 1100, 1100, 720, 704));
  const double straight = compare(near, preparedFrom(print.render(500, 0.1, 4, 3, 2, 0)), scratch).score;
  for (const double score : {compare(near, far, scratch).score, compare(far, near, scratch).score}) {
    checks.that(score > straight - 2, "a print in the corner of a large picture is known as well as alone", score);
  }
}

void tellsStrangersApart(Checks& checks) {
  Scratch scratch;
  double highest = 0;
  double lopsided = 0;
  std::vector<PreparedTemplate> prints;
  for (unsigned seed = 100; seed < 130; ++seed) prints.push_back(preparedFrom(SyntheticPrint(seed).render(500, 0, 0, 0, seed, 20)));
  for (std::size_t i = 0; i < prints.size(); ++i) {
    for (std::size_t j = i + 1; j < prints.size(); ++j) {
      const double score = compare(prints[i], prints[j], scratch).score;
      highest = std::max(highest, score);
      lopsided = std::max(lopsided, std::fabs(score - compare(prints[j], prints[i], scratch).score));
    }
  }
  checks.that(highest < 5, "of 435 pairs of strangers, all waves of one form, none reaches 1 in 100,000", highest);
  checks.that(lopsided < 1.5, "it matters little which of two strangers comes first", lopsided);
}

void repeats(Checks& checks) {
  const SyntheticPrint print(31);
  const PreparedTemplate a = preparedFrom(print.render(500, 0, 0, 0, 1, 40));
  const PreparedTemplate b = preparedFrom(print.render(500, 0.4, 9, 2, 2, 60));
  Scratch used;
  const double first = compare(a, b, used).score;
  (void)compare(b, a, used);
  (void)compare(a, a, used);
  Scratch fresh;
  double elsewhere = 0;
  std::thread([&] { elsewhere = compare(a, b, fresh).score; }).join();
  checks.that(first == compare(a, b, used).score && first == elsewhere, "the same pair gives the same score, whatever came before");
}

void bearsWildTemplates(Checks& checks) {
  Scratch scratch;
  std::mt19937 random(17);
  const PreparedTemplate good = preparedFrom(SyntheticPrint(41).render(500, 0, 0, 0, 1, 20));
  const float wild[] = {0, -1, 1e30F, -1e30F, std::numeric_limits<float>::infinity(), std::nanf(""), 16383, 3.14F};
  bool finite = true;
  for (int round = 0; round < 400; ++round) {
    FingerTemplate finger;
    const unsigned counts[] = {0, 1, 2, 3, 80, 255};
    const unsigned count = counts[random() % 6];
    for (unsigned i = 0; i < count; ++i) {
      Minutia m{static_cast<float>(random() % 400), static_cast<float>(random() % 400), static_cast<float>(random() % 628) / 100,
                static_cast<MinutiaKind>(random() % 3), static_cast<std::uint8_t>(random() % 256)};
      if (round % 4 == 0) m.x = wild[random() % 8];
      if (round % 4 == 1) m.angle = wild[random() % 8];
      if (round % 8 == 2) m = {100, 100, 1, MinutiaKind::ending, 50};  // all in one place
      if (round % 8 == 3) m.y = 100;                                     // all on one line
      finger.minutiae.push_back(m);
    }
    finger.ridgeMap.columns = static_cast<int>(random() % 30) - 2;
    finger.ridgeMap.rows = static_cast<int>(random() % 30) - 2;
    const unsigned squares = round % 3 == 0 ? random() % 500 : static_cast<unsigned>(std::max(0, finger.ridgeMap.columns) * std::max(0, finger.ridgeMap.rows));
    for (unsigned i = 0; i < squares; ++i) {
      finger.ridgeMap.ridges.push_back((static_cast<std::uint64_t>(random()) << 32) | random());
      finger.ridgeMap.clear.push_back(static_cast<std::uint8_t>(random() % 256));
    }
    const PreparedTemplate prepared = prepare(finger);
    for (const Comparison& c : {compare(prepared, good, scratch), compare(good, prepared, scratch), compare(prepared, prepared, scratch)}) {
      finite = finite && std::isfinite(c.score) && c.score >= 0 && std::isfinite(c.alignment.angle) && std::isfinite(c.alignment.dx);
    }
    if (count < 2) finite = finite && !compare(prepared, good, scratch).comparable;
  }
  checks.that(finite, "wild templates give finite scores");
  checks.that(!compare(PreparedTemplate(), good, scratch).comparable, "nothing can't be compared");
  FingerTemplate crowd;
  for (int i = 0; i < 255; ++i) crowd.minutiae.push_back({static_cast<float>(i % 16 * 20), static_cast<float>(i / 16 * 20), static_cast<float>(i) * 0.1F, MinutiaKind::ending, 60});
  checks.that(compare(prepare(crowd), prepare(crowd), scratch).comparable, "255 minutiae can be compared");
}

void countsChances(Checks& checks) {
  Scratch scratch;
  checks.that(std::fabs(thresholdFor(1e-4) - 4) < 1e-12 && thresholdFor(0) == 12, "a threshold is the stated false match rate");
  const double one[] = {3.0};
  checks.that(std::fabs(fuseFingers(one) - 3) < 1e-9, "one finger stays as it is");
  const double two[] = {2.0, 2.0};
  checks.that(fuseFingers(two) > 2.9 && fuseFingers(two) < 4, "two fingers at 1 in 100 are worth more than one, less than 1 in 10,000", fuseFingers(two));
  checks.that(fuseFingers({}) == 0, "no finger proves nothing");
  const SyntheticPrint print(51);
  const PreparedTemplate probe = preparedFrom(print.render(500, 0, 0, 0, 1, 20));
  const PreparedTemplate other = preparedFrom(SyntheticPrint(52).render(500, 0, 0, 0, 1, 20));
  const PreparedTemplate mate = preparedFrom(print.render(500, 0.2, 3, 3, 2, 20));
  const PreparedTemplate* impressions[] = {&other, &mate};
  const Comparison best = compareWithImpressions(probe, impressions, scratch);
  checks.that(std::fabs(best.score - (compare(probe, mate, scratch).score - std::log10(2.0))) < 1e-9, "the best of two impressions counts, at the price of two tries");
}

/// Nothing is taken from the heap once the scratch has its memory, whatever is compared.
void allocatesNothing(Checks& checks) {
  std::vector<PreparedTemplate> prints;
  for (unsigned seed = 61; seed < 65; ++seed) {
    prints.push_back(preparedFrom(SyntheticPrint(seed).render(500, 0, 0, 0, seed, 20)));
    prints.push_back(preparedFrom(SyntheticPrint(seed).render(500, 0.2, 5, 3, seed + 100, 30), seed % 2 == 0));
  }
  prints.emplace_back();
  std::vector<const PreparedTemplate*> impressions;
  for (const PreparedTemplate& print : prints) impressions.push_back(&print);
  Scratch scratch;
  const long before = taken;
  double sum = 0;
  for (const PreparedTemplate& a : prints) {
    for (const PreparedTemplate& b : prints) sum += compare(a, b, scratch).score;
    sum += compareWithImpressions(a, impressions, scratch).score;
  }
  const long after = taken;
  checks.that(sum > 0 && after == before, "no comparison takes memory from the heap", static_cast<double>(after - before));
  (void)SyntheticPrint(3);
  checks.that(taken > after, "and the counting counts");
}

/// A place that held other prints prepares as a new one does.
void preparesInPlace(Checks& checks) {
  Scratch scratch;
  std::vector<FingerTemplate> prints;
  for (unsigned seed = 81; seed < 85; ++seed) prints.push_back(extract(SyntheticPrint(seed).render(500, 0.1, 2, 3, seed, 20)).finger);
  prints[1].ridgeMap = {};
  std::reverse(prints[2].minutiae.begin(), prints[2].minutiae.end());  // worst first, and some of one quality
  prints[3].minutiae.resize(3);
  PreparedTemplate place = takeRoom();
  bool same = true;
  for (const FingerTemplate& probe : prints) {
    const PreparedTemplate prepared = prepare(probe);
    for (const FingerTemplate& other : prints) {
      prepare(other, place);
      const Comparison anew = compare(prepared, prepare(other), scratch);
      const Comparison again = compare(prepared, place, scratch);
      same = same && anew.score == again.score && anew.comparable == again.comparable && anew.pairedMinutiae == again.pairedMinutiae;
    }
  }
  checks.that(same, "what is prepared in a used place scores as what is prepared anew");
}

void comparesViews(Checks& checks) {
  Scratch scratch;
  const auto finger = [](unsigned seed, int position, unsigned impression) {
    ExtractOptions options;
    options.position = position;
    return extract(SyntheticPrint(seed).render(500, 0.1 * impression, impression, 2, impression, 20), options).finger;
  };
  const FingerTemplate one[] = {finger(71, 2, 1), finger(72, 3, 1), finger(71, 2, 2)};
  const FingerTemplate second[] = {finger(72, 3, 3)};
  const FingerTemplate both[] = {finger(71, 2, 4), finger(72, 3, 4)};
  const FingerTemplate mixed[] = {finger(72, 2, 4), finger(71, 3, 4)};
  const double pair = compare(prepare(one[1]), prepare(second[0]), scratch).score;
  const ViewsComparison inside = compareViews(one, second, scratch);
  checks.that(pair > 5 && inside.fingers == 1 && std::fabs(inside.best.score - pair) < 1e-9, "a finger is found behind the first view of a record", inside.best.score);
  const ViewsComparison two = compareViews(one, both, scratch);
  checks.that(two.fingers == 2 && two.best.score > pair, "the same fingers of two people are fused", two.best.score);
  const ViewsComparison swapped = compareViews(one, mixed, scratch);
  checks.that(swapped.fingers == 2 && swapped.best.score < 4, "fingers at another's place are not compared with it", swapped.best.score);
  FingerTemplate unnamed[] = {one[0], one[1], one[2]};
  for (FingerTemplate& view : unnamed) view.position = 0;
  const ViewsComparison any = compareViews(unnamed, second, scratch);
  checks.that(any.fingers == 1 && std::fabs(any.best.score - (pair - std::log10(3.0))) < 1e-9, "where views name no finger the best counts, at the price of all tries", any.best.score);
  checks.that(!compareViews({}, second, scratch).best.comparable, "nothing can't be compared with something");
}

}  // namespace

int main() {
  Checks checks;
  knowsOneFinger(checks);
  findsThePrintOnALargeCard(checks);
  tellsStrangersApart(checks);
  repeats(checks);
  bearsWildTemplates(checks);
  countsChances(checks);
  allocatesNothing(checks);
  preparesInPlace(checks);
  comparesViews(checks);
  return checks.end();
}
