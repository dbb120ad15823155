#include "../../include/compare.hpp"

#include <algorithm>
#include <cmath>

#include "evidence.hpp"

namespace sobo::fingerprint {

Scratch::Scratch() : data_(std::make_unique<ScratchData>()) {}
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;
Scratch::~Scratch() = default;

Comparison compare(const PreparedTemplate& a, const PreparedTemplate& b, Scratch& scratch) noexcept {
  Comparison result;
  if (a.data() == nullptr || b.data() == nullptr) return result;
  const Evidence evidence = gatherEvidence(*a.data(), *b.data(), scratch.data());
  result.score = evidence.relaxed;
  return result;
}

}  // namespace sobo::fingerprint
