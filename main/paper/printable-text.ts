import { readFileSync } from 'node:fs'
import { type Coverage, readCoverage } from './font-coverage.ts'
import { faces, fontFile } from './paper-fonts.ts'

const INVISIBLE = /[\p{Cf}\p{Co}]/gu
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu

/** Printed for a letter the paper's font does not have, so that it is missed by nobody: U+25A1. */
export const MISSING_LETTER = '□'

let coverage: readonly Coverage[] | undefined

function isCovered(letter: string): boolean {
  coverage ??= faces.map((face) => readCoverage(readFileSync(fontFile(face))))
  const codePoint = letter.codePointAt(0) ?? 0
  return coverage.every((covers) => covers(codePoint))
}

function withoutMissing(text: string): string {
  return text.replace(/[^ -~]/gu, (letter) => (isCovered(letter) ? letter : MISSING_LETTER))
}

/**
 * Text as it can stand on paper: Unicode NFC (NĐ 30/2020/NĐ-CP, Phụ lục I: TCVN 6909:2001), one line, single spaces,
 * no control, format or private-use characters. No letter is dropped: one the font lacks, or half a surrogate pair,
 * is printed as `□`.
 */
export function printableText(text: string): string {
  const line = text.toWellFormed().replace(BREAKING, ' ').replace(INVISIBLE, '').replace(/ {2,}/g, ' ')
  return withoutMissing(line.trim().normalize('NFC'))
}

/** IN HOA CÓ DẤU: capitals with their marks. */
export function inCapitals(text: string): string {
  return withoutMissing(printableText(text).toLocaleUpperCase('vi').normalize('NFC'))
}
