import * as z from 'zod/mini'
import { foldText } from '../person/fold.ts'

/** Where one card states the same thing: the chip's zone (DG1), its Vietnamese texts (DG13), the code on its back, the printed zone. */
export const CardSource = z.enum(['chip-zone', 'chip-details', 'qr', 'mrz'])
export type CardSource = z.infer<typeof CardSource>

const Stated = z.optional(z.string().check(z.maxLength(500)))

/** What every one of them may state. Dates ISO; a name with its marks, or the zone's letters without. */
export const CardStatement = z.object({
  source: CardSource,
  personalNumber: Stated,
  dateOfBirth: Stated,
  sex: Stated,
  fullName: Stated,
})
export type CardStatement = z.infer<typeof CardStatement>

export type StatedField = 'personalNumber' | 'dateOfBirth' | 'sex' | 'fullName'

/** A field on which sources of one card differ: suspected forgery (nghi giả mạo), for a person to look at. */
export interface Disagreement {
  readonly field: StatedField
  readonly values: readonly { readonly source: CardSource; readonly value: string }[]
}

/** Name letters of line three of a zone: thirty places, two of them between family name and the rest. ICAO 9303-5. */
const LONGEST_ZONE_NAME = 29
const FIELDS: readonly StatedField[] = ['personalNumber', 'dateOfBirth', 'sex', 'fullName']

/** Names agree folded; a zone's name may be cut at its last place, and hyphens and apostrophes do not survive in it. */
function sameName(one: string, other: string): boolean {
  const plain = (name: string) => foldText(name.replace(/['’.]/g, '').replace(/-/g, ' '))
  const [a, b] = [plain(one), plain(other)].sort((x, y) => x.length - y.length)
  if (a === undefined || b === undefined) return true
  return a === b || (a.length >= LONGEST_ZONE_NAME - 1 && b.startsWith(a))
}

/** A birth of which only the year or the month is known agrees with every day in it. */
function sameDate(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

function agree(field: StatedField, one: string, other: string): boolean {
  if (field === 'fullName') return sameName(one, other)
  return field === 'dateOfBirth' ? sameDate(one, other) : one === other
}

/** Holds the sources of one card against each other; what a source does not state is no difference. */
export function findDisagreements(statements: readonly CardStatement[]): readonly Disagreement[] {
  return FIELDS.flatMap((field) => {
    const values = statements.flatMap((statement) => {
      const value = statement[field]?.trim() ?? ''
      return value === '' ? [] : [{ source: statement.source, value }]
    })
    const differ = values.some((one, i) => values.slice(i + 1).some((other) => !agree(field, one.value, other.value)))
    return differ ? [{ field, values }] : []
  })
}
