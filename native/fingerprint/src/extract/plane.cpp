#include "plane.hpp"

namespace sobo::fingerprint {

void smoothOnce(Plane<float>& plane, std::vector<float>& line) {
  const int w = plane.width;
  const int h = plane.height;
  line.resize(static_cast<std::size_t>(std::max(w, h)));
  for (int y = 0; y < h; ++y) {
    float* row = plane.row(y);
    for (int x = 0; x < w; ++x) {
      const float left = row[x > 0 ? x - 1 : 0];
      const float right = row[x + 1 < w ? x + 1 : w - 1];
      line[static_cast<std::size_t>(x)] = 0.25F * left + 0.5F * row[x] + 0.25F * right;
    }
    std::copy(line.begin(), line.begin() + w, row);
  }
  std::vector<float> above(plane.row(0), plane.row(0) + w);
  for (int y = 0; y < h; ++y) {
    float* row = plane.row(y);
    const float* below = plane.row(y + 1 < h ? y + 1 : y);
    for (int x = 0; x < w; ++x) {
      const float here = row[x];
      row[x] = 0.25F * above[static_cast<std::size_t>(x)] + 0.5F * here + 0.25F * below[x];
      above[static_cast<std::size_t>(x)] = here;
    }
  }
}

void smooth(Plane<float>& plane, int rounds) {
  std::vector<float> line;
  for (int round = 0; round < rounds; ++round) smoothOnce(plane, line);
}

}  // namespace sobo::fingerprint
