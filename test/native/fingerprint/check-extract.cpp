// What extraction promises, on prints made here.
#include <algorithm>

#include "checks.hpp"
#include "extract.hpp"
#include "synthetic-print.hpp"

using namespace sobo::fingerprint;
using namespace sobo::fingerprint::test;

namespace {

GrayImage blank(int width, int height, std::uint8_t grey) {
  GrayImage image;
  image.width = width;
  image.height = height;
  image.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), grey);
  return image;
}

template <typename Grey>
GrayImage painted(int width, int height, Grey grey) {
  GrayImage image = blank(width, height, 0);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) image.pixels[static_cast<std::size_t>(y * width + x)] = static_cast<std::uint8_t>(grey(x, y));
  }
  return image;
}

/// Waves of one period from all sides: noise that went through a band filter. Cycles a pixel.
GrayImage oneBandNoise(int width, int height, double cycles, unsigned seed) {
  constexpr double tau = 2 * 3.14159265358979;
  std::mt19937 random(seed);
  const auto unit = [&] { return static_cast<double>(random() % 100000) / 100000; };
  struct Wave {
    double u, v, phase;
  };
  std::vector<Wave> waves;
  for (int i = 0; i < 60; ++i) {
    const double way = tau * unit();
    const double speed = tau * cycles * (0.9 + 0.2 * unit());
    waves.push_back({speed * std::cos(way), speed * std::sin(way), tau * unit()});
  }
  return painted(width, height, [&](int x, int y) {
    double sum = 0;
    for (const Wave& wave : waves) sum += std::cos(wave.u * x + wave.v * y + wave.phase);
    return std::clamp(128 + 14 * sum, 0.0, 255.0);
  });
}

ExtractRefusal refusalOf(const GrayImage& image) { return extract(image).refusal; }

void findsWhatIsThere(Checks& checks) {
  double found = 0;
  double asked = 0;
  double extra = 0;
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const SyntheticPrint print(seed);
    const Extraction e = extract(print.render(500, 0, 0, 0, seed, 20));
    checks.that(e.ok(), "a synthetic print is taken");
    for (const SyntheticPrint::Place& place : print.places) {
      const double dx = (place.x - print.width / 2) / (print.width / 2 - 8);
      const double dy = (place.y - print.height / 2) / (print.height / 2 - 8);
      if (dx * dx + dy * dy > 0.7) continue;
      ++asked;
      bool near = false;
      for (const Minutia& m : e.finger.minutiae) near = near || std::hypot(m.x - place.x, m.y - place.y) < 10;
      found += near ? 1 : 0;
    }
    for (const Minutia& m : e.finger.minutiae) {
      bool near = false;
      for (const SyntheticPrint::Place& place : print.places) near = near || std::hypot(m.x - place.x, m.y - place.y) < 14;
      extra += near ? 0 : 1;
    }
  }
  checks.that(found / asked > 0.85, "more than 85 of 100 placed minutiae are found within 10 px", found / asked);
  checks.that(extra / asked < 0.2, "fewer than 20 per 100 placed minutiae are made up", extra / asked);
}

void turnsOverLightRidges(Checks& checks) {
  for (unsigned seed = 40; seed < 44; ++seed) {
    const GrayImage dark = SyntheticPrint(seed).render(500, 0.1, 3, 0, seed, 15);
    GrayImage light = dark;
    for (std::uint8_t& pixel : light.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
    const Extraction one = extract(dark);
    const Extraction other = extract(light);
    std::size_t same = 0;
    for (const Minutia& m : one.finger.minutiae) {
      for (const Minutia& n : other.finger.minutiae) same += std::hypot(m.x - n.x, m.y - n.y) < 2 && m.kind == n.kind ? 1 : 0;
    }
    checks.that(other.ok() && same * 10 >= one.finger.minutiae.size() * 9, "light ridges on a dark ground give the minutiae of dark ones", static_cast<double>(same));
  }
}

void seesThroughPaper(Checks& checks) {
  for (unsigned seed = 50; seed < 53; ++seed) {
    GrayImage print = SyntheticPrint(seed).render(500, 0, 0, 0, seed, 15);
    for (std::uint8_t& pixel : print.pixels) pixel = static_cast<std::uint8_t>(pixel * 2 / 3);  // grey ground: on white its rim is a sharp line
    const int left = 205;
    const int top = 133;
    GrayImage paper = blank(900, 800, 255);
    for (int y = 0; y < print.height; ++y) {
      for (int x = 0; x < print.width; ++x) paper.pixels[static_cast<std::size_t>((y + top) * paper.width + x + left)] = print.pixels[static_cast<std::size_t>(y * print.width + x)];
    }
    const FingerTemplate alone = extract(print).finger;
    const FingerTemplate on = extract(paper).finger;
    std::size_t same = 0;
    for (const Minutia& m : alone.minutiae) {
      for (const Minutia& n : on.minutiae) same += std::hypot(m.x + left - n.x, m.y + top - n.y) < 8 ? 1 : 0;
    }
    checks.that(same * 10 >= alone.minutiae.size() * 8 && on.minutiae.size() * 8 <= alone.minutiae.size() * 9,
                "white paper around a print adds hardly a minutia and moves none away", static_cast<double>(on.minutiae.size()));
    checks.that(on.width == 900 && on.height == 800 && on.ridgeMap.columns == 57 && on.ridgeMap.rows == 50, "the template is that of the whole picture");
  }
}

void refusesWhatIsNoFinger(Checks& checks) {
  std::mt19937 random(7);
  checks.that(refusalOf(painted(320, 360, [&](int, int) { return random() % 256; })) == ExtractRefusal::noFinger, "white noise is no finger");
  std::vector<double> lattice(100 * 100);
  for (double& value : lattice) value = static_cast<double>(random() % 256);
  for (int grain : {4, 6, 8, 12}) {
    const auto smooth = [&](int x, int y) {
      const double fx = static_cast<double>(x % grain) / grain;
      const double fy = static_cast<double>(y % grain) / grain;
      const auto value = [&](int i, int j) { return lattice[static_cast<std::size_t>(j * 100 + i)]; };
      const int i = x / grain;
      const int j = y / grain;
      return (1 - fy) * ((1 - fx) * value(i, j) + fx * value(i + 1, j)) + fy * ((1 - fx) * value(i, j + 1) + fx * value(i + 1, j + 1));
    };
    checks.that(refusalOf(painted(320, 360, smooth)) == ExtractRefusal::noFinger, "smooth noise is no finger", grain);
  }
  for (const double cycles : {0.08, 0.1, 0.12, 0.14}) {
    for (unsigned seed = 0; seed < 4; ++seed) {
      const GrayImage noise = oneBandNoise(320, 360, cycles, seed);
      checks.that(refusalOf(noise) == ExtractRefusal::noFinger, "noise of one period, its ridges turning everywhere, is no finger", cycles);
    }
  }
  for (int grey : {0, 127, 255}) {
    checks.that(refusalOf(blank(300, 300, static_cast<std::uint8_t>(grey))) == ExtractRefusal::noFinger, "one colour is no finger", grey);
  }
  checks.that(refusalOf(painted(300, 300, [](int x, int) { return x * 255 / 300; })) == ExtractRefusal::noFinger, "a ramp is no finger");
  checks.that(refusalOf(painted(300, 300, [](int x, int) { return x % 9 < 4 ? 0 : 255; })) == ExtractRefusal::noFinger, "a bar pattern is no finger");
  checks.that(refusalOf(painted(300, 300, [](int x, int y) { return (x / 9 + y / 9) % 2 * 255; })) == ExtractRefusal::noFinger, "a chess board is no finger");
  std::vector<bool> glyphs(40 * 30 * 15);
  for (std::size_t i = 0; i < glyphs.size(); ++i) glyphs[i] = random() % 100 < 45;
  const auto text = [&](int x, int y) {
    const int column = x / 8;
    const int line = y / 16;
    const int px = x % 8 / 2;
    const int py = y % 16 / 2;
    if (px >= 3 || py >= 5) return 255;
    return glyphs[static_cast<std::size_t>((line * 40 + column) * 15 + py * 3 + px)] ? 0 : 255;
  };
  checks.that(refusalOf(painted(320, 360, text)) == ExtractRefusal::noFinger, "lines of glyphs are no finger");
}

void keepsItsLimits(Checks& checks) {
  GrayImage lying = blank(100, 100, 9);
  lying.pixels.pop_back();
  checks.that(refusalOf(lying) == ExtractRefusal::badPicture, "bytes that do not fill the picture are refused");
  checks.that(refusalOf(GrayImage{}) == ExtractRefusal::badPicture, "an empty picture is refused");
  checks.that(refusalOf(blank(1, 1, 0)) == ExtractRefusal::tooSmall, "one pixel is too small");
  checks.that(refusalOf(blank(63, 400, 0)) == ExtractRefusal::tooSmall, "a strip is too small");
  GrayImage huge;
  huge.width = huge.height = 20000;
  checks.that(refusalOf(huge) == ExtractRefusal::tooLarge, "20,000 x 20,000 is refused before a byte is read");
  GrayImage overflowing;
  overflowing.width = overflowing.height = 2147483647;
  checks.that(refusalOf(overflowing) == ExtractRefusal::tooLarge, "sides whose product overflows are refused");
  for (double dpi : {0.0, -500.0, 299.0, 1001.0, std::nan("")}) {
    GrayImage image = blank(300, 300, 90);
    image.dpi = dpi;
    checks.that(refusalOf(image) == ExtractRefusal::badResolution, "a resolution outside 300 to 1000 is refused", dpi);
  }
}

bool sound(const Extraction& e) {
  bool fine = e.quality >= 0 && e.quality <= 100 && std::isfinite(e.areaSquareMm);
  for (const Minutia& m : e.finger.minutiae) {
    fine = fine && std::isfinite(m.x) && std::isfinite(m.y) && m.angle >= 0 && m.angle < 6.2831854F && m.quality >= 1 && m.quality <= 100;
    fine = fine && m.x >= 0 && m.y >= 0 && m.x < static_cast<float>(e.finger.width) && m.y < static_cast<float>(e.finger.height);
  }
  return fine;
}

void staysWithinBounds(Checks& checks) {
  std::mt19937 random(3);
  bool all = true;
  for (int round = 0; round < 24; ++round) {
    const SyntheticPrint print(static_cast<unsigned>(round));
    GrayImage image = print.render(300 + static_cast<double>(random() % 700), round, round % 7 * 30.0, round % 5 * 20.0, 1, round * 8.0);
    const auto width = static_cast<int>(64 + random() % 200);  // cut odd sizes out of it
    const auto height = static_cast<int>(64 + random() % 200);
    GrayImage cut = blank(std::min(width, image.width), std::min(height, image.height), 0);
    cut.dpi = 500;
    for (int y = 0; y < cut.height; ++y) {
      std::copy_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(y) * image.width, cut.width,
                  cut.pixels.begin() + static_cast<std::ptrdiff_t>(y) * cut.width);
    }
    all = all && sound(extract(cut)) && sound(extract(image));
  }
  checks.that(all, "odd sizes and cut prints give numbers within their bounds");
}

void repeats(Checks& checks) {
  const GrayImage image = SyntheticPrint(11).render(500, 0.3, 4, -7, 5, 40);
  const Extraction one = extract(image);
  const Extraction two = extract(image);
  bool same = one.finger.minutiae.size() == two.finger.minutiae.size() && one.finger.ridgeMap.ridges == two.finger.ridgeMap.ridges;
  for (std::size_t i = 0; same && i < one.finger.minutiae.size(); ++i) {
    const Minutia& p = one.finger.minutiae[i];
    const Minutia& q = two.finger.minutiae[i];
    same = p.x == q.x && p.y == q.y && p.angle == q.angle && p.kind == q.kind && p.quality == q.quality;
  }
  checks.that(same, "the same picture gives the same template, bit for bit");
}

void judges(Checks& checks) {
  const SyntheticPrint print(5);
  int before = 101;
  for (double noise : {10.0, 120.0, 200.0}) {
    const Extraction e = extract(print.render(500, 0, 0, 0, 2, noise));
    checks.that(e.quality < before, "more grain gives less quality", e.quality);
    before = e.quality;
  }
  const Extraction few = extract(SyntheticPrint(5, 2).render(500, 0, 0, 0, 2, 0));
  checks.that(!few.ok() || few.finger.minutiae.size() >= 8 || few.quality <= 20, "clear ridges with hardly a minutia are no good print", few.quality);
  checks.that(!few.ok() || few.finger.minutiae.size() >= 8 || (few.reasons & reasonPartial) != 0, "and the clerk is told that more of the finger is needed");
  const Extraction aside = extract(print.render(500, 0, 150, 0, 2, 10));
  checks.that((aside.reasons & reasonOffCentre) != 0, "a finger at the edge is called off centre", aside.quality);
}

}  // namespace

int main() {
  Checks checks;
  findsWhatIsThere(checks);
  turnsOverLightRidges(checks);
  seesThroughPaper(checks);
  refusesWhatIsNoFinger(checks);
  keepsItsLimits(checks);
  staysWithinBounds(checks);
  repeats(checks);
  judges(checks);
  return checks.end();
}
