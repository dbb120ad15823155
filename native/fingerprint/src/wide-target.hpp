#pragma once

// Functions marked SOBO_WIDE are compiled twice and chosen when the program is loaded: for every x86-64 and for AVX2.
// Without fused multiply-add (-ffp-contract=off) both give the same bits. Other machines and the sanitizers get one.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(SOBO_ONE_TARGET)
#define SOBO_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define SOBO_WIDE
#endif
