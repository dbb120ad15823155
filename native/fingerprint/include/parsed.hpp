#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>

namespace sobo::fingerprint {

/** Why bytes were refused. Bytes of files and devices are hostile until parsed: every parser answers with one of these, none throws. */
enum class ParseCode : std::uint8_t {
  truncated,    // the bytes end before what was announced
  unknown,      // not of this format: magic, version or signature
  unsupported,  // of this format, in a kind that is not read here
  tooLarge,     // beyond the limits of this house, well-formed or not
  badLength,    // a stated length or count contradicts another one
  badValue,     // a field holds what the format does not allow
  badChecksum,  // the bytes were changed on the way
  badCode,      // an entropy code, a back reference or a table that cannot be
};

/** A refusal: its kind, the byte it was met at, and what had been expected there (a text of the program, never of the file). */
struct ParseFailure {
  ParseCode code = ParseCode::unknown;
  std::size_t offset = 0;
  const char* expected = "";
};

/** The code in the words the TypeScript face uses, e.g. `bad-checksum`. */
const char* nameOf(ParseCode code) noexcept;

/** A value, or why there is none. Ask `ok()` before `value()`. */
template <class T>
class [[nodiscard]] Parsed {
 public:
  Parsed(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Parsed(ParseFailure failure) : held_(std::in_place_index<1>, failure) {}

  bool ok() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }
  T& value() noexcept { return *std::get_if<0>(&held_); }
  const T& value() const noexcept { return *std::get_if<0>(&held_); }
  const ParseFailure& failure() const noexcept { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, ParseFailure> held_;
};

}  // namespace sobo::fingerprint
