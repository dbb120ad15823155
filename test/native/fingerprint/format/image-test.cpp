#include <string>

#include "expectations.hpp"
#include "image-format.hpp"

using namespace sobo::fingerprint;

namespace {

std::vector<std::uint8_t> bytesOf(const std::string& text) { return {text.begin(), text.end()}; }

using Pixels = std::vector<std::uint8_t>;

const Test png("a written PNG opens with the same pixels and resolution", [] {
  for (const double dpi : {300.0, 500.0, 508.0, 1000.0})
    for (const int width : {1, 2, 31, 200}) {
      const GrayImage image = ridges(width, 57, dpi);
      const auto opened = readImage(writePng(image));
      EXPECT(opened.ok() && opened.value().kind == ImageKind::png && opened.value().dpiStated);
      EXPECT(opened.value().image.pixels == image.pixels && opened.value().image.dpi == dpi && opened.value().image.width == width);
    }
});

const Test pngCut("a PNG that is cut anywhere or changed in a critical chunk is refused", [] {
  const auto bytes = writePng(ridges(20, 12));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto opened = readPng(std::span(bytes).first(length));
    EXPECT(!opened.ok() && opened.failure().offset <= length);
  }
  for (const std::size_t at : {20U, 80U}) {
    auto changed = bytes;
    changed[at] ^= 4;
    EXPECT(readPng(changed).failure().code == ParseCode::badChecksum);
  }
});

/** Written byte by byte with zlib's own packer: RGB and alpha, one bit, palette with transparency, 16 bits with a clear grey, an index too far. */
const char* const colourAndAlpha = "89504e470d0a1a0a0000000d4948445200000002000000010806000000f4227f8a0000000f4944415478da63f8cfc000440c0d000d7c027fb1c6d7710000000049454e44ae426082";
const char* const oneBit = "89504e470d0a1a0a0000000d494844520000000a000000010100000000cf8e02d30000000b4944415478da6358e50000019700eba576bc360000000049454e44ae426082";
const char* const palette = "89504e470d0a1a0a0000000d4948445200000003000000010403000000e9ce098700000009504c5445ffffff00000000ff00ed75542f0000000274524e53ff00e5b7304a0000000b4944415478da636054000000250022e98287e50000000049454e44ae426082";
const char* const sixteenBits = "89504e470d0a1a0a0000000d494844520000000200000001100000000081d9fc150000000274524e5312342fd3495e0000000d4944415478da63686010320100025d00c700987d090000000049454e44ae426082";
const char* const beyondPalette = "89504e470d0a1a0a0000000d4948445200000002000000010803000000c3fc8fb800000006504c54450909090808083a61967e0000000b4944415478da6360600200000500038c42f1110000000049454e44ae426082";

const Test kinds("colour becomes luma, transparency lies on white paper, every depth becomes eight bits", [] {
  EXPECT((readPng(hex(colourAndAlpha)).value().image.pixels == Pixels{76, 127}));
  EXPECT((readPng(hex(oneBit)).value().image.pixels == Pixels{255, 0, 255, 0, 255, 0, 255, 0, 0, 255}));
  EXPECT((readPng(hex(palette)).value().image.pixels == Pixels{255, 255, 150}));
  EXPECT((readPng(hex(sixteenBits)).value().image.pixels == Pixels{128, 255}));
  EXPECT(readPng(hex(beyondPalette)).failure().code == ParseCode::badValue);
});

/** Written with zlib's own packer: 5 x 5 with the value 10 y + x, 11 x 9 of one bit (1 where x y mod 3 is 1), one pixel of 77. */
const char* const interlaced = "89504e470d0a1a0a0000000d4948445200000005000000050800000001df0349af0000002c4944415478da6360606061d0d0616062d06210119360606466101567d0d466e0e2e6e1e5639093575054020020850227c487b1070000000049454e44ae426082";
const char* const interlacedBits = "89504e470d0a1a0a0000000d494844520000000b000000090100000001bb18db16000000234944415478da6360607060000110a9c0d0c0e001e629304c00939e0a209e4a039001003fab03af88551ec30000000049454e44ae426082";
const char* const interlacedPixel = "89504e470d0a1a0a0000000d49484452000000010000000108000000014d79abc30000000a4944415478da63f00500004f004ec4037be10000000049454e44ae426082";

const Test adam7("an interlaced PNG (Adam7) opens with every pixel in its place, and cut anywhere it is refused", [] {
  const auto five = readImage(hex(interlaced));
  EXPECT(five.ok() && five.value().image.width == 5 && five.value().image.height == 5);
  for (std::size_t i = 0; five.ok() && i < 25; ++i) EXPECT(five.value().image.pixels[i] == 10 * (i / 5) + i % 5);
  const auto bits = readImage(hex(interlacedBits));
  EXPECT(bits.ok() && bits.value().image.pixels.size() == 99);
  for (std::size_t i = 0; bits.ok() && i < 99; ++i) EXPECT(bits.value().image.pixels[i] == ((i % 11) * (i / 11) % 3 == 1 ? 255 : 0));
  const auto one = readImage(hex(interlacedPixel));
  EXPECT(one.ok() && one.value().image.pixels == Pixels{77});
  const auto bytes = hex(interlaced);
  for (std::size_t length = 0; length < bytes.size(); ++length) EXPECT(!readPng(std::span(bytes).first(length)).ok());
});

/** A PNG of one pixel with a pHYs in front of its picture data; the CRC of an ancillary chunk is not looked at. */
std::vector<std::uint8_t> withPhys(const std::string& across, const std::string& down) {
  const std::string head = "89504e470d0a1a0a 0000000d 49484452 00000001 00000001 08000000 00 3a7e9b55";
  const std::string rest = "0000000a4944415478da63f00500004f004ec4037be10000000049454e44ae426082";
  return hex(head + "00000009 70485973" + across + down + "01 00000000" + rest);
}

const Test screens("the 72 or 96 dpi of an editor count as no resolution, those of a scanner stay", [] {
  for (const char* const metre : {"00000b13", "00000ec4", "00001ec2"}) {  // 72, 96, 200 dpi
    const auto opened = readPng(withPhys(metre, metre));
    EXPECT(opened.ok() && !opened.value().dpiStated && opened.value().image.dpi == 500);
  }
  const auto fine = readPng(withPhys("00002e23", "00002e23"));  // 11,811 a metre
  EXPECT(fine.ok() && fine.value().dpiStated && fine.value().image.dpi == 300);
  const auto film = readPng(withPhys("0000b88d", "0000b88d"));  // 1,200 dpi: kept, so that it is refused and not guessed at
  EXPECT(film.ok() && film.value().dpiStated && film.value().image.dpi > 1199);
});

const Test almostSquare("a resolution that differs by a rounding across and down is one, another shape of pixel is refused", [] {
  const auto rounded = readPng(withPhys("00004ce5", "00004ce6"));
  EXPECT(rounded.ok() && rounded.value().dpiStated && rounded.value().image.dpi == 500);
  EXPECT(!readPng(withPhys("00004ce5", "00002672")).ok());
});

const Test large("headers that state 20,000 x 20,000 or no pixels are refused before any memory is taken", [] {
  const std::string stated = "89504e470d0a1a0a 0000000d 49484452 00004e20 00004e20 08 00 00 00 00";
  auto bytes = hex(stated + "00000000");
  EXPECT(!readPng(bytes).ok());
  EXPECT(readPnm(bytesOf("P5 20000 20000 255\n")).failure().code == ParseCode::tooLarge);
  EXPECT(readPnm(bytesOf("P5 20001 1 255\n")).failure().code == ParseCode::tooLarge);
  EXPECT(readPnm(bytesOf("P5 20000 3200 255\n")).failure().code == ParseCode::truncated);
  EXPECT(readPnm(bytesOf("P5 0 5 255\n")).failure().code == ParseCode::badValue);
  EXPECT(readRaw(bytes, 4'000'000'000U, 4'000'000'000U, 500).failure().code == ParseCode::tooLarge);
});

const Test pnm("PGM and PPM open as text and as bytes, with comments, 8 and 16 bits", [] {
  EXPECT((readPnm(bytesOf("P2 # a print\n# dpi 508\n3 1\n4\n0 2 # half\n4")).value().image.pixels == Pixels{0, 128, 255}));
  EXPECT(readPnm(bytesOf("P2\n# dpi 508\n1 1 255 9")).value().image.dpi == 508);
  EXPECT(readPnm(bytesOf("P5 1 1 255\nx")).value().image.dpi == 500 && !readPnm(bytesOf("P5 1 1 255\nx")).value().dpiStated);
  EXPECT((readPnm(bytesOf(std::string("P5 2 1 65535\n\x80\0\xFF\xFF", 17))).value().image.pixels == Pixels{128, 255}));
  EXPECT((readPnm(bytesOf(std::string("P6 1 1 255\n\xFF\0\0", 14))).value().image.pixels == Pixels{76}));
  EXPECT(readPnm(bytesOf("P2 1 1 4 5")).failure().code == ParseCode::badValue);
  EXPECT(readPnm(bytesOf("P2 2 1 4 1")).failure().code == ParseCode::truncated);
  EXPECT(readPnm(bytesOf("P5 2 2 255\nabc")).failure().code == ParseCode::truncated);
  const GrayImage image = ridges(33, 21, 1000);
  const auto opened = readImage(writePgm(image));
  EXPECT(opened.ok() && opened.value().image.pixels == image.pixels && opened.value().image.dpi == 1000);
});

/** 3 x 2 grey, one strip at byte 8, eight entries, resolution 197 px/cm. */
std::vector<std::uint8_t> tiff(bool little, const std::string& photometric) {
  const auto n2 = [little](unsigned value) {
    const char high[] = "0123456789abcdef";
    std::string digits;
    for (const int shift : {12, 8, 4, 0}) digits += high[(value >> shift) & 15];
    return little ? digits.substr(2) + digits.substr(0, 2) : digits;
  };
  const auto n4 = [little, &n2](unsigned value) { return little ? n2(value & 0xFFFF) + n2(value >> 16) : n2(value >> 16) + n2(value & 0xFFFF); };
  const auto entry = [&](unsigned tag, unsigned value) { return n2(tag) + n2(4) + n4(1) + n4(value); };
  const std::string data = "0040 80c0 ff10 0000";
  const std::string resolution = n4(197) + n4(1);
  return hex((little ? "4949" : "4d4d") + n2(42) + n4(24) + data + resolution + n2(9) + entry(256, 3) + entry(257, 2) + entry(258, 8) + entry(259, 1) +
             n2(262) + n2(3) + n4(1) + photometric + entry(273, 8) + entry(278, 2) + n2(282) + n2(5) + n4(1) + n4(16) + entry(296, 3) + n4(0));
}

/** 2 x 1, grey and alpha of eight bits, `extra`: 1 multiplied already, 2 not, 0 anything. */
std::vector<std::uint8_t> greyAndAlpha(unsigned extra) {
  const auto entry = [](const char* tag, const char* value) { return std::string(tag) + "0004 00000001 0000" + value; };
  const char digit[] = {static_cast<char>('0' + extra), '\0'};
  return hex(std::string("4d4d 002a 0000000c 40ff 4080") + "000a" + entry("0100", "0002") + entry("0101", "0001") + entry("0102", "0008") +
             entry("0103", "0001") + entry("0106", "0001") + entry("0111", "0008") + entry("0115", "0002") + entry("0116", "0001") +
             entry("0117", "0004") + entry("0152", (std::string("000") + digit).c_str()) + "00000000");
}

const Test alphas("grey with alpha in a TIFF lies on white paper, whether multiplied already or not", [] {
  EXPECT((readTiff(greyAndAlpha(2)).value().image.pixels == Pixels{0x40, 159}));
  EXPECT((readTiff(greyAndAlpha(1)).value().image.pixels == Pixels{0x40, 191}));
  EXPECT((readTiff(greyAndAlpha(0)).value().image.pixels == Pixels{0x40, 0x40}));
});

const Test tiffs("a TIFF opens in both byte orders, white or black first, with its resolution", [] {
  const auto big = readImage(tiff(false, "00010000"));
  EXPECT(big.ok() && big.value().kind == ImageKind::tiff);
  EXPECT((big.value().image.pixels == Pixels{0, 0x40, 0x80, 0xC0, 0xFF, 0x10}) && big.value().image.dpi == 500 && big.value().dpiStated);
  const auto little = readImage(tiff(true, "00000000"));
  EXPECT(little.ok() && (little.value().image.pixels == Pixels{255, 0xBF, 0x7F, 0x3F, 0, 0xEF}));
  auto packed = tiff(false, "00010000");
  packed[24 + 2 + 3 * 12 + 11] = 5;
  EXPECT(readTiff(packed).failure().code == ParseCode::unsupported);
  const auto whole = tiff(false, "00010000");
  for (std::size_t length = 0; length + 4 < whole.size(); ++length) EXPECT(!readTiff(std::span(whole).first(length)).ok());
});

/** 2 x 2, 24 bits, bottom row first, rows filled to four bytes, 19,685 pixels a metre. */
const char* const bitmap = "424d 46000000 00000000 36000000 28000000 02000000 02000000 0100 1800 00000000 10000000 e54c0000 e54c0000 00000000 00000000"
                           "000000 ffffff 0000  0000ff 808080 0000";

const Test bmps("a BMP opens bottom up and top down, its pixels as luma", [] {
  const auto bytes = hex(bitmap);
  const auto opened = readImage(bytes);
  EXPECT(opened.ok() && opened.value().kind == ImageKind::bmp && opened.value().image.dpi == 500);
  EXPECT((opened.value().image.pixels == Pixels{76, 128, 0, 255}));
  auto turned = bytes;
  for (std::size_t i = 0; i < 4; ++i) turned[22 + i] = i == 0 ? 0xFE : 0xFF;
  EXPECT((readImage(turned).value().image.pixels == Pixels{0, 255, 76, 128}));
  for (std::size_t length = 0; length < bytes.size(); ++length) EXPECT(!readBmp(std::span(bytes).first(length)).ok());
});

const Test raws("raw pixels must be exactly as many as stated", [] {
  const Pixels six = {1, 2, 3, 4, 5, 6};
  EXPECT(readRaw(six, 3, 2, 500).value().image.pixels == six);
  EXPECT(readRaw(six, 3, 3, 500).failure().code == ParseCode::truncated);
  EXPECT(readRaw(six, 5, 1, 500).failure().code == ParseCode::badLength);
  EXPECT(!readRaw(six, 3, 2, 0).ok());
});

const Test others("what is no picture is called unknown", [] {
  for (const char* const text : {"", "P", "P4 1 1 ", "GIF89a", "%PDF-1.7"}) EXPECT(readImage(bytesOf(text)).failure().code == ParseCode::unknown);
});

}  // namespace
