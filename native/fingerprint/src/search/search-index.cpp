#include <algorithm>

#include "index-state.hpp"
#include "search-print.hpp"

namespace sobo::fingerprint {

SearchIndex::SearchIndex() : state_(std::make_unique<State>()) {}
SearchIndex::~SearchIndex() = default;

SubjectEntry& SearchIndex::State::entryOf(std::uint64_t subject) {
  auto [found, fresh] = subjects.try_emplace(subject);
  if (fresh) {
    found->second.slot = freeSlots.empty() ? nextSlot++ : freeSlots.back();
    if (!freeSlots.empty()) freeSlots.pop_back();
  }
  return found->second;
}

void SearchIndex::State::keep(SubjectEntry& subject, const KeptPrint& print, std::uint32_t place) {
  subject.prints.push_back({shelves[print.position].back(), place, print.position});
  ++prints;
  blocks += static_cast<std::size_t>(print.blockCount());
}

void SearchIndex::State::put(KeptPrint print) {
  SubjectEntry& subject = entryOf(print.subject);
  print.slot = subject.slot;
  auto& group = shelves[print.position];
  std::uint32_t place = 0;
  if (group.empty() || !group.back()->append(print, place)) {
    group.push_back(std::make_shared<PrintShelf>());
    group.back()->append(print, place);
  }
  keep(subject, print, place);
}

void SearchIndex::State::tidy(std::uint8_t position) {
  auto& group = shelves[position];
  for (std::size_t i = 0; i + 1 < group.size();) {
    const std::shared_ptr<PrintShelf> old = group[i];
    if (2 * old->deadCount() <= old->published()) {
      ++i;
      continue;
    }
    group.erase(group.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::uint32_t place = 0; place < old->published(); ++place) {
      if (old->isDead(place)) continue;
      const KeptPrint print = old->print(place);
      std::uint32_t moved = 0;
      if (!group.back()->append(print, moved)) {
        group.push_back(std::make_shared<PrintShelf>());
        group.back()->append(print, moved);
      }
      for (PrintPlace& known : subjects.at(print.subject).prints) {
        if (known.shelf == old && known.place == place) known = {group.back(), moved, position};
      }
    }
  }
}

ShelvesOfPosition SearchIndex::State::view(std::uint32_t& slots) const {
  const std::scoped_lock held(lock);
  ShelvesOfPosition seen;
  for (std::size_t position = 0; position < shelves.size(); ++position) {
    seen[position].reserve(shelves[position].size());
    for (const auto& shelf : shelves[position]) seen[position].push_back({shelf, shelf->published()});
  }
  slots = nextSlot;
  return seen;
}

void SearchIndex::add(std::uint64_t subject, std::span<const FingerTemplate> prints) {
  for (const FingerTemplate& finger : prints) {
    const SearchPrint packed = packSearchPrint(finger);
    KeptPrint print = packed.kept();
    print.subject = subject;
    const std::scoped_lock held(state_->lock);
    state_->put(print);
  }
}

std::size_t SearchIndex::remove(std::uint64_t subject) {
  const std::scoped_lock held(state_->lock);
  const auto found = state_->subjects.find(subject);
  if (found == state_->subjects.end()) return 0;
  const std::vector<PrintPlace> prints = std::move(found->second.prints);
  state_->freeSlots.push_back(found->second.slot);
  state_->subjects.erase(found);
  for (const PrintPlace& print : prints) {
    state_->blocks -= static_cast<std::size_t>(print.shelf->print(print.place).blockCount());
    print.shelf->markDead(print.place);
  }
  state_->prints -= prints.size();
  for (const PrintPlace& print : prints) state_->tidy(print.position);
  return prints.size();
}

std::size_t SearchIndex::subjects() const {
  const std::scoped_lock held(state_->lock);
  return state_->subjects.size();
}

std::size_t SearchIndex::prints() const {
  const std::scoped_lock held(state_->lock);
  return state_->prints;
}

std::size_t SearchIndex::bytes() const {
  const std::scoped_lock held(state_->lock);
  return state_->blocks * sizeof(SearchBlock);
}

}  // namespace sobo::fingerprint
