#include "thin.hpp"

#include <array>

namespace sobo::fingerprint {
namespace {

using Word = std::uint64_t;

struct Bits {
  int words = 0;  // per row, with one empty word at each side
  int rows = 0;
  std::vector<Word> data;

  Word* row(int y) { return data.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(words); }
  [[nodiscard]] const Word* row(int y) const {
    return data.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(words);
  }
};

// Bit k of a word is column k, so the pixel to the east is one bit higher.
Word east(const Word* row, int i) { return (row[i] >> 1) | (row[i + 1] << 63); }
Word west(const Word* row, int i) { return (row[i] << 1) | (row[i - 1] >> 63); }

/// One half round of Zhang and Suen over 64 pixels at a time: which pixels go.
Word removable(const Word* above, const Word* here, const Word* below, int i, bool second) {
  const std::array<Word, 8> p = {above[i],      east(above, i), east(here, i), east(below, i),
                                 below[i],      west(below, i), west(here, i), west(above, i)};
  Word onceRise = 0;   // at least one step from clear to set around the pixel
  Word twiceRise = 0;
  Word onceSet = 0;
  Word twiceSet = 0;
  Word onceClear = 0;
  Word twiceClear = 0;
  for (std::size_t k = 0; k < 8; ++k) {
    const Word rise = ~p[k] & p[(k + 1) % 8];
    twiceRise |= onceRise & rise;
    onceRise |= rise;
    twiceSet |= onceSet & p[k];
    onceSet |= p[k];
    twiceClear |= onceClear & ~p[k];
    onceClear |= ~p[k];
  }
  const Word n = p[0];
  const Word e = p[2];
  const Word s = p[4];
  const Word w = p[6];
  const Word sides = second ? ~(n & e & w) & ~(n & s & w) : ~(n & e & s) & ~(e & s & w);
  return here[i] & twiceSet & twiceClear & onceRise & ~twiceRise & sides;
}

bool halfRound(Bits& bits, std::vector<Word>& gone, bool second) {
  bool changed = false;
  for (int y = 1; y + 1 < bits.rows; ++y) {
    Word* out = gone.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(bits.words);
    const Word* here = bits.row(y);
    for (int i = 1; i + 1 < bits.words; ++i) {
      out[i] = here[i] == 0 ? 0 : removable(bits.row(y - 1), here, bits.row(y + 1), i, second);
      changed = changed || out[i] != 0;
    }
  }
  if (changed) {
    for (std::size_t i = 0; i < bits.data.size(); ++i) bits.data[i] &= ~gone[i];
  }
  return changed;
}

/// For the 8 neighbours (bit 0 north, clockwise): may the pixel between them go without parting or shortening a line?
std::array<bool, 256> cornerTable() {
  std::array<bool, 256> table{};
  for (unsigned around = 0; around < 256; ++around) {
    int count = 0;
    int parts = 0;  // 8-connectivity number after Yokoi
    for (unsigned k = 0; k < 8; ++k) count += static_cast<int>((around >> k) & 1U);
    for (unsigned k = 0; k < 8; k += 2) {
      const bool clear = ((around >> k) & 1U) == 0;
      const bool next = ((around >> ((k + 1) % 8)) & 1U) == 0;
      const bool after = ((around >> ((k + 2) % 8)) & 1U) == 0;
      parts += clear && !(next && after) ? 1 : 0;
    }
    table[around] = parts == 1 && count >= 2;
  }
  return table;
}

unsigned neighboursOf(const Plane<std::uint8_t>& image, int x, int y) {
  const std::uint8_t* a = image.row(y - 1) + x;
  const std::uint8_t* h = image.row(y) + x;
  const std::uint8_t* b = image.row(y + 1) + x;
  return static_cast<unsigned>(a[0] | a[1] << 1 | h[1] << 2 | b[1] << 3 | b[0] << 4 | b[-1] << 5 | h[-1] << 6 | a[-1] << 7);
}

}  // namespace

Plane<std::uint8_t> thin(const Plane<std::uint8_t>& shape) {
  const int w = shape.width;
  const int h = shape.height;
  Plane<std::uint8_t> result(w, h);
  if (w < 3 || h < 3) return result;
  Bits bits{(w + 63) / 64 + 2, h + 2, {}};
  bits.data.assign(static_cast<std::size_t>(bits.words) * static_cast<std::size_t>(bits.rows), 0);
  for (int y = 1; y + 1 < h; ++y) {
    Word* row = bits.row(y + 1);
    for (int x = 1; x + 1 < w; ++x) row[1 + x / 64] |= static_cast<Word>(shape.at(x, y) & 1) << (x % 64);
  }
  std::vector<Word> gone(bits.data.size());
  for (bool changed = true; changed;) {
    changed = halfRound(bits, gone, false);
    changed = halfRound(bits, gone, true) || changed;
  }
  for (int y = 1; y + 1 < h; ++y) {
    const Word* row = bits.row(y + 1);
    for (int x = 1; x + 1 < w; ++x) result.at(x, y) = static_cast<std::uint8_t>((row[1 + x / 64] >> (x % 64)) & 1);
  }
  static const std::array<bool, 256> mayGo = cornerTable();
  for (int y = 1; y + 1 < h; ++y) {
    std::uint8_t* row = result.row(y);
    for (int x = 1; x + 1 < w; ++x) {
      if (row[x] != 0 && mayGo[neighboursOf(result, x, y)]) row[x] = 0;
    }
  }
  return result;
}

}  // namespace sobo::fingerprint
