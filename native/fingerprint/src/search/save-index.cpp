#include "index-state.hpp"
#include "saved-index.hpp"

namespace sobo::fingerprint {
namespace {

std::span<const std::byte> bytesOf(const SearchBlock* blocks, int count) {
  return std::as_bytes(std::span(blocks, static_cast<std::size_t>(count)));
}

/// Gives the print's bytes in one or two pieces: whose it is comes from the shelf, not from memory that may be borrowed.
template <typename Sink>
void eachPiece(const KeptPrint& print, Sink sink) {
  SearchBlock first = print.blocks[0];
  first.subject = print.subject;
  first.slot = 0;
  first.count = print.count;
  first.position = print.position;
  sink(bytesOf(&first, 1));
  if (print.blockCount() > 1) sink(bytesOf(print.blocks + 1, print.blockCount() - 1));
}

}  // namespace

bool SearchIndex::save(const std::function<void(std::span<const std::byte>)>& sink) const {
  std::uint32_t slots = 0;
  const ShelvesOfPosition shelves = state_->view(slots);
  // What is dead is decided once, so that header and prints agree whatever is removed meanwhile.
  std::vector<KeptPrint> living;
  for (const auto& group : shelves) {
    for (const ShelfView& view : group) {
      for (std::uint32_t place = 0; place < view.count; ++place) {
        if (!view.shelf->isDead(place)) living.push_back(view.shelf->print(place));
      }
    }
  }
  SavedHeader header;
  header.prints = living.size();
  header.checksum = fnvStart;
  for (const KeptPrint& print : living) {
    header.blocks += static_cast<std::uint64_t>(print.blockCount());
    eachPiece(print, [&](std::span<const std::byte> piece) { header.checksum = mixed(header.checksum, piece); });
  }
  sink(std::as_bytes(std::span(&header, 1)));
  for (const KeptPrint& print : living) eachPiece(print, sink);
  return !state_->isLost();
}

}  // namespace sobo::fingerprint
