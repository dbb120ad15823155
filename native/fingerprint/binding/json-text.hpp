#pragma once

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace sobo::fingerprint {

/// Writes an answer as JSON. Strings are words of this program or names of files: everything below space and the two signs are escaped.
class JsonText {
 public:
  JsonText& open(char bracket) {
    separate();
    text_ += bracket;
    fresh_ = true;
    return *this;
  }
  JsonText& close(char bracket) {
    text_ += bracket;
    fresh_ = false;
    return *this;
  }
  JsonText& key(std::string_view name) {
    string(name);
    text_ += ':';
    fresh_ = true;
    return *this;
  }
  JsonText& string(std::string_view value) {
    separate();
    text_ += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        text_ += '\\';
        text_ += c;
      } else if (byte < 0x20) {
        constexpr std::string_view hex = "0123456789abcdef";
        text_ += "\\u00";
        text_ += hex[byte >> 4];
        text_ += hex[byte & 15];
      } else {
        text_ += c;
      }
    }
    text_ += '"';
    return *this;
  }
  /// The shortest number that reads back the same; what is no number becomes null.
  JsonText& number(double value) {
    separate();
    if (!std::isfinite(value)) {
      text_ += "null";
      return *this;
    }
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    text_.append(digits, end.ptr);
    return *this;
  }
  JsonText& truth(bool value) {
    separate();
    text_ += value ? "true" : "false";
    return *this;
  }
  JsonText& field(std::string_view name, double value) { return key(name).number(value); }
  JsonText& field(std::string_view name, std::string_view value) { return key(name).string(value); }
  JsonText& flag(std::string_view name, bool value) { return key(name).truth(value); }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void separate() {
    if (!fresh_) text_ += ',';
    fresh_ = false;
  }
  std::string text_;
  bool fresh_ = true;
};

}  // namespace sobo::fingerprint
