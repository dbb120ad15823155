import { findPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { mrzCheckDigit } from './mrz-check-digit.ts'
import { type MrzName, readMrzNameLine } from './mrz-name.ts'

/** Zone of a passport (hộ chiếu): two lines of forty-four. ICAO 9303-4 4.2. */
export interface Td3 {
  readonly documentCode: string
  readonly issuer: string
  readonly name: MrzName
  readonly documentNumber: string
  readonly nationality: string
  /** YYMMDD as written: the century stands nowhere. */
  readonly birthText: string
  readonly sexLetter: string
  /** `null` where it is no date. */
  readonly expiresOn: PlainDate | null
  readonly expiryText: string
  readonly optionalData: string
  /** Fields whose check digit is wrong; the composite covers number, birth, expiry and optional data. */
  readonly wrongCheckDigits: readonly ('document-number' | 'date-of-birth' | 'expiry' | 'optional-data' | 'composite')[]
}

/** Reads two whole lines of the characters `A`–`Z`, `0`–`9`, `<`; undefined where they are no such lines. Never throws. */
export function findTd3(lines: readonly string[]): Td3 | undefined {
  const [one = '', two = ''] = lines
  if (lines.length !== 2 || !/^[A-Z0-9<]{44}$/.test(one) || !/^[A-Z0-9<]{44}$/.test(two)) return undefined
  const optional = two.slice(28, 42)
  // An optional field that is empty may have a filler for its check digit: ICAO 9303-4 4.2.2.2 note.
  const isOptionalRight = holds(optional, two[42]) || (two[42] === '<' && /^<+$/.test(optional))
  const checks = [
    ['document-number', holds(two.slice(0, 9), two[9])],
    ['date-of-birth', holds(two.slice(13, 19), two[19])],
    ['expiry', holds(two.slice(21, 27), two[27])],
    ['optional-data', isOptionalRight],
    ['composite', holds(two.slice(0, 10) + two.slice(13, 20) + two.slice(21, 43), two[43])],
  ] as const
  const expiryText = two.slice(21, 27)
  const expiry = `20${expiryText.slice(0, 2)}-${expiryText.slice(2, 4)}-${expiryText.slice(4)}`
  return {
    documentCode: plain(one.slice(0, 2)),
    issuer: plain(one.slice(2, 5)),
    name: readMrzNameLine(one.slice(5)),
    documentNumber: plain(two.slice(0, 9)),
    nationality: plain(two.slice(10, 13)),
    birthText: two.slice(13, 19),
    sexLetter: two.charAt(20),
    expiresOn: findPlainDate(expiry) ?? null,
    expiryText,
    optionalData: plain(optional),
    wrongCheckDigits: checks.flatMap(([field, isRight]) => (isRight ? [] : [field])),
  }
}

function holds(text: string, digit: string | undefined): boolean {
  return mrzCheckDigit(text) === digit
}

function plain(text: string): string {
  return text.replace(/<+$/, '')
}
