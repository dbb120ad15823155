#include "png-rows.hpp"

#include <algorithm>
#include <cstdlib>

#include "pixel-size.hpp"

namespace sobo::fingerprint {

namespace {

std::uint8_t paeth(int left, int up, int corner) noexcept {
  const int guess = left + up - corner;
  const int toLeft = std::abs(guess - left);
  const int toUp = std::abs(guess - up);
  const int toCorner = std::abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return static_cast<std::uint8_t>(left);
  return static_cast<std::uint8_t>(toUp <= toCorner ? up : corner);
}

std::vector<PngPass> passesOf(const PngSamples& samples) {
  if (!samples.interlaced) return {PngPass{}};
  std::vector<PngPass> passes;
  for (const PngPass& pass : {PngPass{0, 0, 8, 8}, PngPass{4, 0, 8, 8}, PngPass{0, 4, 4, 8}, PngPass{2, 0, 4, 4}, PngPass{0, 2, 2, 4},
                              PngPass{1, 0, 2, 2}, PngPass{0, 1, 1, 2}}) {
    if (pass.columnsOf(samples.width) > 0 && pass.rowsOf(samples.height) > 0) passes.push_back(pass);
  }
  return passes;
}

}  // namespace

std::uint64_t PngSamples::unpackedBytes() const noexcept {
  std::uint64_t bytes = 0;
  for (const PngPass& pass : passesOf(*this)) bytes += static_cast<std::uint64_t>(bytesARow(pass.columnsOf(width)) + 1) * pass.rowsOf(height);
  return bytes;
}

PngRows::PngRows(const PngSamples& samples) : samples_(samples), passes_(passesOf(samples)) {
  if (samples.interlaced) pixels_.resize(static_cast<std::size_t>(samples.width) * samples.height);
  beginPass();
}

void PngRows::beginPass() {
  if (complete()) return;
  const std::size_t bytes = samples_.bytesARow(passes_[pass_].columnsOf(samples_.width));
  row_.assign(bytes + 1, 0);
  above_.assign(bytes, 0);
  rows_ = 0;
}

bool PngRows::take(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    if (complete()) return false;
    const auto part = bytes.first(std::min(bytes.size(), row_.size() - filled_));
    std::copy(part.begin(), part.end(), row_.begin() + static_cast<std::ptrdiff_t>(filled_));
    filled_ += part.size();
    bytes = bytes.subspan(part.size());
    if (filled_ == row_.size() && !finishRow()) return false;
  }
  return true;
}

bool PngRows::finishRow() {
  if (!unfilter(row_[0])) {
    fault_ = "a row filter of 0 to 4";
    return false;
  }
  if (!placeGrey()) {
    fault_ = "palette indices within the palette";
    return false;
  }
  std::copy(row_.begin() + 1, row_.end(), above_.begin());
  filled_ = 0;
  if (++rows_ == passes_[pass_].rowsOf(samples_.height)) {
    ++pass_;
    beginPass();
  }
  return true;
}

bool PngRows::unfilter(std::uint8_t filter) {
  const std::size_t step = std::max<std::size_t>(1, samples_.bitsAPixel() / 8);
  const auto row = std::span<std::uint8_t>(row_).subspan(1);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = i >= step ? row[i - step] : 0;
    const int up = above_[i];
    int guess = 0;
    switch (filter) {
      case 0: return true;
      case 1: guess = left; break;
      case 2: guess = up; break;
      case 3: guess = (left + up) / 2; break;
      case 4: guess = paeth(left, up, i >= step ? above_[i - step] : 0); break;
      default: return false;
    }
    row[i] = static_cast<std::uint8_t>(row[i] + guess);
  }
  return true;
}

std::uint32_t PngRows::sample(std::size_t index) const noexcept {
  if (samples_.depth == 8) return row_[1 + index];
  if (samples_.depth == 16) return static_cast<std::uint32_t>(row_[1 + 2 * index]) << 8 | row_[2 + 2 * index];
  const std::size_t bit = index * static_cast<std::size_t>(samples_.depth);
  const int shift = 8 - samples_.depth - static_cast<int>(bit % 8);
  return (row_[1 + bit / 8] >> shift) & ((1U << samples_.depth) - 1);
}

bool PngRows::placeGrey() {
  const PngPass& pass = passes_[pass_];
  const std::size_t start = (static_cast<std::size_t>(pass.y) + static_cast<std::size_t>(rows_) * pass.down) * samples_.width + pass.x;
  // Without interlace the picture grows with its rows, so that a size that lies takes no memory.
  if (!samples_.interlaced) pixels_.resize(start + samples_.width);
  const auto out = std::span<std::uint8_t>(pixels_).subspan(start);
  const std::size_t columns = pass.columnsOf(samples_.width);
  const std::uint32_t most = (1U << samples_.depth) - 1;
  const auto channels = static_cast<std::size_t>(samples_.channels());
  const bool alpha = channels == 2 || channels == 4;
  for (std::size_t x = 0; x < columns; ++x) {
    std::uint8_t& pixel = out[x * pass.across];
    const std::size_t at = x * channels;
    if (samples_.colour == 3) {
      const std::uint32_t index = sample(at);
      if (index >= samples_.paletteEntries) return false;
      pixel = samples_.palette[index];
      continue;
    }
    const std::uint32_t red = sample(at);
    const std::uint32_t green = channels > 2 ? sample(at + 1) : red;
    const std::uint32_t blue = channels > 2 ? sample(at + 2) : red;
    const std::uint8_t grey = channels > 2
        ? luma(toEightBits(red, most), toEightBits(green, most), toEightBits(blue, most))
        : toEightBits(red, most);
    const bool clear = samples_.clear && (*samples_.clear)[0] == red && (*samples_.clear)[1] == green && (*samples_.clear)[2] == blue;
    pixel = alpha ? onPaper(grey, toEightBits(sample(at + channels - 1), most)) : clear ? std::uint8_t{255} : grey;
  }
  return true;
}

}  // namespace sobo::fingerprint
