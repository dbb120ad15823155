import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { type AdministrativeUnit, levelOfCode, readUnitName, type UnitCode } from './administrative-unit.ts'
import type { UnitFile, UnitRow } from './unit-row.ts'
import { type FoundUnit, searchIndex, type UnitSearch } from './unit-search.ts'
import { type Succession, successionOf } from './unit-succession.ts'

/** No unit of that code is known on that day. */
export class UnknownUnit extends Error {
  override readonly name = 'UnknownUnit'
  readonly code: string
  readonly day: PlainDate

  constructor(code: string, day: PlainDate) {
    super(`no administrative unit ${code} is known on ${day}`)
    this.code = code
    this.day = day
  }
}

/** All units of all days the catalogues cover, asked by the day that counts. Never changes. */
export interface UnitTable {
  /** First day with any answer; earlier places are free text. */
  readonly firstDay: PlainDate
  findUnit(code: string, day: PlainDate): AdministrativeUnit | undefined
  /** Throws `UnknownUnit`. */
  getUnit(code: string, day: PlainDate): AdministrativeUnit
  /** In the order of their codes, like all lists here. */
  provincesOn(day: PlainDate): readonly AdministrativeUnit[]
  /** Empty from 2025-07-01 on. */
  districtsOf(provinceCode: string, day: PlainDate): readonly AdministrativeUnit[]
  /** Communes of a district or of a whole province. */
  communesOf(code: string, day: PlainDate): readonly AdministrativeUnit[]
  communesOn(day: PlainDate): readonly AdministrativeUnit[]
  /** From the unit up to its province, the unit first. */
  pathOf(unit: AdministrativeUnit, day: PlainDate): readonly AdministrativeUnit[]
  /** Best first, at most `limit` (20); marks, case and the words of the kind do not matter. */
  searchUnits(text: string, day: PlainDate, search?: UnitSearch): readonly FoundUnit[]
  /** Who holds the unit's place on a later day. */
  successorsOf(unit: AdministrativeUnit, day: PlainDate): Succession
  /** How many units were joined into this one when it began; 1 where it simply goes on. */
  originCount(unit: AdministrativeUnit): number
  /** Whether the catalogue was at hand for the day, and its source. Undefined before `firstDay`. */
  stateOn(day: PlainDate): { readonly law: string; readonly catalogue: string; readonly confirmed: boolean } | undefined
}

/** The units of one span without any change in the table. */
interface Era {
  readonly from: PlainDate
  readonly byCode: ReadonlyMap<string, AdministrativeUnit>
  readonly children: ReadonlyMap<string, readonly AdministrativeUnit[]>
  readonly provinces: readonly AdministrativeUnit[]
  readonly communes: readonly AdministrativeUnit[]
  readonly index: () => ReturnType<typeof searchIndex>
}

const NONE: readonly AdministrativeUnit[] = []

/** Pure index over the parsed rows of `resources/reference/units/units.json`; the caller reads the file. */
export function unitTable(file: Pick<UnitFile, 'units' | 'states'>): UnitTable {
  const units = file.units.map(readRow)
  const next = new Map(file.units.map(([code, from, , , , codes]) => [`${code} ${from}`, codes]))
  const confirmed = file.states.map((state) => [state.day, state.confirmedUntil] as const)
  const starts = eraStarts(units, confirmed)
  const firstDay = starts[0]
  if (firstDay === undefined) throw new RangeError('a unit table needs rows')
  const origins = countOrigins(file.units)
  const eras: Era[] = []
  for (const from of starts) {
    const certain = isConfirmed(from)
    eras.push(buildEra(from, units, certain))
  }

  function isConfirmed(day: PlainDate): boolean {
    return confirmed.some(([from, until]) => from <= day && (until === null || day <= until))
  }
  function eraOn(day: PlainDate): Era | undefined {
    return eras.findLast((era) => era.from <= day)
  }
  function findUnit(code: string, day: PlainDate) {
    return eraOn(day)?.byCode.get(code)
  }
  function getUnit(code: string, day: PlainDate) {
    const unit = findUnit(code, day)
    if (!unit) throw new UnknownUnit(code, day)
    return unit
  }
  function childrenOf(code: string, day: PlainDate) {
    return eraOn(day)?.children.get(code) ?? NONE
  }
  function communesOf(code: string, day: PlainDate) {
    return childrenOf(code, day).flatMap((unit) => (unit.level === 'commune' ? [unit] : childrenOf(unit.code, day)))
  }
  function pathOf(unit: AdministrativeUnit, day: PlainDate) {
    const path = [unit]
    for (let at = unit; at.parentCode !== null; ) {
      at = getUnit(at.parentCode, day)
      path.push(at)
    }
    return path
  }
  const table: UnitTable = {
    firstDay,
    findUnit,
    getUnit,
    provincesOn: (day) => eraOn(day)?.provinces ?? NONE,
    districtsOf: (code, day) => childrenOf(code, day).filter((unit) => unit.level === 'district'),
    communesOf,
    communesOn: (day) => eraOn(day)?.communes ?? NONE,
    pathOf,
    searchUnits: (text, day, search) => eraOn(day)?.index()(text, search) ?? [],
    successorsOf: (unit, day) => successionOf(unit, day, { next: nextOf, findUnit, communesOf, originCount }),
    originCount,
    stateOn(day) {
      if (day < firstDay) return undefined
      const state = file.states.findLast((one) => one.day <= day) ?? file.states[0]
      return state && { law: state.law, catalogue: state.catalogue, confirmed: isConfirmed(day) }
    },
  }

  function nextOf(unit: AdministrativeUnit): readonly UnitCode[] | null {
    return next.get(`${unit.code} ${unit.validFrom}`) ?? null
  }
  function originCount(unit: AdministrativeUnit): number {
    return origins.get(`${unit.code} ${unit.validFrom}`) ?? 1
  }
  return table
}

function readRow([code, validFrom, validUntil, parentCode, name, , flag, sourceName]: UnitRow): AdministrativeUnit {
  const level = levelOfCode(code)
  const read = readUnitName(name, level)
  if (!read) throw new RangeError(`unit ${code}: ${name} begins with no kind of a ${level}`)
  return {
    code,
    validFrom,
    validUntil,
    level,
    kind: read.kind,
    name,
    ownName: read.ownName,
    parentCode,
    ...(sourceName === '' ? {} : { sourceName }),
    ...(flag === 'u' ? { unconfirmed: true as const } : {}),
  }
}

/** Every day on which a unit begins, or ends the day before, or the table becomes sure or unsure. */
function eraStarts(
  units: readonly AdministrativeUnit[],
  confirmed: readonly (readonly [PlainDate, PlainDate | null])[],
): readonly PlainDate[] {
  const days = new Set<PlainDate>()
  for (const unit of units) {
    days.add(unit.validFrom)
    if (unit.validUntil !== null) days.add(addDays(unit.validUntil, 1))
  }
  for (const [from, until] of confirmed) {
    days.add(from)
    if (until !== null) days.add(addDays(until, 1))
  }
  return [...days].sort()
}

function buildEra(from: PlainDate, units: readonly AdministrativeUnit[], certain: boolean): Era {
  const byCode = new Map<string, AdministrativeUnit>()
  const children = new Map<string, AdministrativeUnit[]>()
  const provinces: AdministrativeUnit[] = []
  const communes: AdministrativeUnit[] = []
  for (const row of units) {
    if (row.validFrom > from || (row.validUntil !== null && row.validUntil < from)) continue
    const unit = certain || row.unconfirmed ? row : { ...row, unconfirmed: true as const }
    if (byCode.has(unit.code)) throw new RangeError(`two units ${unit.code} on ${from}`)
    byCode.set(unit.code, unit)
    if (unit.level === 'commune') communes.push(unit)
    if (unit.parentCode === null) provinces.push(unit)
    else {
      const siblings = children.get(unit.parentCode)
      if (siblings) siblings.push(unit)
      else children.set(unit.parentCode, [unit])
    }
  }
  let index: ReturnType<typeof searchIndex> | undefined
  return {
    from,
    byCode,
    children,
    provinces,
    communes,
    index: () => {
      index ??= searchIndex([...byCode.values()], byCode)
      return index
    },
  }
}

function countOrigins(rows: readonly UnitRow[]): ReadonlyMap<string, number> {
  const starts = new Map<string, PlainDate[]>()
  for (const [code, from] of rows) starts.set(code, [...(starts.get(code) ?? []), from])
  const counts = new Map<string, number>()
  for (const [, , until, , , next] of rows) {
    if (until === null || next === null) continue
    const day = addDays(until, 1)
    for (const code of next) {
      const key = `${code} ${starts.get(code)?.findLast((from) => from <= day) ?? day}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}
