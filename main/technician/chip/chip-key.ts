import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { findMrzInformation, mrzInformation } from '../../../domain/travel-document/chip/access-key.ts'
import { parseMrz } from '../../../domain/travel-document/mrz.ts'
import { mrzCheckDigit } from '../../../domain/travel-document/mrz-check-digit.ts'
import type { ChipAccessKey } from '../../hardware/index.ts'
import { WrongArguments } from './wrong-arguments.ts'

export interface KeyArguments {
  readonly mrz?: string | undefined
  readonly 'document-number'?: string | undefined
  readonly birth?: string | undefined
  readonly expiry?: string | undefined
  readonly can?: string | undefined
  readonly 'whole-number'?: boolean | undefined
}

/**
 * What opens the card, from the arguments; exactly one of the three ways. A zone is checked before a chip is asked: its check digits are
 * part of the key.
 *
 * @throws {WrongArguments}
 */
export function chipKey(values: KeyArguments): ChipAccessKey {
  const { mrz, can, birth, expiry } = values
  const number = values['document-number']
  if ([mrz, can, number].filter((one) => one !== undefined).length !== 1)
    throw new WrongArguments('one of --mrz, --document-number or --can is needed, and no second')
  if (can !== undefined) {
    if (!/^\d{6}$/.test(can))
      throw new WrongArguments(`--can ${can}: the card access number is six digits, on the front of the card`)
    return { kind: 'can', number: can }
  }
  if (mrz !== undefined) return { kind: 'mrz', information: informationOf(mrz) }
  const day = (name: string, text: string | undefined): string => {
    if (text === undefined) throw new WrongArguments(`--document-number needs --${name} YYMMDD, too`)
    const isDay = /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)
    // Where only the year of a birth is known the zone has fillers.
    if (!isDay && !(name === 'birth' && /^\d{2}(\d{2}|<<)<<$/.test(text)))
      throw new WrongArguments(`--${name} ${text}: YYMMDD, as 900315 for 15/03/1990`)
    return text
  }
  const [born, ends] = [day('birth', birth), day('expiry', expiry)]
  const given = (number ?? '').toUpperCase()
  // Of the Vietnamese card the number of the document is the last nine digits of the personal number. Twelve digits may be another country's.
  const isPersonal = /^\d{12}$/.test(given) && !values['whole-number']
  const documentNumber = isPersonal ? given.slice(3) : given
  if (!/^[A-Z0-9<]{1,22}$/.test(documentNumber))
    throw new WrongArguments(`--document-number ${number}: letters and digits alone, as they stand in the zone`)
  return { kind: 'mrz', information: mrzInformation({ documentNumber, birth: born, expiry: ends }) }
}

const linesOf = (text: string, width: number) =>
  Array.from({ length: text.length / width }, (_, i) => text.slice(i * width, (i + 1) * width))

/** The lines of an identity card, all of their check digits right; a letter that can only be a digit is put right, as the desk does it. */
function linesOfCard(text: string): readonly string[] {
  const zone = parseMrz(text, plainDate(new Date().toISOString().slice(0, 10)))
  if (zone.ok) return zone.lines
  const { failure, field, line, position, found, expected } = zone
  const said = [field.replaceAll('-', ' '), found && `found ${found}`, expected && `expected ${expected}`].filter(
    Boolean,
  )
  throw new WrongArguments(
    `--mrz: ${failure.replaceAll('-', ' ')} in line ${line}, place ${position} (${said.join(', ')}). ${COMPARE}`,
  )
}

const COMPARE =
  'Compare with the card, 0 with O, 1 with I, 5 with S, 8 with B; or give number and dates with --document-number, --birth, --expiry'

const WIDTHS: Readonly<Record<number, number>> = { 90: 30, 88: 44, 72: 36 }

function informationOf(mrz: string): string {
  const text = mrz.replace(/\s+/g, '').toUpperCase()
  const strange = /[^A-Z0-9<]/.exec(text)
  if (strange)
    throw new WrongArguments(
      `--mrz: "${strange[0]}" (character ${strange.index + 1}) stands in no zone; A–Z, 0–9 and < do`,
    )
  const width = WIDTHS[text.length]
  if (width === undefined)
    throw new WrongArguments(
      `--mrz: ${text.length} characters; three lines of thirty have 90 (identity card), two of forty-four 88 (passport). ` +
        'Quote it: < means something to a shell',
    )
  const lines = width === 30 ? linesOfCard(text) : linesOf(text, width)
  const information = findMrzInformation(lines)
  if (information === undefined) throw new WrongArguments('--mrz: no zone of a card or passport')
  const [number, birth, expiry] = [information.slice(0, -14), information.slice(-14, -7), information.slice(-7)]
  for (const [what, part] of [
    ['the document number', number],
    ['the date of birth', birth],
    ['the date of expiry', expiry],
  ] as const) {
    const [digits, said] = [part.slice(0, -1), part.slice(-1)]
    const right = String(mrzCheckDigit(digits))
    if (said !== right)
      throw new WrongArguments(`--mrz: check digit ${said} of ${what} ${digits} would be ${right}. ${COMPARE}`)
  }
  return information
}
