#include <string>

#include "../../../../native/fingerprint/src/format/checksum.hpp"
#include "../../../../native/fingerprint/src/format/deflate.hpp"
#include "../../../../native/fingerprint/src/format/huffman-lengths.hpp"
#include "../../../../native/fingerprint/src/format/inflate.hpp"
#include "expectations.hpp"

using namespace sobo::fingerprint;

namespace {

Parsed<std::size_t> unpack(std::span<const std::uint8_t> packed, std::vector<std::uint8_t>& out) {
  return inflateZlib(packed, [&out](std::span<const std::uint8_t> more) {
    out.insert(out.end(), more.begin(), more.end());
    return true;
  });
}

/** What zlib 1.2.13 made of three texts: a block of the fixed code, a stored one, one with codes of its own. */
const char* const fixedCode = "78012bca4c494f55284bccc949ad5428c2c949ce2f4a554849cd2949c4a3887a3a0072aa3772";
const char* const storedBlock = "780101960069ff72696467652076616c6c65792072696467652076616c6c65792072696467652076616c6c657920636f72652064656c74612072696467652076616c6c65792072696467652076616c6c65792072696467652076616c6c657920636f72652064656c74612072696467652076616c6c65792072696467652076616c6c65792072696467652076616c6c657920636f72652064656c74612072aa3772";
const char* const ownCodes = "78da8dd0397240310c025009ade8fe078e99df245dec313c5a9b7dc7df012232abba67c9334764c98fd252ddc3f3784b3934a4a8400e3d7a0df5bd687ace89aa268a5eebb9ca22fa624c8b6a624cf23ad9db845851e3d77ddb071bccd318083ec132d9245ff535442d250b6cdca46da99c1de2f73a9c93b8ed74058c53212a399de1c6b7d4c71d09a2dc559911803ed3fe9efffeef0f8c3106fa";

const Test zlib("what zlib packed with fixed, stored and own codes unpacks to the same bytes", [] {
  std::string text;
  for (int i = 0; i < 3; ++i) text += "ridge valley ridge valley ridge valley core delta ";
  for (const char* const packed : {fixedCode, storedBlock}) {
    std::vector<std::uint8_t> out;
    const auto bytes = hex(packed);
    const auto used = unpack(bytes, out);
    EXPECT(used.ok() && used.value() == bytes.size());
    EXPECT(std::string(out.begin(), out.end()) == text);
  }
  std::vector<std::uint8_t> out;
  EXPECT(unpack(hex(ownCodes), out).ok());
  EXPECT(out.size() == 400);
  for (unsigned i = 0; i < out.size(); ++i) EXPECT(out[i] == (i * i >> 6) % 11);
});

const Test cut("a packed stream that is cut anywhere or changed in its checksum is refused", [] {
  for (const char* const packed : {fixedCode, storedBlock, ownCodes}) {
    const auto bytes = hex(packed);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      std::vector<std::uint8_t> out;
      const auto used = unpack(std::span(bytes).first(length), out);
      EXPECT(!used.ok() && used.failure().offset <= length);
    }
    auto changed = bytes;
    changed.back() ^= 1;
    std::vector<std::uint8_t> out;
    const auto used = unpack(changed, out);
    EXPECT(!used.ok() && used.failure().code == ParseCode::badChecksum);
  }
});

const Test wrong("reserved blocks, wrong complements and references before the beginning are bad codes", [] {
  std::vector<std::uint8_t> out;
  EXPECT(unpack(hex("789c 07 00000000"), out).failure().code == ParseCode::badCode);
  EXPECT(unpack(hex("789c 01 0500 0000 4142434445"), out).failure().code == ParseCode::badLength);
  // Fixed code, a length of 3 at distance 1 with nothing before it.
  EXPECT(unpack(hex("789c 0302 00000000"), out).failure().code == ParseCode::badCode);
  EXPECT(unpack(hex("78bc 00"), out).failure().code == ParseCode::badValue || unpack(hex("78bb 00"), out).failure().code == ParseCode::unsupported);
});

const Test again("what is packed here unpacks to itself, from nothing to a megabyte", [] {
  for (const std::size_t size : {0U, 1U, 3U, 4U, 300U, 32'768U, 70'000U, 1'000'000U}) {
    std::vector<std::uint8_t> bytes(size);
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < size; ++i) {
      state = state * 1664525 + 1013904223;
      bytes[i] = static_cast<std::uint8_t>(i % 5000 < 2500 ? state >> 24 : i % 40);
    }
    std::vector<std::uint8_t> out;
    EXPECT(unpack(deflateZlib(bytes), out).ok());
    EXPECT(out == bytes);
  }
});

const Test sums("checksums are those of the standards' own examples", [] {
  const std::string digits = "123456789";
  const std::vector<std::uint8_t> bytes(digits.begin(), digits.end());
  EXPECT(crc32(bytes) == 0xCBF43926);
  EXPECT(adler32(bytes) == 0x091E01DE);
});

const Test lengths("Huffman words are as short as they can be within their limit", [] {
  const std::vector<std::uint64_t> counts = {45, 13, 12, 16, 9, 5};
  EXPECT((huffmanLengths(counts, 16) == std::vector<std::uint8_t>{1, 3, 3, 3, 4, 4}));
  std::vector<std::uint64_t> fibonacci = {1, 1};
  while (fibonacci.size() < 30) fibonacci.push_back(fibonacci[fibonacci.size() - 1] + fibonacci[fibonacci.size() - 2]);
  std::uint64_t kraft = 0;
  for (const std::uint8_t length : huffmanLengths(fibonacci, 16)) {
    EXPECT(length >= 1 && length <= 16);
    kraft += 1ULL << (16 - length);
  }
  EXPECT(kraft == 1ULL << 16);
});

}  // namespace
