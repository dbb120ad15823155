#pragma once

#include <cstdint>
#include <span>

namespace sobo::fingerprint {

/** CRC-32 of PNG and of many others (ISO 3309, polynomial EDB88320), continued from `before`. */
std::uint32_t crc32(std::span<const std::uint8_t> bytes, std::uint32_t before = 0) noexcept;

/** Adler-32 of RFC 1950, continued from `before`. */
std::uint32_t adler32(std::span<const std::uint8_t> bytes, std::uint32_t before = 1) noexcept;

/** Fuzzers would spend their days guessing checksums, so their builds leave the comparison out (and only it). */
inline constexpr bool checksumsMatter =
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    false;
#else
    true;
#endif

}  // namespace sobo::fingerprint
