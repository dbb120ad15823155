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
  bool interlaced = false;  // Adam7
  /** Grey of the palette entries, already on white paper. */
  std::array<std::uint8_t, 256> palette{};
  std::size_t paletteEntries = 0;
  /** The one clear colour of a grey or RGB image without alpha. */
  std::optional<std::array<std::uint16_t, 3>> clear;

  int channels() const noexcept { return colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1; }
  std::size_t bitsAPixel() const noexcept { return static_cast<std::size_t>(channels() * depth); }
  std::size_t bytesARow(std::uint32_t pixels) const noexcept { return (pixels * bitsAPixel() + 7) / 8; }
  /** Of the picture data unpacked, the filter byte of every row included. */
  std::uint64_t unpackedBytes() const noexcept;
};

/** The pixels of one pass: from (x, y) every `across`th of every `down`th row. */
struct PngPass {
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  std::uint32_t across = 1;
  std::uint32_t down = 1;

  std::uint32_t columnsOf(std::uint32_t width) const noexcept { return width > x ? (width - x - 1) / across + 1 : 0; }
  std::uint32_t rowsOf(std::uint32_t height) const noexcept { return height > y ? (height - y - 1) / down + 1 : 0; }
};

/** Takes unpacked bytes in pieces of any size, undoes the row filters (ISO/IEC 15948, 9) and puts grey rows into an image,
 * Adam7's seven passes (8.2) each where it belongs. */
class PngRows {
 public:
  explicit PngRows(const PngSamples& samples);

  /** False once nothing more is wanted: all rows are there, or a row cannot be (`fault`). */
  bool take(std::span<const std::uint8_t> bytes);

  bool complete() const noexcept { return pass_ == passes_.size(); }
  /** What had been expected where a row was refused; null if none was. */
  const char* fault() const noexcept { return fault_; }
  std::vector<std::uint8_t>& pixels() noexcept { return pixels_; }

 private:
  bool finishRow();
  bool unfilter(std::uint8_t filter);
  bool placeGrey();
  void beginPass();
  std::uint32_t sample(std::size_t index) const noexcept;

  const PngSamples& samples_;
  std::vector<std::uint8_t> row_;    // filter byte and samples
  std::vector<std::uint8_t> above_;  // samples of the row before
  std::size_t filled_ = 0;
  std::vector<PngPass> passes_;  // those with pixels in them
  std::size_t pass_ = 0;
  std::uint32_t rows_ = 0;       // of this pass that are done
  const char* fault_ = nullptr;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace sobo::fingerprint
