#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gray-image.hpp"

/** A test says in a sentence what is true; `expect` counts against the test that runs. */
struct Expectation {
  static void add(std::string sentence, std::function<void()> body);
  static int runAll();
};

void expectAt(bool holds, const char* what, const char* file, int line);

#define EXPECT(condition) expectAt(static_cast<bool>(condition), #condition, __FILE__, __LINE__)

struct Test {
  Test(const char* sentence, std::function<void()> body) { Expectation::add(sentence, std::move(body)); }
};

/** Bytes written as hexadecimal digits; spaces are for the reader. */
std::vector<std::uint8_t> hex(std::string_view digits);

/** Ridges of about nine pixels that bend, with nothing random in them. */
sobo::fingerprint::GrayImage ridges(int width, int height, double dpi = 500);
