import { compareBirthDates } from '../../domain/person/birth-date-match.ts'
import { findDateOfBirth } from '../../domain/person/date-of-birth.ts'
import { foldText, foldTypingResidue } from '../../domain/person/fold.ts'
import { compareNames } from '../../domain/person/name-match.ts'
import { maskPersonalNumber, PersonalNumber } from '../../domain/person/personal-number.ts'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import { formatAddress } from '../../domain/unit/format-address.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import type { ReplyOf } from '../../preload/contract/index.ts'
import type { Store } from '../store/index.ts'
import {
  findResident,
  findResidentByRow,
  listResidentNames,
  listResidentNamesBorn,
  listResidentsByOldNumber,
  type OwnResident,
  type ResidentName,
} from './own-resident-store.ts'
import type { UnderstoodQuery } from './understand-query.ts'

export type PopulationHit = ReplyOf<'population.search'>['hits'][number]

const MOST_HITS = 20
/** Names the index may bring; more than this and the query is too general to rank well. */
const MOST_CANDIDATES = 400
/** Records that are read and ranked in full: enough that more than a page of them says so. */
const MOST_RANKED = 60
const WORTH_SHOWING = 0.25

interface Ranked {
  readonly resident: OwnResident
  readonly score: number
  readonly why: readonly string[]
}

/** Commune and province only: where, not which house. */
function placeOf(record: PopulationRecord, units: UnitTable): string {
  const address = record.permanentResidence ?? record.currentResidence
  return address ? formatAddress({ ...address, detail: '', written: undefined }, units, 'own-names') : ''
}

export function hitOf(record: PopulationRecord, ref: string, why: readonly string[], units: UnitTable): PopulationHit {
  const number = PersonalNumber.safeParse(record.personalNumber)
  return {
    ref,
    maskedNumber: number.success ? maskPersonalNumber(number.data) : '',
    fullName: record.fullName,
    birthYear: record.dateOfBirth.slice(0, 4),
    sex: record.sex,
    place: placeOf(record, units),
    why: [...why],
    status: record.status,
  }
}

function rankByName(query: UnderstoodQuery, found: OwnResident, units: UnitTable): Ranked {
  const name = compareNames(query.name ?? '', found.record.fullName)
  const why: string[] = [...name.reasons]
  // A part of a name, as typed so far, is a weak but honest hit.
  let score = name.score > 0 ? name.score : 0.3
  if (name.score === 0) why.splice(0, why.length, 'name-part')
  const [asked, held] = [findDateOfBirth(query.birth ?? ''), findDateOfBirth(found.record.dateOfBirth)]
  if (asked && held) {
    const birth = compareBirthDates(asked, held)
    score *= birth.score
    why.push(`birth-${birth.reason}`)
  }
  if (query.place !== undefined) {
    const matches = foldText(placeOf(found.record, units)).includes(foldText(query.place))
    score *= matches ? 1 : 0.6
    if (matches) why.push('place')
  }
  return { resident: found, score, why }
}

/** How near a name stands before its record is read: the same name, the same words, then whatever the index found. */
function nearness(name: ResidentName, spelling: string): number {
  if (name.foldedName === spelling) return 3
  const words = (text: string) => text.split(' ').sort().join(' ')
  if (words(name.foldedName) === words(spelling)) return 2
  return name.foldedName.endsWith(` ${spelling}`) ? 1 : 0
}

function namesWith(store: Store, parts: readonly string[], year: string | undefined): ResidentName[] {
  if (year !== undefined) return listResidentNamesBorn(store, year, parts, MOST_CANDIDATES)
  const findable = parts.filter((part) => part.length >= 3)
  return findable.length === 0 ? [] : listResidentNames(store, findable, MOST_CANDIDATES)
}

function candidates(store: Store, query: UnderstoodQuery): OwnResident[] {
  const year = query.birth?.slice(0, 4)
  const spellings = new Set([foldText(query.name ?? ''), foldText(foldTypingResidue(query.name ?? ''))])
  const found = new Map<number, { near: number; rowid: number }>()
  for (const spelling of spellings) {
    const words = spelling.split(' ').filter((word) => word !== '')
    // The last word may still be growing: it is sought as a beginning.
    const parts = words.map((word, at) => (at < words.length - 1 ? ` ${word} ` : ` ${word}`))
    const outer = [parts[0], parts.at(-1)].filter((part) => part !== undefined)
    // The name as it stands; its words in any order; family and given name alone, for a middle name missing on one side; last any
    // part of a word.
    for (const wanted of [[` ${spelling} `], parts, outer, words]) {
      for (const name of namesWith(store, wanted, year)) {
        const near = nearness(name, spelling)
        if (near > (found.get(name.rowid)?.near ?? -1)) found.set(name.rowid, { near, rowid: name.rowid })
      }
      if (found.size >= MOST_HITS) break
    }
  }
  return [...found.values()]
    .sort((a, b) => b.near - a.near || a.rowid - b.rowid)
    .slice(0, MOST_RANKED)
    .flatMap(({ rowid }) => findResidentByRow(store, rowid) ?? [])
}

/** Searches the desk's own snapshot, tone-insensitive and forgiving of typing residue, as the centre does. Best first. */
export function searchOwnResidents(
  store: Store,
  query: UnderstoodQuery,
  units: UnitTable,
): { hits: PopulationHit[]; more: boolean } {
  if (query.personalNumber !== undefined) {
    const found = findResident(store, query.personalNumber)
    return { hits: found ? [hitOf(found.record, ownRef(found), ['number'], units)] : [], more: false }
  }
  if (query.oldIdentityNumber !== undefined) {
    const found = listResidentsByOldNumber(store, query.oldIdentityNumber)
    return {
      hits: found.map((resident) => hitOf(resident.record, ownRef(resident), ['old-number'], units)),
      more: false,
    }
  }
  const ranked = candidates(store, query)
    .map((resident) => rankByName(query, resident, units))
    .filter((hit) => hit.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || a.resident.rowid - b.resident.rowid)
  return {
    hits: ranked.slice(0, MOST_HITS).map((hit) => hitOf(hit.resident.record, ownRef(hit.resident), hit.why, units)),
    more: ranked.length > MOST_HITS,
  }
}

export function ownRef(resident: OwnResident): string {
  return `own:${resident.rowid}`
}

export function rowOfRef(ref: string): number | undefined {
  const match = /^own:(\d{1,12})$/.exec(ref)
  return match ? Number(match[1]) : undefined
}
