import type * as z from 'zod/mini'
import { levelOfCode, readUnitName, UnitCode } from '../../domain/unit/administrative-unit.ts'
import { cleanPlaceText, comparablePlaceName } from '../../domain/unit/place-text.ts'
import type { Merges, NewCatalogue, OldCatalogue } from './raw-catalogue.ts'

/** One unit of one catalogue. */
export interface Entry {
  readonly code: string
  readonly parent: string | null
  readonly source: string
}
export type Catalogue = ReadonlyMap<string, Entry>

/** [code, from, until, parent, name, next, flag, source] as in `domain/unit/unit-row.ts`. */
export type Line = [
  code: string,
  from: string,
  until: string | null,
  parent: string | null,
  name: string,
  next: string[] | null,
  flag: '' | 'u',
  source: string,
]

export function oldCatalogue(raw: z.output<typeof OldCatalogue>): Catalogue {
  const entries = new Map<string, Entry>()
  const add = (code: string, parent: string | null, source: string) => addOnce(entries, { code, parent, source })
  for (const province of raw) {
    add(province.Code, null, province.FullName)
    for (const district of province.District) {
      add(district.Code, province.Code, district.FullName)
      for (const commune of district.Ward ?? []) add(commune.Code, district.Code, commune.FullName)
    }
  }
  return entries
}

export function newCatalogue(raw: z.output<typeof NewCatalogue>): Catalogue {
  const entries = new Map<string, Entry>()
  for (const province of raw) {
    addOnce(entries, { code: province.Code, parent: null, source: province.FullName })
    for (const commune of province.Wards) {
      if (commune.ProvinceCode !== province.Code) throw new Error(`${commune.Code}: two provinces`)
      addOnce(entries, { code: commune.Code, parent: province.Code, source: commune.FullName })
    }
  }
  return entries
}

/** The units of 2025-07-01 as the mapping lists them. */
export function mergedCatalogue(raw: z.output<typeof Merges>): Catalogue {
  const entries = new Map<string, Entry>()
  for (const province of raw.data) {
    addOnce(entries, { code: province.level1_id, parent: null, source: province.name })
    for (const commune of province.level2s) {
      addOnce(entries, { code: commune.level2_id, parent: province.level1_id, source: commune.name })
    }
  }
  return entries
}

function addOnce(entries: Map<string, Entry>, entry: Entry): void {
  if (entries.has(entry.code)) throw new Error(`code ${entry.code} twice in one catalogue`)
  entries.set(entry.code, entry)
}

/** NFC, trimmed, first letter capital; the kind's words in their usual case. */
export function displayName(entry: Entry): string {
  const clean = cleanPlaceText(entry.source)
  const level = levelOfCode(UnitCode.parse(entry.code))
  const name = clean.charAt(0).toLocaleUpperCase('vi') + clean.slice(1)
  if (!readUnitName(name, level)) throw new Error(`${entry.code}: ${entry.source} begins with no kind of a ${level}`)
  return name
}

/** Own name in comparable form: the same place may have become a ward and keep its name. */
export function comparableOwnName(entry: Entry): string {
  const read = readUnitName(displayName(entry), levelOfCode(UnitCode.parse(entry.code)))
  if (!read) throw new Error(`${entry.code}: no kind`)
  return comparablePlaceName(read.ownName)
}

export function sameKind(a: Entry, b: Entry): boolean {
  const level = levelOfCode(UnitCode.parse(a.code))
  return readUnitName(displayName(a), level)?.kind === readUnitName(displayName(b), level)?.kind
}

export function line(
  entry: Entry,
  from: string,
  until: string | null,
  next: string[] | null,
  flag: '' | 'u' = '',
): Line {
  const name = displayName(entry)
  return [entry.code, from, until, entry.parent, name, next, flag, name === entry.source ? '' : entry.source]
}
