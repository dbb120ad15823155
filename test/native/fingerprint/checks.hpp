#pragma once

#include <cstdio>

namespace sobo::fingerprint::test {

/// Counts what holds and names what does not; the program's exit code is the number of failures (at most 100).
struct Checks {
  int passed = 0;
  int failed = 0;

  void that(bool holds, const char* sentence) {
    if (holds) ++passed;
    else ++failed;
    std::printf("%s: %s\n", holds ? "ok" : "FAILED", sentence);
  }

  void that(bool holds, const char* sentence, double value) {
    if (holds) ++passed;
    else ++failed;
    std::printf("%s: %s (%.4f)\n", holds ? "ok" : "FAILED", sentence, value);
  }

  [[nodiscard]] int end() const {
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed > 100 ? 100 : failed;
  }
};

}  // namespace sobo::fingerprint::test
