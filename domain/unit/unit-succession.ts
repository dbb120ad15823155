import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { AdministrativeUnit, UnitCode } from './administrative-unit.ts'
import { comparablePlaceName } from './place-text.ts'

/**
 * What became of a unit on a later day.
 * - `same`: code and name go on (its borders may have grown)
 * - `renamed`: the same unit alone under another name, kind or code
 * - `one`: taken over whole by a bigger unit
 * - `split`: parts went to several units; the officer chooses, nothing is chosen here
 * - `unknown`: no mapping is at hand; `candidates` are hints only (the unit that now has the code), often none
 */
export interface Succession {
  readonly kind: 'same' | 'renamed' | 'one' | 'split' | 'unknown'
  readonly candidates: readonly AdministrativeUnit[]
}

/** What the succession needs of the table. */
export interface SuccessionSource {
  next(unit: AdministrativeUnit): readonly UnitCode[] | null
  findUnit(code: string, day: PlainDate): AdministrativeUnit | undefined
  communesOf(code: string, day: PlainDate): readonly AdministrativeUnit[]
  originCount(unit: AdministrativeUnit): number
}

/** Follows the unit from one span to the next until the day. Throws where the day lies before the unit began. */
export function successionOf(unit: AdministrativeUnit, day: PlainDate, source: SuccessionSource): Succession {
  if (day < unit.validFrom) throw new RangeError(`${unit.code} began on ${unit.validFrom}, asked for ${day}`)
  const holders = holdersOn(unit, day, source)
  if (holders === undefined) {
    const heir = source.findUnit(unit.code, day)
    return { kind: 'unknown', candidates: heir && heir.level === unit.level ? [heir] : [] }
  }
  const [only, ...others] = holders
  if (only === undefined) return { kind: 'unknown', candidates: [] }
  if (others.length > 0) return { kind: 'split', candidates: holders }
  return { kind: kindOfOne(unit, only, source), candidates: [only] }
}

function kindOfOne(unit: AdministrativeUnit, heir: AdministrativeUnit, source: SuccessionSource) {
  const sameName = comparablePlaceName(unit.ownName) === comparablePlaceName(heir.ownName)
  if (heir.code === unit.code && sameName && heir.kind === unit.kind) return 'same'
  if (sameName && heir.level === unit.level) return 'renamed'
  return source.originCount(heir) <= 1 ? 'renamed' : 'one'
}

/** Undefined as soon as one step has no mapping. */
function holdersOn(
  unit: AdministrativeUnit,
  day: PlainDate,
  source: SuccessionSource,
): AdministrativeUnit[] | undefined {
  if (unit.validUntil === null || day <= unit.validUntil) return [source.findUnit(unit.code, day) ?? unit]
  const stepDay = addDays(unit.validUntil, 1)
  const codes = source.next(unit) ?? codesOfCommunes(unit, unit.validUntil, source)
  if (codes === undefined) return undefined
  const found = new Map<string, AdministrativeUnit>()
  for (const code of codes) {
    const heir = source.findUnit(code, stepDay)
    const holders = heir && holdersOn(heir, day, source)
    if (!holders) return undefined
    for (const holder of holders) found.set(holder.code, holder)
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** A district has no successor of its own: its communes' successors together. */
function codesOfCommunes(unit: AdministrativeUnit, lastDay: PlainDate, source: SuccessionSource): string[] | undefined {
  if (unit.level !== 'district') return undefined
  const codes = new Set<string>()
  for (const commune of source.communesOf(unit.code, lastDay)) {
    const next = source.next(commune)
    if (next === null) return undefined
    for (const code of next) codes.add(code)
  }
  return codes.size === 0 ? undefined : [...codes]
}
