#include <bit>
#include <utility>

#include "agreement.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define SOBO_X86 1
#include <immintrin.h>
#elif defined(__aarch64__)
#define SOBO_NEON 1
#include <arm_neon.h>
#endif

namespace sobo::fingerprint {
namespace {

void neighboursPlain(const ProbeCodes& probe, const SearchBlock* candidate, int blocks, std::uint32_t* best) {
  for (int b = 0; b < blocks; ++b) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::uint64_t low = candidate[b].code[0][lane] | std::uint64_t{candidate[b].code[1][lane]} << 32;
      const std::uint64_t high = candidate[b].code[2][lane] | std::uint64_t{candidate[b].code[3][lane]} << 32;
      std::uint32_t most = 0;
      for (int i = 0; i < probe.count; ++i) {
        const auto& code = probe.code[static_cast<std::size_t>(i)];
        const int common = std::popcount(low & (code[0] | std::uint64_t{code[1]} << 32)) +
                           std::popcount(high & (code[2] | std::uint64_t{code[3]} << 32));
        const std::uint32_t likeness = static_cast<std::uint32_t>(common) * probe.weight[static_cast<std::size_t>(i)];
        const std::uint32_t packed = likeness << 6 | static_cast<std::uint32_t>(i);
        if (packed > most) most = packed;
      }
      best[static_cast<std::size_t>(b) * lanes + lane] = most;
    }
  }
}

int agreementPlain(const PairList& pairs) { return agreementOf(pairs, turnTables()); }

constexpr StageKernels plain{neighboursPlain, agreementPlain, "plain"};

#if SOBO_X86

// Clang knows no preferred width as part of a target and would drop the whole list for it.
#if defined(__clang__)
#define SOBO_AVX512 "avx512f,avx512bw,avx512vl,avx512dq"
#else
#define SOBO_AVX512 "avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512"
#endif

// GCC 12's own header reads __Y before it is set, on purpose; the warning is about that line.
#pragma GCC diagnostic push
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
[[gnu::target(SOBO_AVX512 ",avx512vpopcntdq")]] void neighboursAvx512(
    const ProbeCodes& probe, const SearchBlock* candidate, int blocks, std::uint32_t* best) {
  for (int b = 0; b < blocks; ++b) {
    const __m512i c0 = _mm512_load_si512(candidate[b].code[0].data());
    const __m512i c1 = _mm512_load_si512(candidate[b].code[1].data());
    const __m512i c2 = _mm512_load_si512(candidate[b].code[2].data());
    const __m512i c3 = _mm512_load_si512(candidate[b].code[3].data());
    __m512i most = _mm512_setzero_si512();
    for (int i = 0; i < probe.count; ++i) {
      const std::uint32_t* code = probe.code[static_cast<std::size_t>(i)].data();
      const __m512i p0 = _mm512_popcnt_epi32(_mm512_and_si512(c0, _mm512_set1_epi32(static_cast<int>(code[0]))));
      const __m512i p1 = _mm512_popcnt_epi32(_mm512_and_si512(c1, _mm512_set1_epi32(static_cast<int>(code[1]))));
      const __m512i p2 = _mm512_popcnt_epi32(_mm512_and_si512(c2, _mm512_set1_epi32(static_cast<int>(code[2]))));
      const __m512i p3 = _mm512_popcnt_epi32(_mm512_and_si512(c3, _mm512_set1_epi32(static_cast<int>(code[3]))));
      const __m512i common = _mm512_add_epi32(_mm512_add_epi32(p0, p1), _mm512_add_epi32(p2, p3));
      // Both factors fit in 16 bits, the upper halves are zero: one multiply-add is the product.
      const __m512i weight = _mm512_set1_epi32(static_cast<int>(probe.weight[static_cast<std::size_t>(i)]));
      const __m512i likeness = _mm512_slli_epi32(_mm512_madd_epi16(common, weight), 6);
      most = _mm512_max_epu32(most, _mm512_or_si512(likeness, _mm512_set1_epi32(i)));
    }
    _mm512_store_si512(best + static_cast<std::size_t>(b) * lanes, most);
  }
}

[[gnu::target(SOBO_AVX512)]] int agreementAvx512(const PairList& pairs) {
  return agreementOf(pairs, turnTables());
}

#pragma GCC diagnostic pop

constexpr StageKernels avx512{neighboursAvx512, agreementAvx512, "AVX-512"};

[[gnu::target("avx2")]] void neighboursAvx2(const ProbeCodes& probe, const SearchBlock* candidate, int blocks,
                                            std::uint32_t* best) {
  // Bits of each half byte looked up sixteen at a time (Muła).
  const __m256i bitsOf = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                          0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i lowHalf = _mm256_set1_epi8(15);
  const __m256i ones8 = _mm256_set1_epi8(1);
  const __m256i ones16 = _mm256_set1_epi16(1);
  for (int half = 0; half < 2 * blocks; ++half) {
    const SearchBlock& block = candidate[half / 2];
    const std::size_t first = half % 2 == 0 ? 0 : 8;
    __m256i words[codeWords];
    for (std::size_t word = 0; word < codeWords; ++word) {
      words[word] = _mm256_load_si256(reinterpret_cast<const __m256i*>(block.code[word].data() + first));
    }
    __m256i most = _mm256_setzero_si256();
    for (int i = 0; i < probe.count; ++i) {
      const auto& code = probe.code[static_cast<std::size_t>(i)];
      __m256i bytes = _mm256_setzero_si256();
      for (std::size_t word = 0; word < codeWords; ++word) {
        const __m256i both = _mm256_and_si256(words[word], _mm256_set1_epi32(static_cast<int>(code[word])));
        const __m256i low = _mm256_shuffle_epi8(bitsOf, _mm256_and_si256(both, lowHalf));
        const __m256i high = _mm256_shuffle_epi8(bitsOf, _mm256_and_si256(_mm256_srli_epi16(both, 4), lowHalf));
        bytes = _mm256_add_epi8(bytes, _mm256_add_epi8(low, high));
      }
      const __m256i common = _mm256_madd_epi16(_mm256_maddubs_epi16(bytes, ones8), ones16);
      const __m256i weight = _mm256_set1_epi32(static_cast<int>(probe.weight[static_cast<std::size_t>(i)]));
      const __m256i likeness = _mm256_slli_epi32(_mm256_madd_epi16(common, weight), 6);
      most = _mm256_max_epu32(most, _mm256_or_si256(likeness, _mm256_set1_epi32(i)));
    }
    _mm256_store_si256(reinterpret_cast<__m256i*>(best + static_cast<std::size_t>(half) * 8), most);
  }
}

[[gnu::target("avx2")]] int agreementAvx2(const PairList& pairs) { return agreementOf(pairs, turnTables()); }

constexpr StageKernels avx2{neighboursAvx2, agreementAvx2, "AVX2"};

bool hasAvx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vpopcntdq");
}

#elif SOBO_NEON

void neighboursNeon(const ProbeCodes& probe, const SearchBlock* candidate, int blocks, std::uint32_t* best) {
  for (int part = 0; part < 4 * blocks; ++part) {
    const SearchBlock& block = candidate[part / 4];
    const std::size_t first = static_cast<std::size_t>(part % 4) * 4;
    uint32x4_t words[codeWords];
    for (std::size_t word = 0; word < codeWords; ++word) words[word] = vld1q_u32(block.code[word].data() + first);
    uint32x4_t most = vdupq_n_u32(0);
    for (int i = 0; i < probe.count; ++i) {
      const auto& code = probe.code[static_cast<std::size_t>(i)];
      uint8x16_t bytes = vdupq_n_u8(0);
      for (std::size_t word = 0; word < codeWords; ++word) {
        bytes = vaddq_u8(bytes, vcntq_u8(vreinterpretq_u8_u32(vandq_u32(words[word], vdupq_n_u32(code[word])))));
      }
      const uint32x4_t common = vpaddlq_u16(vpaddlq_u8(bytes));
      const uint32x4_t likeness = vshlq_n_u32(vmulq_n_u32(common, probe.weight[static_cast<std::size_t>(i)]), 6);
      most = vmaxq_u32(most, vorrq_u32(likeness, vdupq_n_u32(static_cast<std::uint32_t>(i))));
    }
    vst1q_u32(best + static_cast<std::size_t>(part) * 4, most);
  }
}

constexpr StageKernels neon{neighboursNeon, agreementPlain, "NEON"};

#endif

struct Runnable {
  std::array<const StageKernels*, 3> kernels{};
  int count = 0;
  Runnable() {
#if SOBO_X86
    if (hasAvx512()) add(avx512);
    if (__builtin_cpu_supports("avx2")) add(avx2);
#elif SOBO_NEON
    add(neon);
#endif
    add(plain);
  }
  void add(const StageKernels& one) { kernels[static_cast<std::size_t>(count++)] = &one; }
};

const Runnable& runnable() {
  static const Runnable made;
  return made;
}

}  // namespace

const StageKernels& bestKernels() { return *runnable().kernels[0]; }

const StageKernels* const* runnableKernels(int& count) {
  count = runnable().count;
  return runnable().kernels.data();
}

}  // namespace sobo::fingerprint
