import { isVietnameseSyllable } from './vietnamese-syllable.ts'

/** Fonts and code pages of before Unicode, as their bytes look when a file or a paste takes them for Latin-1. */
export type LegacyEncoding = 'tcvn3' | 'vni'

/** TCVN 5712-1 (ABC, .VnTime), positions A1–FE; capitals with tone do not exist, the font .VnTimeH only showed them. */
const TCVN3: ReadonlyMap<string, string> = new Map(
  (
    [
      [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
      [0xb5, 'àảãáạ'],
      [0xbb, 'ằẳẵắ'],
      [0xc6, 'ặầẩẫấậè'],
      [0xce, 'ẻẽéẹềểễếệìỉ'],
      [0xdc, 'ĩíịò'],
      [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
      [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
    ] as const
  ).flatMap(([start, letters]) => [...letters].map((letter, i) => [String.fromCodePoint(start + i), letter] as const)),
)

const TONE_MARKS: Readonly<Record<string, string>> = { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' }
const CIRCUMFLEX: Readonly<Record<string, string>> = {
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
}
const BREVE: Readonly<Record<string, string>> = {
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
const VNI_MARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { ...TONE_MARKS, ...CIRCUMFLEX, ...BREVE },
  e: { ...TONE_MARKS, ...CIRCUMFLEX },
  o: { ...TONE_MARKS, ...CIRCUMFLEX },
  u: TONE_MARKS,
  y: TONE_MARKS,
  ô: TONE_MARKS,
  ö: TONE_MARKS,
}
/** Single characters of VNI-Windows. */
const VNI_SINGLE: Readonly<Record<string, string>> = {
  ñ: 'đ',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  ô: 'ơ',
  ö: 'ư',
  î: 'ỵ',
}

function inCaseOf(model: string, letter: string): string {
  return model === model.toLowerCase() ? letter : letter.toUpperCase()
}

function decodeTcvn3(text: string): string {
  return [...text].map((character) => TCVN3.get(character) ?? character).join('')
}

function decodeVni(text: string): string {
  const characters = [...text]
  let decoded = ''
  for (let i = 0; i < characters.length; i++) {
    const letter = characters[i] ?? ''
    const mark = characters[i + 1]?.toLowerCase()
    const marks = mark === undefined ? undefined : VNI_MARKS[letter.toLowerCase()]?.[mark]
    const plain = inCaseOf(letter, VNI_SINGLE[letter.toLowerCase()] ?? letter.toLowerCase())
    decoded += marks === undefined ? plain : (plain + marks).normalize('NFC')
    if (marks !== undefined) i++
  }
  return decoded
}

/** Decodes text whose encoding is known. Characters outside the table stay as they are. */
export function decodeLegacyText(text: string, encoding: LegacyEncoding): string {
  return encoding === 'tcvn3' ? decodeTcvn3(text) : decodeVni(text)
}

export interface EncodingFinding {
  readonly encoding: 'unicode' | LegacyEncoding
  /** The text as it reads in Unicode, NFC. */
  readonly text: string
  /** Share of words that can be Vietnamese syllables, 0 to 1, in this reading and in the text as it came. */
  readonly score: number
  readonly scoreAsIs: number
}

/** Letters only Unicode text can hold: their presence settles the question. */
const UNICODE_ONLY =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|[\u0300-\u036f]/
const LEAST_SCORE = 0.75
const LEAST_GAIN = 0.2
const LONGEST = 100_000

/**
 * Finds the encoding of pasted text by the share of possible syllables after each decoding. Unicode wins ties, so that
 * correct text is never touched; a decoding is a suggestion to show beside the original. Reads at most 100,000 characters.
 */
export function detectLegacyEncoding(text: string): EncodingFinding {
  const asIs = text.normalize('NFC')
  const sample = text.slice(0, LONGEST)
  const scoreAsIs = shareOfSyllables(sample)
  const unicode: EncodingFinding = { encoding: 'unicode', text: asIs, score: scoreAsIs, scoreAsIs }
  if (UNICODE_ONLY.test(asIs)) return unicode
  const readings = (['tcvn3', 'vni'] as const).map((encoding): EncodingFinding => {
    const decoded = decodeLegacyText(text, encoding).normalize('NFC')
    return { encoding, text: decoded, score: shareOfSyllables(decoded.slice(0, LONGEST)), scoreAsIs }
  })
  const best = readings.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score >= LEAST_SCORE && best.score >= scoreAsIs + LEAST_GAIN ? best : unicode
}

/** Only words with a letter beyond ASCII say something about an encoding. */
function shareOfSyllables(text: string): number {
  const words = text.split(/[\s,;:/()|"-]+/).filter((word) => /[^\x20-\x7e]/.test(word))
  if (words.length === 0) return 1
  return words.filter(isVietnameseSyllable).length / words.length
}
