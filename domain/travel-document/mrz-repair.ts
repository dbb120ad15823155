import { mrzCheckDigit } from './mrz-check-digit.ts'
import { type MrzField, type MrzRefusal, type MrzRepair, refuse } from './mrz-reading.ts'

const LENGTH = 30
/** Letters that optical readers give for digits. */
const LOOKS_LIKE_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  I: '1',
  L: '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
}

/** A run of digits followed by its check digit, by place. */
interface CheckedField {
  readonly field: MrzField
  readonly line: 0 | 1
  /** Index from 0, length of the data; the check digit stands at `checkAt`. */
  readonly start: number
  readonly length: number
  readonly checkAt: number
}

const BIRTH: CheckedField = { field: 'date-of-birth', line: 1, start: 0, length: 6, checkAt: 6 }
const EXPIRY: CheckedField = { field: 'expiry', line: 1, start: 8, length: 6, checkAt: 14 }
const DOCUMENT: CheckedField = { field: 'document-number', line: 0, start: 5, length: 9, checkAt: 14 }
/** Vietnamese cards: twelve digits, two fillers, and a check digit of the issuer's own in place 30. */
const PERSONAL: CheckedField = { field: 'personal-number', line: 0, start: 15, length: 12, checkAt: 29 }

export interface Draft {
  readonly lines: [string, string, string]
  readonly repairs: MrzRepair[]
}

function putDigits(line: string, start: number, length: number): string {
  const digits = [...line.slice(start, start + length)].map((it) => LOOKS_LIKE_DIGIT[it] ?? it).join('')
  return line.slice(0, start) + digits + line.slice(start + length)
}

/** Checks one field; where it fails, tries the digits its letters look like, and keeps them only if the check digit agrees. */
function settle(draft: Draft, it: CheckedField, numeric: boolean): MrzRefusal | undefined {
  const line = draft.lines[it.line]
  const data = line.slice(it.start, it.start + it.length)
  const check = line.charAt(it.checkAt)
  const wellFormed = !numeric || /^[\d<]*$/.test(data)
  if (wellFormed && mrzCheckDigit(data) === check) return undefined
  // Letters of a foreign document number may be meant: there only the check digit itself is put right.
  const repaired = putDigits(numeric ? putDigits(line, it.start, it.length) : line, it.checkAt, 1)
  const [newData, newCheck] = [repaired.slice(it.start, it.start + it.length), repaired.charAt(it.checkAt)]
  const place = { line: it.line + 1, position: it.checkAt + 1 }
  if (numeric && !/^[\d<]*$/.test(newData)) {
    const at = newData.search(/[^\d<]/)
    return refuse('not-a-number', it.field, place.line, it.start + at + 1, { found: newData.charAt(at) })
  }
  if (mrzCheckDigit(newData) !== newCheck) {
    return refuse('wrong-check-digit', it.field, place.line, place.position, {
      found: check,
      expected: mrzCheckDigit(newData),
    })
  }
  for (let i = 0; i < LENGTH; i++) {
    if (line[i] === repaired[i]) continue
    draft.repairs.push({ line: place.line, position: i + 1, read: line.charAt(i), used: repaired.charAt(i) })
  }
  draft.lines[it.line] = repaired
  return undefined
}

/**
 * A document number of more than nine places: place 15 is a filler, the number goes on in the optional data with its check digit behind it.
 * ICAO 9303-5 4.2.2, note j.
 */
export function findLongNumber(line: string): { readonly number: string; readonly checkAt: number } | undefined {
  const rest = line.slice(15).split('<', 1)[0] ?? ''
  if (line.charAt(14) !== '<' || line.charAt(13) === '<' || rest.length < 2) return undefined
  return { number: line.slice(5, 14) + rest.slice(0, -1), checkAt: 14 + rest.length }
}

function settleLongNumber(draft: Draft, { number, checkAt }: NonNullable<ReturnType<typeof findLongNumber>>) {
  const [line] = draft.lines
  const read = line.charAt(checkAt)
  const used = LOOKS_LIKE_DIGIT[read] ?? read
  const expected = mrzCheckDigit(number)
  const position = checkAt + 1
  if (used !== expected) return refuse('wrong-check-digit', 'document-number', 1, position, { found: read, expected })
  if (used !== read) draft.repairs.push({ line: 1, position, read, used })
  draft.lines[0] = line.slice(0, checkAt) + used + line.slice(position)
  return undefined
}

function settleComposite(draft: Draft): MrzRefusal | undefined {
  const [one, two] = draft.lines
  const over = one.slice(5) + two.slice(0, 7) + two.slice(8, 15) + two.slice(18, 29)
  const read = two.charAt(29)
  const used = LOOKS_LIKE_DIGIT[read] ?? read
  const expected = mrzCheckDigit(over)
  if (used !== expected) return refuse('wrong-check-digit', 'composite', 2, 30, { found: read, expected })
  if (used !== read) draft.repairs.push({ line: 2, position: 30, read, used })
  draft.lines[1] = two.slice(0, 29) + used
  return undefined
}

/** Checks all fields of a draft, repairing what a check digit proves; the first refusal, or `undefined` when all agree. */
export function settleAll(draft: Draft, vietnamese: boolean): MrzRefusal | undefined {
  const long = vietnamese ? undefined : findLongNumber(draft.lines[0])
  const refused = long && settleLongNumber(draft, long)
  if (refused) return refused
  const checks: readonly (readonly [CheckedField, boolean])[] = [
    ...(long ? [] : [[DOCUMENT, vietnamese] as const]),
    ...(vietnamese ? [[PERSONAL, true] as const] : []),
    [BIRTH, true],
    [EXPIRY, true],
  ]
  for (const [field, numeric] of checks) {
    const refusal = settle(draft, field, numeric)
    if (refusal) return refusal
  }
  return settleComposite(draft)
}
