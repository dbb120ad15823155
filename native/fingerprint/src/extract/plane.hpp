#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sobo::fingerprint {

/// A rectangle of values, row after row.
template <typename T>
struct Plane {
  int width = 0;
  int height = 0;
  std::vector<T> values;

  Plane() = default;
  Plane(int w, int h, T value = T{})
      : width(w), height(h), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), value) {}

  [[nodiscard]] T* row(int y) { return values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  [[nodiscard]] const T* row(int y) const {
    return values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
  [[nodiscard]] T& at(int x, int y) { return row(y)[x]; }
  [[nodiscard]] const T& at(int x, int y) const { return row(y)[x]; }
  [[nodiscard]] const T& nearest(int x, int y) const {
    return at(std::clamp(x, 0, width - 1), std::clamp(y, 0, height - 1));
  }
  [[nodiscard]] bool inside(int x, int y) const { return x >= 0 && y >= 0 && x < width && y < height; }
};

/// Side of the cells in which flow, period and clearness are held, px at 500 dpi.
inline constexpr int cellSide = 8;

inline int cellsFor(int pixels) { return (pixels + cellSide - 1) / cellSide; }

/// One round of the 1-2-1 filter in both directions; the border repeats.
void smoothOnce(Plane<float>& plane, std::vector<float>& line);
void smooth(Plane<float>& plane, int rounds);

}  // namespace sobo::fingerprint
