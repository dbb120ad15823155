#include "neighbourhood-code.hpp"

#include <bit>
#include <cmath>
#include <numbers>

namespace sobo::fingerprint {
namespace {

constexpr int side = 6;
constexpr int directions = 4;
constexpr float radius = 70;
constexpr float cell = 2 * radius / side;
constexpr float spread = 12;           // px: how far a neighbour's mark reaches
constexpr float angleSpread = 0.7F;    // radians
constexpr float enough = 0.25F;        // a bit is set from here
constexpr float reach = radius + 3 * spread;
constexpr int leastBits = 5;
constexpr int cells = 32;              // of 36, the corners lie outside the circle
constexpr float quarter = 0.25F;

struct Tables {
  std::array<float, 256> cosine{};
  std::array<float, 256> sine{};
  std::array<std::array<float, directions>, 256> direction{};  // by difference of angles
  std::array<float, 512> bell{};                               // by distance in 1/4 px
  std::array<int, side * side> place{};                        // cell → bit, -1 outside the circle

  Tables() {
    constexpr float pi = std::numbers::pi_v<float>;
    for (int i = 0; i < 256; ++i) {
      const float angle = static_cast<float>(i) * pi / 128;
      const auto at = static_cast<std::size_t>(i);
      cosine[at] = std::cos(angle);
      sine[at] = std::sin(angle);
      for (int k = 0; k < directions; ++k) {
        const float middle = -pi + (static_cast<float>(k) + 0.5F) * 2 * pi / directions;
        const float apart = std::remainder(middle - angle, 2 * pi);
        direction[at][static_cast<std::size_t>(k)] = std::exp(-apart * apart / (2 * angleSpread * angleSpread));
      }
    }
    for (std::size_t i = 0; i < bell.size(); ++i) {
      const float distance = static_cast<float>(i) * quarter;
      bell[i] = distance > 3 * spread ? 0 : std::exp(-distance * distance / (2 * spread * spread));
    }
    int next = 0;
    for (int j = 0; j < side; ++j) {
      for (int i = 0; i < side; ++i) {
        const float u = middleOf(i);
        const float v = middleOf(j);
        place[static_cast<std::size_t>(j * side + i)] = u * u + v * v <= radius * radius ? next++ : -1;
      }
    }
  }
  static float middleOf(int i) { return (static_cast<float>(i) - (side - 1) / 2.0F) * cell; }
  [[nodiscard]] float bellAt(float distance) const {
    const auto step = static_cast<std::size_t>(std::fabs(distance) * 4 + 0.5F);
    return step < bell.size() ? bell[step] : 0;
  }
};

const Tables& tables() {
  static const Tables made;
  return made;
}

}  // namespace

void fillNeighbourhoodCodes(SearchPrint& print) {
  const Tables& table = tables();
  const int count = print.count();
  std::array<float, mostSearched> x{};
  std::array<float, mostSearched> y{};
  std::array<std::uint8_t, mostSearched> angle{};
  for (int i = 0; i < count; ++i) {
    const SearchBlock& block = print.blocks[static_cast<std::size_t>(i / lanes)];
    const auto lane = static_cast<std::size_t>(i % lanes);
    const auto at = static_cast<std::size_t>(i);
    x[at] = static_cast<float>(block.x[lane]) * quarter;
    y[at] = static_cast<float>(block.y[lane]) * quarter;
    angle[at] = block.angle[lane];
  }
  for (int i = 0; i < count; ++i) {
    const auto me = static_cast<std::size_t>(i);
    const float cosine = table.cosine[angle[me]];
    const float sine = table.sine[angle[me]];
    std::array<std::array<float, side * side>, directions> marks{};
    int neighbours = 0;
    for (int j = 0; j < count; ++j) {
      if (j == i) continue;
      const auto other = static_cast<std::size_t>(j);
      const float dx = x[other] - x[me];
      const float dy = y[other] - y[me];
      const float u = dx * cosine + dy * sine;
      const float v = dy * cosine - dx * sine;
      if (u * u + v * v > reach * reach) continue;
      ++neighbours;
      std::array<float, side> alongU{};
      std::array<float, side> alongV{};
      for (int k = 0; k < side; ++k) {
        alongU[static_cast<std::size_t>(k)] = table.bellAt(u - Tables::middleOf(k));
        alongV[static_cast<std::size_t>(k)] = table.bellAt(v - Tables::middleOf(k));
      }
      const auto& turn = table.direction[static_cast<std::uint8_t>(angle[me] - angle[other])];
      for (std::size_t d = 0; d < directions; ++d) {
        for (std::size_t row = 0; row < side; ++row) {
          const float strength = turn[d] * alongV[row];
          for (std::size_t column = 0; column < side; ++column) marks[d][row * side + column] += strength * alongU[column];
        }
      }
    }
    SearchBlock& block = print.blocks[static_cast<std::size_t>(i / lanes)];
    const auto lane = static_cast<std::size_t>(i % lanes);
    int bits = 0;
    for (std::size_t d = 0; d < directions; ++d) {
      std::uint32_t word = 0;
      for (std::size_t k = 0; k < marks[d].size(); ++k) {
        if (table.place[k] >= 0 && marks[d][k] >= enough) word |= 1U << table.place[k];
      }
      block.code[d][lane] = word;
      bits += std::popcount(word);
    }
    const bool usable = neighbours >= 2 && bits >= leastBits;
    block.weight[lane] = usable ? static_cast<std::uint8_t>(256 / std::sqrt(static_cast<float>(bits)) + 0.5F) : 0;
    if (!usable) {
      for (auto& word : block.code) word[lane] = 0;
    }
  }
}

}  // namespace sobo::fingerprint
