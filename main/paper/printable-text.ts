const INVISIBLE = /[\p{Cf}\p{Co}]/gu
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu

/**
 * Text as it can stand on paper: Unicode NFC (NĐ 30/2020/NĐ-CP, Phụ lục I: TCVN 6909:2001), one line, single spaces,
 * no control, format or private-use characters; a broken surrogate becomes U+FFFD. Letters are never dropped: one the
 * font lacks prints as an empty box and is still found by a text search.
 */
export function printableText(text: string): string {
  return text
    .toWellFormed()
    .replace(BREAKING, ' ')
    .replace(INVISIBLE, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')
}

/** IN HOA CÓ DẤU: capitals with their marks. */
export function inCapitals(text: string): string {
  return printableText(text).toLocaleUpperCase('vi').normalize('NFC')
}
