#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace sobo::fingerprint {

/// A deterministic stream of numbers for synthetic prints (splitmix64): same seed, same people. Never for keys.
class RandomStream {
 public:
  explicit RandomStream(std::uint64_t seed) : state_(seed) {}

  /// A stream of its own for a thing known by up to three numbers: person, finger, impression.
  static RandomStream of(std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    RandomStream mixed(seed);
    for (const std::uint64_t part : {a, b, c}) mixed.state_ = mixed.next() ^ (part * 0x9e3779b97f4a7c15ULL);
    return RandomStream(mixed.next());
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// Even in [0, 1).
  double even() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * even(); }
  bool chance(double share) { return even() < share; }
  /// Normal, mean 0, spread 1 (Box and Muller, one of the pair).
  double normal() {
    const double u = 1.0 - even();
    return std::sqrt(-2.0 * std::log(u)) * std::cos(6.283185307179586 * even());
  }
  int poisson(double mean) {
    const double floor = std::exp(-mean);
    int count = 0;
    for (double product = even(); product > floor && count < 1000; product *= even()) ++count;
    return count;
  }

 private:
  std::uint64_t state_;
};

}  // namespace sobo::fingerprint
