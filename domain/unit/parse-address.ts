import { type PlainDate, plainDate } from '../calendar/plain-date.ts'
import type { Address } from './address.ts'
import type { AdministrativeUnit, UnitKind, UnitLevel } from './administrative-unit.ts'
import { addressOfUnit } from './format-address.ts'
import { cleanPlaceText, comparablePlaceName, foldPlaceName } from './place-text.ts'
import type { UnitTable } from './unit-table.ts'

/**
 * `sure`: one reading, every name as the catalogue spells it, down to the commune. `likely`: one reading, but without
 * marks, or the district skipped, or the same
 * words also fit another time. `partial`: province (and district) only, or several communes fit.
 * `none`: no province recognised. Only `sure` may be taken over without asking.
 */
export type ParseCertainty = 'sure' | 'likely' | 'partial' | 'none'

export type ParsedAddress =
  | {
      readonly ok: true
      readonly address: Address
      readonly certainty: ParseCertainty
      /** Communes that fit as well as each other; empty where one fits. */
      readonly candidates: readonly AdministrativeUnit[]
      /** Readings in the unit table of another time that fit equally well. */
      readonly alternatives: readonly Address[]
    }
  | { readonly ok: false; readonly failure: 'empty' | 'too-long' | 'detail-too-long' }

const LAST_DAY_OF_DISTRICTS = plainDate('2025-06-30')
const FIRST_STATE = plainDate('2021-11-06')
const MERGER = '2025-07-01'

/**
 * Reads an address as cards, codes and people write it: `12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội`, from the end to the
 * front, with or without the words of the kind and their abbreviations. The text is kept in `written`. Read in the unit
 * table of the day and in the earlier ones: a card keeps the names of its time. Bounded: 500 characters.
 */
export function parseAddress(text: string, day: PlainDate, table: UnitTable): ParsedAddress {
  const written = cleanPlaceText(text)
  if (written === '') return { ok: false, failure: 'empty' }
  if (text.length > 500) return { ok: false, failure: 'too-long' }
  const parts = partsOf(written)
  const readings = daysToTry(day, table).flatMap((asOf) => readOn(parts, asOf, table))
  const best = readings.reduce((most, reading) => Math.max(most, reading.matched), 0)
  const chosen = readings.filter((reading) => reading.matched === best)
  const first = chosen[0]
  if (!first) return withoutCodes(written, day, table)
  const detail = parts.slice(0, first.rest).join(', ')
  if (detail.length > 200) return { ok: false, failure: 'detail-too-long' }
  return {
    ok: true,
    address: { detail, ...addressOfUnit(first.unit, first.asOf, table), written },
    certainty: certaintyOf(first, chosen),
    candidates: first.candidates,
    alternatives: chosen
      .slice(1)
      .filter((other) => other.unit.code !== first.unit.code || other.unit.validFrom !== first.unit.validFrom)
      .map((other) => ({
        detail: parts.slice(0, other.rest).join(', '),
        ...addressOfUnit(other.unit, other.asOf, table),
        written,
      }))
      .filter((other) => other.detail.length <= 200),
  }
}

interface Reading {
  readonly asOf: PlainDate
  /** Most exact unit that is certain. */
  readonly unit: AdministrativeUnit
  readonly matched: number
  /** How many parts from the front are left for the detail. */
  readonly rest: number
  readonly exact: boolean
  readonly candidates: readonly AdministrativeUnit[]
}

function certaintyOf(first: Reading, chosen: readonly Reading[]): ParseCertainty {
  if (first.unit.level !== 'commune' || first.candidates.length > 0) return 'partial'
  const other = chosen.some((one) => one.unit.code !== first.unit.code || one.unit.validFrom !== first.unit.validFrom)
  return first.exact && !other ? 'sure' : 'likely'
}

function withoutCodes(written: string, day: PlainDate, table: UnitTable): ParsedAddress {
  if (written.length > 200) return { ok: false, failure: 'detail-too-long' }
  const asOf = day < table.firstDay ? table.firstDay : day
  const address = { detail: written, asOf, written }
  return { ok: true, address, certainty: 'none', candidates: [], alternatives: [] }
}

function daysToTry(day: PlainDate, table: UnitTable): readonly PlainDate[] {
  const days = [day < table.firstDay ? table.firstDay : day]
  if (day >= MERGER) days.push(LAST_DAY_OF_DISTRICTS)
  if (day > LAST_DAY_OF_DISTRICTS || day > FIRST_STATE) days.push(FIRST_STATE)
  return days
}

const KIND_WORD = /(?<=[^,;]) (?=(?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh) )/giu

/** Parts from house to province; a text without commas is parted at dashes or before the words of the kind. */
function partsOf(written: string): readonly string[] {
  let parts = written.split(/[,;]/)
  if (parts.length === 1) parts = written.split(' - ')
  if (parts.length === 1) parts = written.split(KIND_WORD)
  const clean = parts.map((part) => part.trim().replace(/[.,]+$/, '')).filter((part) => part !== '')
  return /^vi[eệ]t ?nam$/iu.test(clean.at(-1) ?? '') && clean.length > 1 ? clean.slice(0, -1) : clean
}

function readOn(parts: readonly string[], asOf: PlainDate, table: UnitTable): readonly Reading[] {
  const last = parts.length - 1
  const province = match(parts[last], table.provincesOn(asOf), 'province')
  const [unit, another] = province.units
  if (!unit || another) return []
  const found = { asOf, unit, matched: 1, rest: last, exact: province.exact, candidates: [] }
  const district = match(parts[last - 1], table.districtsOf(unit.code, asOf), 'district')
  const readings: Reading[] = [found]
  for (const one of district.units) {
    const here = { ...found, unit: one, matched: 2, rest: last - 1, exact: found.exact && district.exact }
    readings.push(here, ...readCommune(parts, here, table))
  }
  const districtSkipped = table.districtsOf(unit.code, asOf).length > 0
  readings.push(...readCommune(parts, { ...found, exact: found.exact && !districtSkipped }, table))
  return readings
}

function readCommune(parts: readonly string[], above: Reading, table: UnitTable): readonly Reading[] {
  const commune = match(parts[above.rest - 1], table.communesOf(above.unit.code, above.asOf), 'commune')
  const [unit, ...others] = commune.units
  if (!unit) return []
  const reading = { ...above, matched: above.matched + 1, exact: above.exact && commune.exact, rest: above.rest - 1 }
  return [others.length === 0 ? { ...reading, unit } : { ...reading, candidates: commune.units }]
}

interface Matched {
  readonly units: readonly AdministrativeUnit[]
  readonly exact: boolean
}

/** Units a part may mean: spelled as in the catalogue if any is, else without marks; the kind's words narrow them. */
function match(part: string | undefined, units: readonly AdministrativeUnit[], level: UnitLevel): Matched {
  if (part === undefined) return { units: [], exact: false }
  const { kinds, ownName } = stripKind(part, level)
  const fitting = kinds === undefined ? units : units.filter((unit) => kinds.includes(unit.kind))
  const name = comparablePlaceName(ALIASES.get(foldPlaceName(ownName)) ?? ownName)
  const exact = fitting.filter((unit) => spellingOf(unit).comparable === name)
  if (exact.length > 0) return { units: exact, exact: true }
  const folded = foldPlaceName(name)
  return { units: fitting.filter((unit) => spellingOf(unit).folded === folded), exact: false }
}

/** A unit's own name as it is compared. */
interface Spelling {
  readonly comparable: string
  readonly folded: string
}

/** Worked out once for each unit of a table, which never changes: a province has some hundred communes, and every address is compared with all of them. */
const spellings = new WeakMap<AdministrativeUnit, Spelling>()

function spellingOf(unit: AdministrativeUnit): Spelling {
  const known = spellings.get(unit)
  if (known) return known
  const spelling = { comparable: comparablePlaceName(unit.ownName), folded: foldPlaceName(unit.ownName) }
  spellings.set(unit, spelling)
  return spelling
}

/** Short names of provinces that are no catalogue names. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['hcm', 'Hồ Chí Minh'],
  ['tphcm', 'Hồ Chí Minh'],
  ['thua thien hue', 'Thừa Thiên Huế'],
  ['brvt', 'Bà Rịa - Vũng Tàu'],
])

const PREFIXES: readonly (readonly [UnitLevel, RegExp, readonly UnitKind[] | undefined])[] = [
  ['province', /^(?:thành phố |tp ?\. ?|tp )/iu, undefined],
  ['province', /^(?:tỉnh |t ?\. ?)/iu, undefined],
  ['district', /^(?:thành phố |tp ?\. ?|tp )/iu, ['provincial-city']],
  ['district', /^(?:thị xã |tx ?\. ?|tx )/iu, ['town']],
  ['district', /^(?:quận |q ?\. ?|q )/iu, ['urban-district']],
  ['district', /^(?:huyện |h ?\. ?)/iu, ['rural-district']],
  ['commune', /^(?:phường |p ?\. ?|p )/iu, ['ward']],
  ['commune', /^(?:thị trấn |tt ?\. ?|tt )/iu, ['township']],
  ['commune', /^(?:xã |x ?\. ?)/iu, ['rural-commune']],
  ['commune', /^(?:đặc khu |đk ?\. ?)/iu, ['special-zone']],
]

function stripKind(part: string, level: UnitLevel): { kinds: readonly UnitKind[] | undefined; ownName: string } {
  for (const [ofLevel, prefix, kinds] of PREFIXES) {
    if (ofLevel === level && prefix.test(part)) return { kinds, ownName: part.replace(prefix, '') }
  }
  return { kinds: undefined, ownName: part }
}
