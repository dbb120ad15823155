// Writes a first corpus for every fuzz target: well-formed files of synthetic ridges, so that a fuzzer starts behind the first checks.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "../src/format/byte-writer.hpp"
#include "../src/format/deflate.hpp"
#include "image-record.hpp"
#include "minutiae-record.hpp"
#include "search.hpp"
#include "template-bytes.hpp"
#include "wsq.hpp"

using namespace sobo::fingerprint;

namespace {

std::filesystem::path corpus;

void keep(const std::string& target, const std::string& name, std::span<const std::uint8_t> bytes) {
  std::filesystem::create_directories(corpus / target);
  std::ofstream file(corpus / target / name, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

GrayImage ridges(int width, int height) {
  GrayImage image{width, height, 500, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      image.pixels.push_back(static_cast<std::uint8_t>(128 + 100 * std::sin(0.7 * x + 0.2 * y + 0.01 * x * y)));
  return image;
}

FingerTemplate finger(int minutiae) {
  FingerTemplate result;
  result.width = 300;
  result.height = 400;
  result.position = 7;
  result.quality = 66;
  for (int i = 0; i < minutiae; ++i)
    result.minutiae.push_back({static_cast<float>(i * 37 % 300), static_cast<float>(i * 53 % 400), static_cast<float>(i % 6),
                               i % 2 == 0 ? MinutiaKind::ending : MinutiaKind::bifurcation, static_cast<std::uint8_t>(90 - i)});
  result.singularPoints = {{150, 180, 1.5F, SingularKind::core}, {90, 300, 0, SingularKind::delta}};
  return result;
}

void keepPng(const std::string& name, std::uint8_t depth, std::uint8_t colour, std::size_t bytesARow, bool palette) {
  // Checksums stay zero: builds for fuzzing do not compare them.
  ByteWriter out;
  const auto chunk = [&out](std::string_view kind, std::span<const std::uint8_t> data) {
    out.u32(data.size());
    out.text(kind);
    out.put(data);
    out.u32(0);
  };
  out.text("\x89PNG\r\n\x1A\n");
  ByteWriter header;
  header.u32(9);
  header.u32(5);
  for (const int value : {static_cast<int>(depth), static_cast<int>(colour), 0, 0, 0}) header.u8(static_cast<std::uint64_t>(value));
  chunk("IHDR", header.written());
  if (palette) chunk("PLTE", std::vector<std::uint8_t>(48, 77));
  if (palette) chunk("tRNS", std::vector<std::uint8_t>(7, 99));
  std::vector<std::uint8_t> rows;
  for (std::size_t row = 0; row < 5; ++row)
    for (std::size_t i = 0; i <= bytesARow; ++i) rows.push_back(static_cast<std::uint8_t>(i == 0 ? row : 13 * i + row));
  chunk("IDAT", deflateZlib(rows));
  chunk("IEND", {});
  keep("png", name, out.written());
  keep("image", name, out.written());
}

void keepTiff(const std::string& name, unsigned bits, unsigned samples, unsigned photometric, bool little) {
  std::vector<std::uint8_t> bytes;
  const auto number = [&bytes, little](std::uint32_t value, unsigned width) {
    for (unsigned i = 0; i < width; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * (little ? i : width - 1 - i))));
  };
  bytes = little ? std::vector<std::uint8_t>{'I', 'I', 42, 0} : std::vector<std::uint8_t>{'M', 'M', 0, 42};
  const std::uint32_t pixels = 8 * 6 * samples * bits / 8;
  number(8 + pixels, 4);
  for (std::uint32_t i = 0; i < pixels; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 7));
  const auto entry = [&number](std::uint32_t tag, std::uint32_t value) {
    number(tag, 2);
    number(4, 2);
    number(1, 4);
    number(value, 4);
  };
  number(9, 2);
  entry(256, 8);
  entry(257, 6);
  entry(258, bits);
  entry(259, 1);
  entry(262, photometric);
  entry(273, 8);
  entry(277, samples);
  entry(278, 6);
  entry(279, pixels);
  number(0, 4);
  keep("tiff", name, bytes);
  keep("image", name, bytes);
}

void keepBmp(const std::string& name, unsigned bits) {
  std::vector<std::uint8_t> bytes = {'B', 'M'};
  const auto number = [&bytes](std::uint32_t value, unsigned width) {
    for (unsigned i = 0; i < width; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  };
  const std::uint32_t colours = bits == 8 ? 16 : 0;
  number(0, 4);
  number(0, 4);
  number(54 + 4 * colours, 4);
  for (const std::uint32_t value : {40U, 7U, 5U}) number(value, 4);
  number(1, 2);
  number(bits, 2);
  for (const std::uint32_t value : {0U, 0U, 19685U, 19685U, colours, 0U}) number(value, 4);
  for (std::uint32_t i = 0; i < 4 * colours; ++i) bytes.push_back(static_cast<std::uint8_t>(i));
  for (std::uint32_t i = 0; i < 5 * 32; ++i) bytes.push_back(static_cast<std::uint8_t>(i % 16));
  keep("bmp", name, bytes);
  keep("image", name, bytes);
}

void keepText(const std::string& target, const std::string& name, std::string_view text) {
  ByteWriter out;
  out.text(text);
  keep(target, name, out.written());
}

/** Header of an extractor's input (see extract.cpp): clear, faint, fine, coarse, curved and split ridges at every resolution, then grain. */
std::vector<std::uint8_t> extractorSeed(int i) {
  const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
  std::vector<std::uint8_t> bytes = {byte(40 + i * 5), byte(44 + i * 7), byte(i % 10), byte(70 + i % 5 * 12), byte(i * 41), byte(i * 29), byte(150 - i * 4), 140,
                                     byte(i), byte(i * 5), 0, 101};
  for (int k = 0; k < 97; ++k) bytes.push_back(byte(k * k * (i + 3)));
  return bytes;
}

void keepTemplates() {
  for (const int minutiae : {0, 1, 12, 40}) {
    FingerTemplate print = finger(minutiae);
    const std::string name = std::to_string(minutiae);
    keep("template", name + "-bare", writeTemplate(print));
    print.ridgeMap = {5, 4, std::vector<std::uint64_t>(20, 0x0F0F3C3CF0F0C3C3ULL), std::vector<std::uint8_t>(20, 200)};
    keep("template", name, writeTemplate(print));
    SearchIndex index;
    index.add(1, {&print, 1});
    index.add(2, {&print, 1});
    std::vector<std::uint8_t> saved;
    const bool whole = index.save([&saved](std::span<const std::byte> more) {
      for (const std::byte byte : more) saved.push_back(std::to_integer<std::uint8_t>(byte));
    });
    if (whole) keep("search-index", name, saved);
    keep("comparison", name, saved);
  }
  std::vector<std::uint8_t> twins;
  for (int twin = 0; twin < 2; ++twin) {
    if (twin == 0) twins.push_back(1);
    for (const int value : {2, 70, 30}) twins.push_back(static_cast<std::uint8_t>(value));
    for (int i = 0; i < 30 * 8; ++i) twins.push_back(static_cast<std::uint8_t>(i * 73 % 249));
    for (const int value : {12, 14, 5}) twins.push_back(static_cast<std::uint8_t>(value));
  }
  keep("comparison", "twins", twins);
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 1;
  corpus = words[1];
  const GrayImage small = ridges(24, 20);
  const GrayImage large = ridges(60, 70);
  for (const std::string target : {"png", "image"}) keep(target, "ridges", writePng(small));
  for (const std::string target : {"pnm", "image"}) keep(target, "ridges", writePgm(small));
  for (const std::string target : {"pnm", "image"}) {
    keepText(target, "plain", "P2 # dpi 500\n3 2 9\n1 2 3\n4 5 9\n");
    keepText(target, "colour", "P6 2 1 255\nabcdef");
  }
  for (const unsigned depth : {1, 2, 4, 8, 16}) keepPng("grey-" + std::to_string(depth), static_cast<std::uint8_t>(depth), 0, (9 * depth + 7) / 8, false);
  for (const unsigned depth : {1, 2, 4}) keepPng("palette-" + std::to_string(depth), static_cast<std::uint8_t>(depth), 3, (9 * depth + 7) / 8, true);
  keepPng("colour", 8, 2, 27, false);
  keepPng("alpha", 16, 6, 72, false);
  for (const bool little : {false, true}) {
    const std::string order = little ? "-little" : "-big";
    for (const unsigned bits : {1, 4, 8, 16}) keepTiff("grey-" + std::to_string(bits) + order, bits, 1, bits == 1 ? 0 : 1, little);
    keepTiff("colour" + order, 8, 3, 2, little);
    keepTiff("palette" + order, 8, 1, 3, little);
  }
  for (const unsigned bits : {8, 24, 32}) keepBmp(std::to_string(bits), bits);
  for (const double rate : {0.75, 2.25})
    for (const GrayImage* image : {&small, &large}) {
      const auto file = writeWsq(*image, rate);
      const std::string name = std::to_string(image->width) + (rate < 1 ? "-low" : "-high");
      for (const std::string target : {"wsq", "image"}) keep(target, name, file.value());
    }
  keep("wsq-writing", "ridges", large.pixels);
  for (int i = 0; i < 24; ++i) keep("extract", "ridges-" + std::to_string(i), extractorSeed(i));
  keep("skeleton", "ridges", large.pixels);
  keep("slap", "ridges", large.pixels);
  keepTemplates();
  keep("inflate", "ridges", deflateZlib(large.pixels));
  keep("deflate", "ridges", large.pixels);
  for (const MinutiaeFormat format : {MinutiaeFormat::iso2005, MinutiaeFormat::iso2011, MinutiaeFormat::ansi2004, MinutiaeFormat::ansi2009, MinutiaeFormat::ansi2009am1})
    for (const int minutiae : {0, 1, 40}) {
      const std::vector<MinutiaeView> views = {{finger(minutiae), 0, 0}, {finger(3), 1, 1}};
      const std::string name = std::to_string(static_cast<int>(format)) + "-" + std::to_string(minutiae);
      keep("minutiae-record", name, writeMinutiaeRecord(views, format, {true, 9}).value());
    }
  for (const CardFormat format : {CardFormat::normal, CardFormat::compact})
    keep("card-minutiae", std::to_string(static_cast<int>(format)), writeCardMinutiae(finger(30), format, CardOrder::yThenX, 60).value());
  for (const ImageRecordFormat format : {ImageRecordFormat::iso2005, ImageRecordFormat::iso2011})
    for (const ImageCoding coding : {ImageCoding::raw, ImageCoding::png, ImageCoding::wsq}) {
      const std::vector<PictureToRecord> pictures = {{&small, 7, 1, 60, 0}, {&small, 8, 1, 0, 0}};
      const std::string name = std::to_string(static_cast<int>(format)) + "-" + std::to_string(static_cast<int>(coding));
      keep("image-record", name, writeImageRecord(pictures, format, coding).value());
    }
  return 0;
}
