import { compareBirthDates } from '../../domain/person/birth-date-match.ts'
import { findDateOfBirth } from '../../domain/person/date-of-birth.ts'
import { foldText, foldTypingResidue } from '../../domain/person/fold.ts'
import { compareNames } from '../../domain/person/name-match.ts'
import type { SearchRequest } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { findPerson, listPersonsByName, listPersonsByOldNumber, type PersonRow } from './person-store.ts'

export interface Found extends PersonRow {
  readonly why: readonly string[]
}

const MOST_HITS = 20
const MOST_CANDIDATES = 300
const WORTH_SHOWING = 0.25
const LEAST_LETTERS = 3

export type Searched =
  | { readonly ok: true; readonly hits: readonly Found[]; readonly more: boolean }
  | { readonly ok: false; readonly refused: 'query-too-short' }

function rank(query: SearchRequest['query'], person: PersonRow): { score: number; why: string[] } {
  const name = compareNames(query.name ?? '', person.record.fullName)
  const why: string[] = name.score > 0 ? [...name.reasons] : ['name-part']
  let score = name.score > 0 ? name.score : 0.3
  const [asked, held] = [findDateOfBirth(query.birth ?? ''), findDateOfBirth(person.record.dateOfBirth)]
  if (asked && held) {
    const birth = compareBirthDates(asked, held)
    score *= birth.score
    why.push(`birth-${birth.reason}`)
  }
  if (query.place !== undefined && query.place.trim() !== '') {
    const lives = person.place.includes(foldText(query.place))
    score *= lives ? 1 : 0.6
    if (lives) why.push('place')
  }
  return { score, why }
}

async function candidates(store: CentreStore, query: SearchRequest['query']): Promise<PersonRow[]> {
  const year = query.birth?.slice(0, 4)
  const found = new Map<string, PersonRow>()
  for (const spelling of new Set([foldText(query.name ?? ''), foldText(foldTypingResidue(query.name ?? ''))])) {
    const parts = spelling.split(' ').filter((part) => part !== '')
    const outer = [parts[0], parts.at(-1)].filter((part) => part !== undefined)
    // First every part; then family and given name alone, for a middle name that one side leaves out.
    for (const wanted of [parts, outer]) {
      for (const person of await listPersonsByName(store, wanted, year, MOST_CANDIDATES))
        found.set(person.record.personalNumber, person)
      if (found.size >= MOST_HITS) break
    }
  }
  return [...found.values()]
}

/** Number, old number, or name with birth and place; tone-insensitive, best first, each hit with its reasons. */
export async function searchPersons(store: CentreStore, query: SearchRequest['query']): Promise<Searched> {
  if (query.personalNumber !== undefined) {
    const person = await findPerson(store, query.personalNumber)
    return { ok: true, hits: person ? [{ ...person, why: ['number'] }] : [], more: false }
  }
  if (query.oldIdentityNumber !== undefined) {
    const persons = await listPersonsByOldNumber(store, query.oldIdentityNumber)
    return { ok: true, hits: persons.map((person) => ({ ...person, why: ['old-number'] })), more: false }
  }
  if ((query.name ?? '').replace(/[^\p{L}]/gu, '').length < LEAST_LETTERS)
    return { ok: false, refused: 'query-too-short' }
  const ranked = (await candidates(store, query))
    .map((person) => ({ person, ...rank(query, person) }))
    .filter((hit) => hit.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || (a.person.record.personalNumber < b.person.record.personalNumber ? -1 : 1))
  return {
    ok: true,
    hits: ranked.slice(0, MOST_HITS).map(({ person, why }) => ({ ...person, why })),
    more: ranked.length > MOST_HITS,
  }
}
