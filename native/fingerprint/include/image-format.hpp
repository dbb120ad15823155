#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gray-image.hpp"
#include "parsed.hpp"

namespace sobo::fingerprint {

/** Longest side and most pixels of an image that is opened at all; a ten-print card at 1000 dpi is 8,000 x 8,000. */
inline constexpr std::uint32_t mostPixelsASide = 20'000;
inline constexpr std::uint64_t mostPixels = 64'000'000;

/** The resolution taken where a file states none. Whoever shows or stores it says that it was assumed (`dpiStated`). */
inline constexpr double assumedDpi = 500.0;

enum class ImageKind : std::uint8_t { png, pnm, tiff, bmp, wsq, raw };

/** An opened image: 8-bit grey, 0 black to 255 white, and whether its dpi was in the file or assumed. */
struct OpenedImage {
  GrayImage image;
  ImageKind kind = ImageKind::raw;
  bool dpiStated = false;
};

/**
 * Opens what the first bytes say it is: PNG, PGM/PPM, TIFF, BMP or WSQ. Colour becomes luma (ITU-R BT.601), 16 bits become 8 by
 * rounding, transparency lies on white paper. Every refusal is a `ParseFailure`.
 */
Parsed<OpenedImage> readImage(std::span<const std::uint8_t> bytes);

/** PNG (ISO/IEC 15948): every colour type and depth, Adam7 too; pHYs in metres gives the dpi. */
Parsed<OpenedImage> readPng(std::span<const std::uint8_t> bytes);

/** Netpbm P2, P5 (grey) and P6 (colour), maximum value 1 to 65,535. States no resolution, but a comment `# dpi N` is heard. */
Parsed<OpenedImage> readPnm(std::span<const std::uint8_t> bytes);

/** Baseline TIFF 6.0, uncompressed strips, both byte orders: bilevel, grey 4/8/16 with or without alpha,
 * palette 4/8, RGB(A) 8/16 chunky. First page only. */
Parsed<OpenedImage> readTiff(std::span<const std::uint8_t> bytes);

/** Windows bitmap, uncompressed, 8-bit palette, 24 or 32 bits, either way up. */
Parsed<OpenedImage> readBmp(std::span<const std::uint8_t> bytes);

/** Grey bytes without any header, as sensors deliver them; exactly width x height of them. */
Parsed<OpenedImage> readRaw(std::span<const std::uint8_t> bytes, std::uint32_t width, std::uint32_t height, double dpi);

/** 8-bit grey PNG with pHYs. Same image, same bytes. */
std::vector<std::uint8_t> writePng(const GrayImage& image);

/** Binary PGM (P5) with a `# dpi N` comment. */
std::vector<std::uint8_t> writePgm(const GrayImage& image);

}  // namespace sobo::fingerprint
