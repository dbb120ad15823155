import fc from 'fast-check'

const ALPHABETS = [
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\uD800',
    'a\u0301\u0323'.repeat(40),
    '👩‍👩‍👧‍👦'.repeat(9),
    'שלום عليكم नमस्ते 漢字 각',
    '\u202Eabc\n\tđ',
  ),
  fc.string({ unit: fc.constantFrom(...'ẫựỡĐoô HWƀ’-.'), maxLength: 400 }),
  fc.integer({ min: 1, max: 600 }).map((count) => 'W'.repeat(count)),
  fc.constantFrom(
    'Số nhà 123/45/67 ngách 8 ngõ 90 đường Nguyễn Thị Minh Khai kéo dài, Buôn Ea M’droh A, Xã Quảng Hiệp',
  ),
]

/** Texts no clerk should type and every paper must survive: any code point, no spaces, long, empty. */
export const oddText: fc.Arbitrary<string> = fc.oneof(...ALPHABETS)

/** The same, short enough for the head of a paper. */
export const oddHeadText: fc.Arbitrary<string> = oddText.map((text) => text.slice(0, 300))

/** The same, short enough to stand under a signature. */
export const oddSignatureText: fc.Arbitrary<string> = oddText.map((text) => text.slice(0, 150))
