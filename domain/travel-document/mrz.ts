import { findPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { findPersonalNumber } from '../person/personal-number.ts'
import { findSexByMrzLetter } from '../person/sex.ts'
import { findMrzBirth } from './mrz-birth.ts'
import { readMrzNameLine } from './mrz-name.ts'
import { type MrzReading, type MrzRefusal, refuse } from './mrz-reading.ts'
import { type Draft, findLongNumber, settleAll } from './mrz-repair.ts'

export { formatMrz, type MrzCard } from './mrz-lines.ts'
export type { Mrz, MrzFailure, MrzField, MrzPlace, MrzReading, MrzRefusal, MrzRepair } from './mrz-reading.ts'

const LONGEST_INPUT = 400
const LENGTH = 30

/** Splits what a reader or a keyboard gives into three lines of the zone; blanks inside a line are reading noise. */
function splitLines(text: string): readonly [string, string, string] | MrzRefusal {
  if (text.length > LONGEST_INPUT) return refuse('too-long', 'line', 1, 1)
  const rows = text
    .toUpperCase()
    .replace(/[«‹]/g, '<')
    .split(/[\r\n]+/)
    .map((row) => row.replace(/\s/g, ''))
    .filter((row) => row !== '')
  const joined = rows.join('')
  if (joined === '') return refuse('empty', 'line', 1, 1)
  const whole = rows.length === 1 && joined.length === 3 * LENGTH
  const lines = whole ? [joined.slice(0, 30), joined.slice(30, 60), joined.slice(60)] : rows
  const [one, two, three] = lines
  if (one === undefined || two === undefined || three === undefined || lines.length !== 3) {
    return refuse('wrong-line-count', 'line', Math.min(lines.length, 3), 1, {
      found: String(lines.length),
      expected: '3',
    })
  }
  // Readers miscount the fillers that end the name line; they carry nothing.
  const name = three.replace(/<+$/, '').padEnd(LENGTH, '<')
  for (const [i, line] of [one, two, name].entries()) {
    if (line.length !== LENGTH) {
      const position = Math.min(line.length, LENGTH)
      return refuse('wrong-line-length', 'line', i + 1, position, { found: String(line.length), expected: '30' })
    }
    const strange = /[^A-Z0-9<]/.exec(line)
    if (strange) return refuse('character-not-allowed', 'line', i + 1, strange.index + 1, { found: strange[0] })
  }
  return [one, two, name]
}

/**
 * Reads the machine-readable zone of an identity card (vùng đọc máy): ICAO 9303-5, TD1, three lines of thirty, from a
 * reader, a camera or a keyboard. Never throws. All check digits must agree, the Vietnamese one in line 1, place 30 too.
 *
 * @param readOn day of reading, decides the century of births where no personal number does
 * @param origin `read`: by a machine or a person that may take one letter for another, and what check digits prove is put right; `signed`: by
 *   the issuer into the chip, where a wrong character is refused
 */
export function parseMrz(text: string, readOn: PlainDate, origin: 'read' | 'signed' = 'read'): MrzReading {
  const lines = splitLines(text)
  if ('ok' in lines) return lines
  if (!/^[IAC]/.test(lines[0])) return refuse('not-an-identity-card', 'kind', 1, 1, { found: lines[0].slice(0, 2) })
  const draft: Draft = { lines: [...lines], repairs: [] }
  const vietnamese = lines[0].slice(2, 5) === 'VNM'
  const refusal = settleAll(draft, vietnamese)
  if (refusal) return refusal
  const [repair] = draft.repairs
  if (repair && origin === 'signed') {
    const { line, position, read: found, used: expected } = repair
    return refuse('wrong-check-digit', 'line', line, position, { found, expected })
  }
  return build(draft, vietnamese, readOn)
}

function build(draft: Draft, vietnamese: boolean, readOn: PlainDate): MrzReading {
  const [one, two, three] = draft.lines
  const long = vietnamese ? undefined : findLongNumber(one)
  const documentNumber = long?.number ?? one.slice(5, 14).replace(/<+$/, '')
  const personalNumber = vietnamese ? findPersonalNumber(one.slice(15, 27)) : undefined
  if (vietnamese && personalNumber === undefined) {
    return refuse('not-a-number', 'personal-number', 1, 16, { found: one.slice(15, 27) })
  }
  if (personalNumber !== undefined && personalNumber.slice(3) !== documentNumber) {
    return refuse('numbers-disagree', 'personal-number', 1, 6, {
      found: documentNumber,
      expected: personalNumber.slice(3),
    })
  }
  const sex = findSexByMrzLetter(two.charAt(7))
  if (sex === undefined) return refuse('not-a-sex', 'sex', 2, 8, { found: two.charAt(7) })
  const dateOfBirth = findMrzBirth(two.slice(0, 6), readOn, personalNumber)
  if (dateOfBirth === undefined) return refuse('not-a-date', 'date-of-birth', 2, 1, { found: two.slice(0, 6) })
  const expiryText = two.slice(8, 14)
  const expiresOn = /^<+$/.test(expiryText) ? null : findPlainDate(`20${dashed(expiryText)}`)
  if (expiresOn === undefined) return refuse('not-a-date', 'expiry', 2, 9, { found: expiryText })
  return {
    ok: true,
    documentCode: one.slice(0, 2).replace(/<+$/, ''),
    issuer: one.slice(2, 5).replace(/<+$/, ''),
    documentNumber,
    ...(personalNumber === undefined ? {} : { personalNumber }),
    dateOfBirth,
    sex,
    expiresOn,
    expiryText,
    nationality: two.slice(15, 18).replace(/<+$/, ''),
    name: readMrzNameLine(three),
    optionalData: [one.slice(long ? long.checkAt + 2 : 15).replace(/<+$/, ''), two.slice(18, 29).replace(/<+$/, '')],
    repairs: draft.repairs,
    lines: [one, two, three],
  }
}

function dashed(yymmdd: string): string {
  return `${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`
}
