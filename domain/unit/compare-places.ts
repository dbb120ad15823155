import type { Address } from './address.ts'
import type { AdministrativeUnit } from './administrative-unit.ts'
import { formatAddress, unitOf } from './format-address.ts'
import { cleanPlaceText, comparablePlaceName } from './place-text.ts'
import type { UnitTable } from './unit-table.ts'

/**
 * Whether two addresses are one place.
 * - `renamed`: the same place whose commune was renamed or taken over whole: no difference
 * - `split-asks`: the older commune went to several, the newer one among them: the officer says
 * - `not-comparable`: only one has codes, one is less exact, or no mapping is at hand: the officer says
 */
export type PlaceComparison =
  | { readonly result: 'same' }
  | { readonly result: 'renamed'; readonly older: AdministrativeUnit; readonly newer: AdministrativeUnit }
  | { readonly result: 'split-asks'; readonly candidates: readonly AdministrativeUnit[] }
  | {
      readonly result: 'not-comparable'
      readonly why: 'no-codes' | 'less-exact' | 'no-mapping'
      readonly candidates: readonly AdministrativeUnit[]
    }
  | { readonly result: 'different'; readonly part: 'unit' | 'detail' | 'text' }

/** Compares by code and day, never by text where both have codes. Symmetric in its two places. */
export function comparePlaces(a: Address, b: Address, table: UnitTable): PlaceComparison {
  const unitA = unitOf(a, table)
  const unitB = unitOf(b, table)
  if (!unitA || !unitB) return compareTexts(a, b, unitA !== undefined || unitB !== undefined, table)
  const places = compareUnits({ unit: unitA, asOf: a.asOf }, { unit: unitB, asOf: b.asOf }, table)
  if (places.result === 'different') return places
  return comparableDetail(a.detail) === comparableDetail(b.detail) ? places : { result: 'different', part: 'detail' }
}

function compareTexts(a: Address, b: Address, oneHasCodes: boolean, table: UnitTable): PlaceComparison {
  const texts = [a, b].map((place) => [formatAddress(place, table), place.written ?? ''].map(comparableDetail))
  const equal = texts[0]?.some((text) => text !== '' && texts[1]?.includes(text)) ?? false
  const bothEmpty = texts.flat().every((text) => text === '')
  if (equal || bothEmpty) return { result: 'same' }
  return oneHasCodes
    ? { result: 'not-comparable', why: 'no-codes', candidates: [] }
    : { result: 'different', part: 'text' }
}

type DatedUnit = { readonly unit: AdministrativeUnit; readonly asOf: Address['asOf'] }

function compareUnits(a: DatedUnit, b: DatedUnit, table: UnitTable): PlaceComparison {
  if (a.unit.level !== b.unit.level) return { result: 'not-comparable', why: 'less-exact', candidates: [] }
  if (a.unit.code === b.unit.code && a.unit.validFrom === b.unit.validFrom) return { result: 'same' }
  const [older, newer] = a.asOf <= b.asOf ? [a, b] : [b, a]
  const heirs = table.successorsOf(older.unit, newer.asOf)
  const includesNewer = heirs.candidates.some((heir) => heir.code === newer.unit.code)
  if (heirs.kind === 'unknown') return { result: 'not-comparable', why: 'no-mapping', candidates: heirs.candidates }
  if (!includesNewer) return { result: 'different', part: 'unit' }
  if (heirs.kind === 'split') return { result: 'split-asks', candidates: heirs.candidates }
  if (heirs.kind === 'same') return { result: 'same' }
  return { result: 'renamed', older: older.unit, newer: newer.unit }
}

/** House numbers and streets: case, blanks, commas, the word `số` and the place of the tone mark do not matter. */
function comparableDetail(detail: string): string {
  const plain = cleanPlaceText(detail.replace(/[,;.]/g, ' '))
  return comparablePlaceName(plain.replace(/^số (?=\d)/iu, ''))
}
