#include "search-print.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "neighbourhood-code.hpp"

namespace sobo::fingerprint {
namespace {

constexpr float furthest = 8000;  // px; a picture of 5,000 px at 300 dpi stays below 8,400, a print never comes near

std::int16_t quarters(float value) {
  return static_cast<std::int16_t>(std::lround(std::clamp(value, -furthest, furthest) * 4));
}

}  // namespace

SearchPrint packSearchPrint(const FingerTemplate& finger) {
  constexpr float tau = 2 * std::numbers::pi_v<float>;
  SearchPrint print;
  int count = 0;
  for (const Minutia& minutia : finger.minutiae) {
    if (count == mostSearched) break;
    if (!std::isfinite(minutia.x) || !std::isfinite(minutia.y) || !std::isfinite(minutia.angle)) continue;
    SearchBlock& block = print.blocks[static_cast<std::size_t>(count / lanes)];
    const auto lane = static_cast<std::size_t>(count % lanes);
    block.x[lane] = quarters(minutia.x);
    block.y[lane] = quarters(-minutia.y);
    const float turn = std::remainder(minutia.angle, tau) / tau;
    block.angle[lane] = static_cast<std::uint8_t>(std::lround(turn * 256) & 255);
    const unsigned kind = std::min<unsigned>(static_cast<unsigned>(minutia.kind), 2);
    block.merit[lane] = static_cast<std::uint8_t>(std::min<unsigned>(minutia.quality, 100) / 2 << 2 | kind);
    ++count;
  }
  print.blocks[0].count = static_cast<std::uint8_t>(count);
  print.blocks[0].quality = std::min<std::uint8_t>(finger.quality, 100);
  print.blocks[0].position = static_cast<std::uint8_t>(finger.position >= 0 && finger.position <= 10 ? finger.position : 0);
  fillNeighbourhoodCodes(print);
  return print;
}

FingerTemplate unpackSearchPrint(const KeptPrint& print) {
  FingerTemplate finger;
  unpackSearchPrint(print, finger);
  return finger;
}

void unpackSearchPrint(const KeptPrint& print, FingerTemplate& finger) {
  const int count = print.count;
  finger.quality = print.blocks[0].quality;
  finger.position = print.position;
  finger.minutiae.clear();
  finger.minutiae.reserve(mostSearched);
  float right = 0;
  float bottom = 0;
  for (int i = 0; i < count; ++i) {
    const SearchBlock& block = print.blocks[i / lanes];
    const auto lane = static_cast<std::size_t>(i % lanes);
    Minutia minutia;
    minutia.x = static_cast<float>(block.x[lane]) / 4;
    minutia.y = static_cast<float>(-block.y[lane]) / 4;
    minutia.angle = static_cast<float>(block.angle[lane]) * std::numbers::pi_v<float> / 128;
    minutia.kind = static_cast<MinutiaKind>(std::min(block.merit[lane] & 3, 2));
    minutia.quality = static_cast<std::uint8_t>(std::min((block.merit[lane] >> 2) * 2, 100));
    right = std::max(right, minutia.x);
    bottom = std::max(bottom, minutia.y);
    finger.minutiae.push_back(minutia);
  }
  finger.width = static_cast<int>(right) + 1;
  finger.height = static_cast<int>(bottom) + 1;
}

}  // namespace sobo::fingerprint
