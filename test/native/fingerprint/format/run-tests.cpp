#include <cmath>
#include <cstdio>

#include "expectations.hpp"

namespace {

struct Told {
  std::string sentence;
  std::function<void()> body;
};

std::vector<Told>& tests() {
  static std::vector<Told> all;
  return all;
}

std::string firstFault;

}  // namespace

void Expectation::add(std::string sentence, std::function<void()> body) { tests().push_back({std::move(sentence), std::move(body)}); }

void expectAt(bool holds, const char* what, const char* file, int line) {
  if (!holds && firstFault.empty()) firstFault = std::string(file) + ":" + std::to_string(line) + ": " + what;
}

int Expectation::runAll() {
  int failed = 0;
  for (const Told& test : tests()) {
    firstFault.clear();
    test.body();
    failed += firstFault.empty() ? 0 : 1;
    std::printf("%s\t%s\t%s\n", firstFault.empty() ? "ok" : "failed", test.sentence.c_str(), firstFault.c_str());
    std::fflush(stdout);
  }
  return failed == 0 && !tests().empty() ? 0 : 1;
}

std::vector<std::uint8_t> hex(std::string_view digits) {
  std::vector<std::uint8_t> bytes;
  int half = -1;
  for (const char letter : digits) {
    if (letter == ' ') continue;
    const int value = letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
    if (half < 0) half = value;
    else {
      bytes.push_back(static_cast<std::uint8_t>(16 * half + value));
      half = -1;
    }
  }
  return bytes;
}

sobo::fingerprint::GrayImage ridges(int width, int height, double dpi) {
  sobo::fingerprint::GrayImage image{width, height, dpi, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const double far = std::hypot(x - width / 2.0, y - height / 1.5);
      const double wave = std::sin(far * 0.7 + 0.8 * std::sin(x * 0.03) + 0.5 * std::sin(y * 0.05));
      image.pixels.push_back(static_cast<std::uint8_t>(std::lround(132 + 95 * wave + 3 * std::sin(x * 1.9 + y * 2.3))));
    }
  return image;
}

int main() { return Expectation::runAll(); }
