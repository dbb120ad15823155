#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "random-stream.hpp"
#include "flow-of-finger.hpp"

namespace sobo::fingerprint {
namespace {

constexpr double tau = 2 * std::numbers::pi;

/// A spot where the skin was dry, wet or scarred: minutiae are missed there and false ones found.
struct BadSpot {
  double x, y, radius, harm;
};

/// Skin gives way: a few slow waves of shift, and a little stretch.
struct Bend {
  std::array<double, 4> ax, ay, kx, ky, phase;
  double stretchX, stretchY, shear;

  void move(double& x, double& y) const {
    double dx = stretchX * x + shear * y;
    double dy = stretchY * y;
    for (std::size_t i = 0; i < ax.size(); ++i) {
      const double wave = std::sin(kx[i] * x + ky[i] * y + phase[i]);
      dx += ax[i] * wave;
      dy += ay[i] * wave;
    }
    x += dx;
    y += dy;
  }
};

Bend bendOf(RandomStream& random, double hardness) {
  Bend bend{};
  // The pressure sideways differs a lot from touch to touch.
  const double force = hardness * (0.25 + 1.1 * std::pow(random.even(), 3));
  for (std::size_t i = 0; i < bend.ax.size(); ++i) {
    bend.ax[i] = force * 2.6 * random.normal();
    bend.ay[i] = force * 2.6 * random.normal();
    bend.kx[i] = random.normal() / 85;
    bend.ky[i] = random.normal() / 100;
    bend.phase[i] = random.between(0, tau);
  }
  bend.stretchX = force * 0.018 * random.normal();
  bend.stretchY = force * 0.018 * random.normal();
  bend.shear = force * 0.022 * random.normal();
  return bend;
}

std::uint8_t byteOf(double value) { return static_cast<std::uint8_t>(std::clamp(value, 1.0, 100.0)); }

float turned(double angle) { return static_cast<float>(std::fmod(angle + 2 * tau, tau)); }

}  // namespace

FingerTemplate pressFinger(const SyntheticFinger& finger, std::uint64_t seed, std::uint64_t person,
                           std::uint32_t fingerCode, std::uint32_t impression, const ImpressionOptions& options) {
  RandomStream random = RandomStream::of(seed ^ 0x5eedULL, person, fingerCode, impression);
  const double hardness = std::clamp(options.hardness, 0.0, 2.0);
  // How bad this very touch is: most are fair, some are poor, a few hopeless.
  const double badness = hardness * (0.02 + 0.26 * random.even() + 1.05 * std::pow(random.even(), 5));

  const double angle = 0.17 * random.normal() * (random.chance(0.06) ? 2.2 : 1);
  const double astray = hardness * (random.chance(0.2) ? 1.7 : 0.7);
  const double shiftX = astray * 12 * random.normal();
  const double shiftY = astray * 22 * random.normal();
  const double contact = 1 - 0.42 * hardness * std::pow(random.even(), 2.5);
  const double contactX = 132 * contact * random.between(0.88, 1.12);
  const double contactY = 182 * contact * random.between(0.86, 1.14);
  const Bend bend = bendOf(random, hardness);
  std::array<BadSpot, 6> spots{};
  const int spotCount = std::min<int>(random.poisson(0.7 + 1.5 * badness), static_cast<int>(spots.size()));
  for (int i = 0; i < spotCount; ++i) {
    spots[static_cast<std::size_t>(i)] = {random.between(-110, 110), random.between(-150, 150), random.between(18, 52),
                                          random.between(0.4, 1.0)};
  }
  const auto harmAt = [&](double x, double y) {
    double harm = 0;
    for (int i = 0; i < spotCount; ++i) {
      const BadSpot& spot = spots[static_cast<std::size_t>(i)];
      const double square = (x - spot.x) * (x - spot.x) + (y - spot.y) * (y - spot.y);
      harm = std::max(harm, spot.harm * std::exp(-square / (2 * spot.radius * spot.radius)));
    }
    return harm;
  };
  const auto seen = [&](double x, double y) {
    const double rx = (x - shiftX) / contactX;
    const double ry = (y - shiftY) / contactY;
    return rx * rx + ry * ry <= 1;
  };
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const double middleX = 190;
  const double middleY = 250;
  FingerTemplate print;
  print.width = 380;
  print.height = 500;
  print.position = static_cast<int>(fingerCode);
  const auto lay = [&](double x, double y, double direction, MinutiaKind kind, double quality) {
    bend.move(x, y);
    x -= shiftX;
    y -= shiftY;
    // Counter-clockwise as seen, y down.
    const double px = middleX + x * cosine + y * sine;
    const double py = middleY - x * sine + y * cosine;
    if (px < 0 || py < 0 || px >= print.width || py >= print.height) return;
    Minutia made;
    made.x = static_cast<float>(px);
    made.y = static_cast<float>(py);
    made.angle = turned(direction + angle);
    made.kind = kind;
    made.quality = byteOf(quality);
    print.minutiae.push_back(made);
  };

  const double jitter = 1.0 + 1.5 * badness;
  const double wobble = 0.05 + 0.09 * badness;
  for (const SkinMinutia& skin : finger.minutiae) {
    const double x = skin.minutia.x;
    const double y = skin.minutia.y;
    if (!seen(x, y)) continue;
    const double harm = harmAt(x, y);
    const double sight = skin.sureness * (1 - 0.26 * badness) * (1 - 0.85 * harm);
    if (!random.chance(sight)) continue;
    const bool flipped = random.chance(0.02 + 0.05 * badness);
    const double direction = skin.minutia.angle + (flipped ? std::numbers::pi : 0) + wobble * random.normal();
    const MinutiaKind kind = !random.chance(0.14 + 0.1 * badness) ? skin.minutia.kind
                             : skin.minutia.kind == MinutiaKind::ending ? MinutiaKind::bifurcation
                                                                        : MinutiaKind::ending;
    lay(x + jitter * random.normal(), y + jitter * random.normal(), direction, kind,
        72 + 10 * random.normal() - 30 * harm - 14 * badness * random.even());
  }

  // False minutiae: along the flow like real ones, crowded in bad spots and at the rim of the contact.
  const double square = contactX * contactY * std::numbers::pi / 387.5;
  const int inventions = random.poisson(square * (0.012 + 0.075 * badness));
  for (int made = 0, tries = 0; made < inventions && tries < 40 * inventions; ++tries) {
    const double x = shiftX + random.between(-contactX, contactX);
    const double y = shiftY + random.between(-contactY, contactY);
    if (!seen(x, y)) continue;
    const double rx = (x - shiftX) / contactX;
    const double ry = (y - shiftY) / contactY;
    const double rim = std::pow(rx * rx + ry * ry, 3);
    if (!random.chance(std::clamp(0.25 + 0.75 * std::max(harmAt(x, y), 0.6 * rim), 0.0, 1.0))) continue;
    const double sense = random.chance(0.5) ? 0 : std::numbers::pi;
    const double direction = flowOfFinger(finger, x, y) + sense + 0.2 * random.normal();
    lay(x, y, direction, random.chance(0.6) ? MinutiaKind::ending : MinutiaKind::bifurcation,
        46 + 16 * random.normal() - 12 * badness);
    ++made;
    // A broken ridge leaves two endings that face each other.
    if (random.chance(0.3) && made < inventions) {
      lay(x - 9 * std::cos(direction), y + 9 * std::sin(direction), direction + std::numbers::pi, MinutiaKind::ending,
          44 + 14 * random.normal() - 12 * badness);
      ++made;
    }
  }
  std::stable_sort(print.minutiae.begin(), print.minutiae.end(),
                   [](const Minutia& a, const Minutia& b) { return a.quality > b.quality; });
  if (print.minutiae.size() > 255) print.minutiae.resize(255);
  print.quality = byteOf(95 - 48 * badness);
  return print;
}

}  // namespace sobo::fingerprint
