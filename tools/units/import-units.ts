/**
 * Makes resources/reference/units/units.json from the volunteers' catalogues (see README.md beside this file).
 * Run: node_modules/.bin/node tools/units/import-units.ts FOLDER_WITH_THE_FIVE_RAW_FILES
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod/mini'
import { parseUnitFile, type UnitState } from '../../domain/unit/unit-row.ts'
import { Merges, NewCatalogue, OldCatalogue, readRaw, Splits } from './raw-catalogue.ts'
import {
  type Catalogue,
  comparableOwnName,
  type Entry,
  type Line,
  line,
  mergedCatalogue,
  newCatalogue,
  oldCatalogue,
  sameKind,
} from './unit-rows.ts'

/** First day answered: the catalogue of 2021-11-06 is taken back to the start of the campaign year, unconfirmed. */
const FIRST_DAY = '2021-01-01'
const SECOND_STATE = '2025-03-01'
const DAY_BEFORE_SECOND_STATE = '2025-02-28'
const LAST_DAY_OF_DISTRICTS = '2025-06-30'
const MERGER = '2025-07-01'
/** Đồng Nai became a centrally run city: NQ 30/2026/QH16, NQ 237/NQ-UBTVQH16. */
const LAST_DAY_OF_DONG_NAI_PROVINCE = '2026-04-29'
const DONG_NAI_CITY = '2026-04-30'
const LAST_STATE = '2026-07-25'
const DAY_BEFORE_LAST_STATE = '2026-07-24'
/** Changes of the first level whose day is known: Huế became a centrally run city. */
const HUE = { code: '46', until: '2024-12-31', from: '2025-01-01' }
/** Two codes that differ between the mapping and the last catalogue; the day of the change is not known. */
const RECODED: ReadonlyMap<string, string> = new Map([
  ['06970', '06978'],
  ['23737', '23938'],
])

const STATES = [
  {
    day: '2021-11-06',
    confirmedUntil: '2021-11-06',
    catalogue: 'thanglequoc/vietnamese-provinces-database 4aa4833a (Tổng cục Thống kê 06/11/2021)',
    law: 'QĐ 124/2004/QĐ-TTg',
  },
  {
    day: SECOND_STATE,
    confirmedUntil: LAST_DAY_OF_DISTRICTS,
    catalogue: 'thanglequoc/vietnamese-provinces-database ea50c903',
    law: 'QĐ 124/2004/QĐ-TTg; NQ 1365/NQ-UBTVQH15',
  },
  {
    day: MERGER,
    confirmedUntil: null,
    catalogue: 'thanglequoc/vietnamese-provinces-database cd580632 (25/07/2026); dvhcvn/20250701 dd94887c',
    law: 'NQ 202/2025/QH15; NQ 1654…1687/NQ-UBTVQH15; QĐ 19/2025/QĐ-TTg; NQ 30/2026/QH16; NQ 237/NQ-UBTVQH16',
  },
] satisfies z.input<typeof UnitState>[]

function successors(splits: z.output<typeof Splits>): ReadonlyMap<string, string[]> {
  const next = new Map<string, string[]>()
  for (const province of splits.data) {
    next.set(province.level1_id, ids(province.splits))
    for (const commune of province.level3s) next.set(commune.level3_id, ids(commune.splits))
    for (const district of province.level2s ?? []) next.set(district.level2_id, ids(district.splits))
  }
  return next
}

function ids(list: readonly { new_id: string }[]): string[] {
  return [...new Set(list.map((one) => one.new_id))].sort()
}

/** Both files must tell the same relations, read from either end. */
function checkRelations(next: ReadonlyMap<string, string[]>, merges: z.output<typeof Merges>): number {
  const fromOld = new Set([...next].flatMap(([old, news]) => news.map((code) => `${old}>${code}`)))
  const fromNew = new Set<string>()
  for (const province of merges.data) {
    for (const origin of province.merges) fromNew.add(`${origin.old_id}>${province.level1_id}`)
    for (const commune of province.level2s) {
      for (const origin of commune.merges) fromNew.add(`${origin.old_id}>${commune.level2_id}`)
    }
  }
  const different = [...fromOld, ...fromNew].filter((relation) => !fromOld.has(relation) || !fromNew.has(relation))
  if (different.length > 0) throw new Error(`splits and merges disagree: ${different.slice(0, 5).join(', ')}`)
  return fromOld.size
}

/** Spans before the merger: the two old states matched by code and name. */
function oldLines(early: Catalogue, late: Catalogue, next: ReadonlyMap<string, string[]>): Line[] {
  const lines: Line[] = []
  for (const before of early.values()) {
    const after = late.get(before.code)
    if (!after) lines.push(line(before, FIRST_DAY, DAY_BEFORE_SECOND_STATE, null))
    else if (before.code === HUE.code) {
      lines.push(line(before, FIRST_DAY, HUE.until, [HUE.code]))
      lines.push(line(after, HUE.from, LAST_DAY_OF_DISTRICTS, next.get(HUE.code) ?? null))
    } else {
      const sameName = comparableOwnName(before) === comparableOwnName(after)
      const unchanged = sameName && sameKind(before, after) && before.parent === after.parent
      if (!unchanged) {
        lines.push(line(before, FIRST_DAY, DAY_BEFORE_SECOND_STATE, sameName ? [after.code] : null))
      }
      lines.push(oldLine(after, unchanged ? FIRST_DAY : SECOND_STATE, next))
    }
  }
  for (const after of late.values()) if (!early.has(after.code)) lines.push(oldLine(after, SECOND_STATE, next))
  return lines
}

function oldLine(entry: Entry, from: string, next: ReadonlyMap<string, string[]>): Line {
  return line(entry, from, LAST_DAY_OF_DISTRICTS, next.get(entry.code) ?? null)
}

/** Spans since the merger: the mapping's units, with the names of the last catalogue. */
function newLines(merged: Catalogue, last: Catalogue): Line[] {
  const lines: Line[] = []
  const taken = new Set<string>()
  for (const first of merged.values()) {
    const recoded = RECODED.get(first.code)
    const now = last.get(recoded ?? first.code)
    if (!now) throw new Error(`${first.code} ${first.source} is missing from the last catalogue`)
    if (now.parent !== first.parent) throw new Error(`${first.code}: another province in the last catalogue`)
    if (comparableOwnName(first) !== comparableOwnName(now)) {
      throw new Error(`${first.code}: ${first.source} became ${now.source}: a change this importer does not know`)
    }
    taken.add(now.code)
    if (recoded !== undefined) {
      lines.push(line(first, MERGER, DAY_BEFORE_LAST_STATE, [recoded], 'u'), line(now, LAST_STATE, null, null))
    } else if (sameKind(first, now)) lines.push(line(now, MERGER, null, null))
    else {
      const ofDongNai = (now.parent ?? now.code) === '75'
      if (!ofDongNai) throw new Error(`${first.code}: ${first.source} became ${now.source} on an unknown day`)
      lines.push(line(first, MERGER, LAST_DAY_OF_DONG_NAI_PROVINCE, [now.code]), line(now, DONG_NAI_CITY, null, null))
    }
  }
  for (const code of last.keys()) if (!taken.has(code)) throw new Error(`${code} has no unit of 2025-07-01`)
  return lines
}

function main(folder: string | undefined): void {
  if (folder === undefined) throw new Error('usage: import-units.ts FOLDER_WITH_THE_RAW_FILES')
  const early = oldCatalogue(readRaw(folder, 'units-2021-11-06.json', OldCatalogue))
  const late = oldCatalogue(readRaw(folder, 'units-2025-03-01.json', OldCatalogue))
  const merges = readRaw(folder, 'units-2025-07-01-merges.json', Merges)
  const next = successors(readRaw(folder, 'units-2025-07-01-splits.json', Splits))
  const relations = checkRelations(next, merges)
  const lines = [
    ...oldLines(early, late, next),
    ...newLines(mergedCatalogue(merges), newCatalogue(readRaw(folder, 'units-2026-07-25.json', NewCatalogue))),
  ]
  lines.sort((a, b) => a[0].length - b[0].length || compare(a[0], b[0]) || compare(a[1], b[1]))
  const known = new Set(late.keys())
  const without = [...next.keys()].filter((code) => !known.has(code))
  const header = { notice: 'MIT, see NOTICE in this folder', states: STATES }
  const text = `${JSON.stringify(header).slice(0, -1)},"units":[\n${lines.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
  parseUnitFile(text)
  const target = join(import.meta.dirname, '../../resources/reference/units/units.json')
  writeFileSync(target, text)
  console.error(`${lines.length} rows, ${relations} relations, ${Buffer.byteLength(text)} bytes → ${target}`)
  console.error(`left out, in the mapping but in no catalogue: ${without.join(' ')}`)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

main(process.argv[2])
