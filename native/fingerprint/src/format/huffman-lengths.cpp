#include "huffman-lengths.hpp"

#include <algorithm>

namespace sobo::fingerprint {

namespace {

/** A value, or two things bought together. */
struct Package {
  std::uint64_t weight = 0;
  int value = -1;
  std::size_t left = 0;
  std::size_t right = 0;
};

}  // namespace

std::vector<std::uint8_t> huffmanLengths(std::span<const std::uint64_t> counts, int longest) {
  std::vector<std::uint8_t> lengths(counts.size(), 0);
  std::vector<Package> pool;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) pool.push_back({counts[i], static_cast<int>(i), 0, 0});
  if (pool.empty()) return lengths;
  if (pool.size() == 1) {
    lengths[static_cast<std::size_t>(pool[0].value)] = 1;
    return lengths;
  }
  std::stable_sort(pool.begin(), pool.end(), [](const Package& a, const Package& b) { return a.weight < b.weight; });

  std::vector<std::size_t> leaves(pool.size());
  for (std::size_t i = 0; i < leaves.size(); ++i) leaves[i] = i;
  std::vector<std::size_t> row = leaves;
  for (int level = 1; level < longest; ++level) {
    std::vector<std::size_t> pairs;
    for (std::size_t i = 0; i + 1 < row.size(); i += 2) {
      pairs.push_back(pool.size());
      pool.push_back({pool[row[i]].weight + pool[row[i + 1]].weight, -1, row[i], row[i + 1]});
    }
    std::vector<std::size_t> merged(leaves.size() + pairs.size());
    std::merge(leaves.begin(), leaves.end(), pairs.begin(), pairs.end(), merged.begin(),
               [&pool](std::size_t a, std::size_t b) { return pool[a].weight < pool[b].weight; });
    row = std::move(merged);
  }

  std::vector<std::size_t> open(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(2 * leaves.size() - 2));
  while (!open.empty()) {
    const Package package = pool[open.back()];
    open.pop_back();
    if (package.value >= 0) {
      ++lengths[static_cast<std::size_t>(package.value)];
      continue;
    }
    open.push_back(package.left);
    open.push_back(package.right);
  }
  return lengths;
}

}  // namespace sobo::fingerprint
