import { findPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import type { DateOfBirth } from '../person/date-of-birth.ts'
import { findSexByMrzLetter, type Sex } from '../person/sex.ts'
import { findMrzBirth } from './mrz-birth.ts'
import { mrzCheckDigit } from './mrz-check-digit.ts'
import { type MrzName, readMrzNameLine } from './mrz-name.ts'

export type CheckedPart = 'document-number' | 'date-of-birth' | 'expiry' | 'optional-data' | 'composite'

/** Zone of two lines: of a passport (hộ chiếu, TD3, ICAO 9303-4 4.2) or of a card of the middle size (TD2, 9303-6 4.2). */
export interface TwoLineZone {
  readonly documentCode: string
  readonly issuer: string
  readonly name: MrzName
  readonly documentNumber: string
  readonly nationality: string
  /** YYMMDD as written. */
  readonly birthText: string
  /** Of the latest century that makes it no later than the reading; undefined where it is no date. */
  readonly dateOfBirth: DateOfBirth | undefined
  readonly sex: Sex | undefined
  /** `null` where it is no date. */
  readonly expiresOn: PlainDate | null
  readonly expiryText: string
  /** Without what goes on there of a long number. */
  readonly optionalData: string
  /** Fields whose check digit is wrong; the composite covers number, birth, expiry and optional data. */
  readonly wrongCheckDigits: readonly CheckedPart[]
}

/**
 * Reads two whole lines of forty-four or of thirty-six characters `A`–`Z`, `0`–`9`, `<`; undefined where they are no such lines. Never throws.
 *
 * @param readOn day of reading: decides the century of the birth
 */
export function findTwoLineZone(lines: readonly string[], readOn: PlainDate): TwoLineZone | undefined {
  const [one = '', two = ''] = lines
  if (lines.length !== 2 || one.length !== two.length || !/^[A-Z0-9<]+$/.test(one + two)) return undefined
  const parts = one.length === 44 ? passportParts(two) : one.length === 36 ? cardParts(two) : undefined
  if (parts === undefined) return undefined
  const { number, digit, optional, checks } = parts
  const all: readonly (readonly [CheckedPart, boolean])[] = [
    ['document-number', holds(number, digit)],
    ['date-of-birth', holds(two.slice(13, 19), two[19])],
    ['expiry', holds(two.slice(21, 27), two[27])],
    ...checks,
  ]
  const expiryText = two.slice(21, 27)
  const expiry = `20${expiryText.slice(0, 2)}-${expiryText.slice(2, 4)}-${expiryText.slice(4)}`
  return {
    documentCode: plain(one.slice(0, 2)),
    issuer: plain(one.slice(2, 5)),
    name: readMrzNameLine(one.slice(5)),
    documentNumber: plain(number),
    nationality: plain(two.slice(10, 13)),
    birthText: two.slice(13, 19),
    dateOfBirth: findMrzBirth(two.slice(13, 19), readOn),
    sex: findSexByMrzLetter(two.charAt(20)),
    expiresOn: findPlainDate(expiry) ?? null,
    expiryText,
    optionalData: plain(optional),
    wrongCheckDigits: all.flatMap(([part, isRight]) => (isRight ? [] : [part])),
  }
}

interface Parts {
  readonly number: string
  readonly digit: string | undefined
  readonly optional: string
  readonly checks: readonly (readonly [CheckedPart, boolean])[]
}

function passportParts(two: string): Parts {
  const optional = two.slice(28, 42)
  // An optional field that is empty may have a filler for its check digit: ICAO 9303-4 4.2.2.2 note.
  const isOptionalRight = holds(optional, two[42]) || (two[42] === '<' && /^<+$/.test(optional))
  const isWhole = holds(two.slice(0, 10) + two.slice(13, 20) + two.slice(21, 43), two[43])
  const checks = [['optional-data', isOptionalRight] as const, ['composite', isWhole] as const]
  return { number: two.slice(0, 9), digit: two[9], optional, checks }
}

/** A number of more than nine places goes on in the optional data, its check digit behind it: ICAO 9303-6 4.2.2.2 note. */
function cardParts(two: string): Parts {
  const optional = two.slice(28, 35)
  const rest = optional.split('<', 1)[0] ?? ''
  const checks = [['composite', holds(two.slice(0, 10) + two.slice(13, 20) + two.slice(21, 35), two[35])] as const]
  if (two[9] !== '<' || rest.length < 2) return { number: two.slice(0, 9), digit: two[9], optional, checks }
  return {
    number: two.slice(0, 9) + rest.slice(0, -1),
    digit: rest.at(-1),
    optional: optional.slice(rest.length + 1),
    checks,
  }
}

function holds(text: string, digit: string | undefined): boolean {
  return mrzCheckDigit(text) === digit
}

function plain(text: string): string {
  return text.replace(/<+$/, '')
}
