#include "wsq-tree.hpp"

namespace sobo::fingerprint {

namespace {

using Quarters = std::array<WsqPart, 4>;

class TreeBuilder {
 public:
  WsqTree build(std::size_t width, std::size_t height) noexcept {
    const Quarters image = split({0, 0, width, height, false, false});
    const Quarters first = split(image[0]);
    const Quarters second = split(first[0]);
    const Quarters third = split(second[0]);
    keep(split(third[0]));
    for (const std::size_t quarter : {1, 2, 3}) keep(third[quarter]);
    for (const std::size_t quarter : {1, 2, 3}) keep(split(second[quarter]));
    for (const std::size_t side : {1, 2})
      for (const WsqPart& quarter : split(first[side])) keep(split(quarter));
    keep(first[3]);
    for (const std::size_t side : {1, 2}) keep(split(image[side]));
    return tree_;
  }

 private:
  Quarters split(const WsqPart& whole) noexcept {
    tree_.splits[splits_++] = whole;
    const std::size_t left = whole.leftWidth();
    const std::size_t top = whole.topHeight();
    Quarters quarters;
    for (std::size_t i = 0; i < 4; ++i) {
      const bool right = i % 2 == 1;
      const bool bottom = i / 2 == 1;
      quarters[i] = {whole.x + (right ? left : 0),       whole.y + (bottom ? top : 0),
                     right ? whole.width - left : left,  bottom ? whole.height - top : top,
                     right,                              bottom};
    }
    return quarters;
  }

  void keep(const WsqPart& part) noexcept { tree_.subbands[subbands_++] = part; }
  void keep(const Quarters& quarters) noexcept {
    for (const WsqPart& quarter : quarters) keep(quarter);
  }

  WsqTree tree_;
  std::size_t splits_ = 0;
  std::size_t subbands_ = 0;
};

}  // namespace

WsqTree wsqTreeOf(std::size_t width, std::size_t height) noexcept { return TreeBuilder().build(width, height); }

}  // namespace sobo::fingerprint
