#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "gray-image.hpp"

namespace sobo::fingerprint {

/** What IHDR, PLTE and tRNS say about the samples. */
struct PngSamples {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int depth = 0;   // 1, 2, 4, 8, 16 bits
  int colour = 0;  // 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
  /** Grey of the palette entries, already on white paper. */
  std::array<std::uint8_t, 256> palette{};
  std::size_t paletteEntries = 0;
  /** The one clear colour of a grey or RGB image without alpha. */
  std::optional<std::array<std::uint16_t, 3>> clear;

  int channels() const noexcept { return colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1; }
  std::size_t bitsAPixel() const noexcept { return static_cast<std::size_t>(channels() * depth); }
  std::size_t bytesARow() const noexcept { return (width * bitsAPixel() + 7) / 8; }
};

/** Takes unpacked bytes in pieces of any size, undoes the row filters (ISO/IEC 15948, 9) and appends grey rows to an image. */
class PngRows {
 public:
  explicit PngRows(const PngSamples& samples);

  /** False once nothing more is wanted: all rows are there, or a row cannot be (`fault`). */
  bool take(std::span<const std::uint8_t> bytes);

  bool complete() const noexcept { return rows_ == samples_.height; }
  /** What had been expected where a row was refused; null if none was. */
  const char* fault() const noexcept { return fault_; }
  std::vector<std::uint8_t>& pixels() noexcept { return pixels_; }

 private:
  bool finishRow();
  bool unfilter(std::uint8_t filter);
  bool appendGrey();
  std::uint32_t sample(std::size_t index) const noexcept;

  const PngSamples& samples_;
  std::vector<std::uint8_t> row_;    // filter byte and samples
  std::vector<std::uint8_t> above_;  // samples of the row before
  std::size_t filled_ = 0;
  std::uint32_t rows_ = 0;
  const char* fault_ = nullptr;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace sobo::fingerprint
