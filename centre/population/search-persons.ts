import { compareBirthDates } from '../../domain/person/birth-date-match.ts'
import { type DateOfBirth, findDateOfBirth } from '../../domain/person/date-of-birth.ts'
import { compareNames } from '../../domain/person/name-match.ts'
import type { SearchRequest } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { nameKey, nameWords, residueWords, shorterForms, spellingOf } from './name-key.ts'
import { listPersonsByName, listPersonsByNumber, type NamedPerson, type PersonRow, type Years } from './person-store.ts'
import { foldPlace } from './place-words.ts'

export interface Found extends PersonRow {
  /** Codes of the screen's words, the weightiest first. */
  readonly why: readonly string[]
}

const MOST_HITS = 20
const MOST_CANDIDATES = 200
const WORTH_SHOWING = 0.25
const LEAST_LETTERS = 3
/** A name of more words is no name with a slip in it. */
const MOST_WORDS = 8
/** Enough good hits: nothing vaguer is asked for. */
const ENOUGH = 5

export type Searched =
  | { readonly ok: true; readonly hits: readonly Found[]; readonly more: boolean }
  | { readonly ok: false; readonly refused: 'query-too-short' }

type Query = SearchRequest['query']
type Ranked = { readonly person: PersonRow; readonly score: number; readonly why: readonly string[] }

/** Birth as asked: a year alone is what may be searched by too. */
function askedBirth(query: Query): { years: Years; birth: DateOfBirth | undefined } {
  const birth = findDateOfBirth(query.birth?.trim() ?? '')
  const year = Number(birth?.slice(0, 4))
  return { birth, years: birth ? { from: year, to: year } : undefined }
}

function rank(query: Query, asked: DateOfBirth | undefined, person: NamedPerson): Ranked {
  const { record } = person
  const [own, other] = [record.fullName, record.otherName ?? ''].map((name) => compareNames(query.name ?? '', name))
  const isOther = (other?.score ?? 0) > (own?.score ?? 0)
  const name = (isOther ? other : own) ?? { score: 0, reasons: [] }
  const why: string[] = name.score > 0 ? [...name.reasons] : ['name-part']
  let score = name.score > 0 ? name.score : 0.3
  if (isOther) {
    why.unshift('old-name')
    score *= 0.9
  }
  const held = findDateOfBirth(record.dateOfBirth)
  if (asked && held) {
    const birth = compareBirthDates(asked, held)
    score *= birth.score
    why.push(asked.length === 4 && birth.reason === 'less-precise' ? 'birth-year' : `birth-${birth.reason}`)
  }
  if (query.place !== undefined && query.place.trim() !== '') {
    const lives = ` ${person.place} `.includes(` ${foldPlace(query.place)} `)
    score *= lives ? 1 : 0.6
    if (lives) why.push('place')
  }
  return { person, score, why }
}

/**
 * Asks the register from the sharpest question to the vaguest and stops when there is enough: the very name; a name without
 * some of its middle names; the name by its sound; all its words in any order; then, in one year, names that look alike, and
 * at last all words but one, and the neighbouring years. Every question but the last goes by an index.
 */
async function findCandidates(store: CentreStore, query: Query, years: Years): Promise<NamedPerson[]> {
  const found = new Map<string, NamedPerson>()
  const words = nameWords(query.name ?? '')
  const residue = residueWords(query.name ?? '')
  const spellings = [words, ...(residue.join(' ') === words.join(' ') ? [] : [residue])].filter((it) => it.length > 0)
  const ask = async (condition: Parameters<typeof listPersonsByName>[1], within: Years) => {
    for (const person of await listPersonsByName(store, condition, within, MOST_CANDIDATES))
      if (!found.has(person.record.personalNumber)) found.set(person.record.personalNumber, person)
  }

  await ask({ keys: spellings.flatMap(shorterForms).map(nameKey) }, years)
  for (const spelling of spellings) {
    await ask({ spelling: spellingOf(spelling) }, years)
    await ask({ words: spelling }, years)
  }
  if (found.size < ENOUGH && years) {
    for (const spelling of spellings) await ask({ like: nameKey(spelling) }, years)
    await ask({ keys: spellings.map(nameKey) }, { from: years.from - 1, to: years.to + 1 })
  }
  if (found.size === 0) {
    for (const spelling of spellings.filter((it) => it.length >= 3 && it.length <= MOST_WORDS)) {
      for (const left of spelling.keys()) {
        const others = spelling.filter((_word, i) => i !== left)
        await ask({ words: others }, years)
      }
    }
  }
  return [...found.values()]
}

async function searchByNumber(store: CentreStore, query: Query): Promise<Searched> {
  const asked =
    query.personalNumber === undefined
      ? { number: query.oldIdentityNumber?.trim() ?? '', kinds: ['old'] as const }
      : { number: query.personalNumber.trim(), kinds: ['own', 'cancelled', 'old'] as const }
  if (!/^\d{9}(\d{3})?$/.test(asked.number)) return { ok: false, refused: 'query-too-short' }
  const persons = await listPersonsByNumber(store, asked.number, asked.kinds)
  return {
    ok: true,
    hits: persons.map(({ kind, ...person }) => ({ ...person, why: [kind === 'own' ? 'number' : 'old-number'] })),
    more: false,
  }
}

/** Number, old number, or name with birth and place; tone-insensitive, best first, each hit with its reasons. */
export async function searchPersons(store: CentreStore, query: Query): Promise<Searched> {
  if (query.personalNumber !== undefined || query.oldIdentityNumber !== undefined) return searchByNumber(store, query)
  const letters = (query.name ?? '').normalize('NFC').match(/\p{L}/gu)?.length ?? 0
  if (letters < LEAST_LETTERS) return { ok: false, refused: 'query-too-short' }
  const { years, birth } = askedBirth(query)
  const ranked = (await findCandidates(store, query, years))
    .map((person) => rank(query, birth, person))
    .filter((hit) => hit.score >= WORTH_SHOWING)
    .sort((a, b) => b.score - a.score || (a.person.record.personalNumber < b.person.record.personalNumber ? -1 : 1))
  return {
    ok: true,
    hits: ranked.slice(0, MOST_HITS).map(({ person, why }) => ({ ...person, why })),
    more: ranked.length > MOST_HITS,
  }
}
