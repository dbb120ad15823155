#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "image-format.hpp"
#include "parsed.hpp"

namespace sobo::fingerprint {

/** Finger image records; all are big-endian and begin with FIR. ANSI 381-2004 is ISO 2005 with four more bytes in the header. */
enum class ImageRecordFormat : std::uint8_t { iso2005, ansi2004, iso2011 };

/** How the pixels of a view are packed. JPEG and JPEG 2000 are told but not opened here. */
enum class ImageCoding : std::uint8_t { raw, packed, wsq, jpeg, jpeg2000, png };

/** One picture of a record, still packed: `data` points into the bytes the record was read from and lives as long as they do. */
struct ImageRecordView {
  int finger = 0;       ///< ISO code: 0 unknown, 1-10 single fingers, 13 right four, 14 left four, 15 thumbs; above: palms
  int number = 1;       ///< of the view, from 1
  int quality = 0;      ///< 0 … 100, 0 also for not stated
  int impression = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double dpi = assumedDpi;
  bool dpiStated = false;
  ImageCoding coding = ImageCoding::raw;
  std::size_t offset = 0;  ///< of `data` in the record
  std::span<const std::uint8_t> data;
};

struct ImageRecord {
  ImageRecordFormat format = ImageRecordFormat::iso2005;
  int acquisitionLevel = 0;  ///< 2005 and ANSI only; 31: live scan at 500 dpi, 8 bits
  std::vector<ImageRecordView> views;
};

/**
 * Reads the headers of ISO/IEC 19794-4:2005 and :2011 and ANSI INCITS 381-2004. Taken from foreign writers: bytes after the record, resolutions
 * in px/cm or px/inch, resolution 0 (assumed), the capture's resolution where the image's is missing, a PNG or WSQ file under
 * another compression code (its own first bytes tell). Refused: lengths that do not fit, sizes beyond the limits, oblong pixels, other than 8 bits.
 */
Parsed<ImageRecord> readImageRecord(std::span<const std::uint8_t> bytes);

/** The picture of a view: raw, WSQ or PNG, of exactly the stated size. JPEG and JPEG 2000 are refused as `unsupported`. */
Parsed<OpenedImage> openImageView(const ImageRecordView& view);

/** A picture for a record. */
struct PictureToRecord {
  const GrayImage* image = nullptr;
  int finger = 0;
  int number = 1;
  int quality = 0;
  int impression = 0;
};

/**
 * Writes a record at the pictures' own resolution in px/inch (2005 states one for all: they must agree). `coding`: raw, png or wsq; `bitRate` is for
 * WSQ. Refused: no picture, codes the fields cannot hold, pictures that are not width x height, other codings, ANSI 381.
 */
Parsed<std::vector<std::uint8_t>> writeImageRecord(std::span<const PictureToRecord> pictures, ImageRecordFormat format,
                                                   ImageCoding coding, double bitRate = 0.75);

}  // namespace sobo::fingerprint
