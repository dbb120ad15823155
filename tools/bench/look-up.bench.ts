import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seededRandom } from '../../centre/population/synthesis/seeded-random.ts'
import { syntheticPeople } from '../../centre/population/synthesis/synthetic-people.ts'
import { openWorkshop } from '../../centre/population/synthesis/workshop.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { foldText } from '../../domain/person/fold.ts'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import { putResident } from '../../main/person/own-resident-store.ts'
import { searchOwnResidents } from '../../main/person/search-own-residents.ts'
import { understandQuery } from '../../main/person/understand-query.ts'
import { readUnits } from '../../main/reference.ts'
import { openStore, type Store } from '../../main/store/index.ts'
import { removeFolder } from '../desk/launch-windows.ts'
import { type Figures, median, quantile } from './figures.ts'

export const name = 'look-up'

const PEOPLE = 200_000
const QUERIES = 400
const DAY = plainDate('2026-11-24')

/** The desk's own snapshot, and beside it the peer: the same names in a bare FTS5 trigram table of the same encrypted store. */
function fill(store: Store): PopulationRecord[] {
  const units = readUnits()
  const people: PopulationRecord[] = []
  store.sqlite.exec("CREATE VIRTUAL TABLE peer_name USING fts5(name, tokenize = 'trigram')")
  const insert = store.sqlite.prepare('INSERT INTO peer_name (rowid, name) VALUES (?, ?)')
  const ownCommunes = trainingOffice(DAY).communesServed.map((code) => units.getUnit(code, DAY))
  const workshop = openWorkshop({ day: DAY, units, random: seededRandom(5), taken: [] })
  store.write(() => {
    for (const record of syntheticPeople({ workshop, people: PEOPLE, ownCommunes })) {
      putResident(store, record, foldText(record.fullName))
      people.push(record)
      insert.run(people.length, foldText(record.fullName))
    }
  })
  return people
}

/** How people type a name at a counter. */
const ways: readonly ((record: PopulationRecord) => string)[] = [
  (record) => record.fullName,
  (record) => foldText(record.fullName),
  (record) => `${foldText(record.fullName)} ${record.dateOfBirth.slice(0, 4)}`,
  (record) => `${record.fullName} ${record.dateOfBirth.slice(0, 4)}`,
  (record) => foldText(record.fullName).split(' ').slice(-2).join(' '),
]

function time(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** p95 of the desk's own search in 200,000 people against FTS5 trigram alone, query by query in turn. */
export async function run(): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-bench-look-up-'))
  const store = openStore(path.join(folder, 'station.db'), new Uint8Array(32).fill(3))
  const units = readUnits()
  try {
    const people = fill(store)
    const random = seededRandom(11)
    const peer = store.sqlite.prepare('SELECT rowid, name FROM peer_name WHERE peer_name MATCH ? LIMIT 400')
    const ours: number[] = []
    const trigram: number[] = []
    let sought = 0
    let found = 0
    for (let i = 0; i < QUERIES; i++) {
      const record = random.pick(people)
      const way = ways[i % ways.length]
      if (!way) throw new Error('no way of typing')
      const typed = way(record)
      const query = understandQuery({ query: typed })
      if (!query) continue
      let hits: ReturnType<typeof searchOwnResidents> | undefined
      ours.push(time(() => (hits = searchOwnResidents(store, query, units))))
      const words = foldText(query.name ?? '')
        .split(' ')
        .filter((word) => word.length >= 3)
      if (words.length > 0) trigram.push(time(() => peer.all(words.map((word) => `"${word}"`).join(' AND '))))
      // A name with its year of birth names few enough people for all of them to be shown.
      if (typed.includes(record.dateOfBirth.slice(0, 4))) {
        sought += 1
        const last = record.personalNumber.slice(-4)
        if (hits?.hits.some((hit) => hit.maskedNumber.endsWith(last) && hit.fullName === record.fullName)) found += 1
      }
    }
    const [own, alone] = [quantile(ours, 0.95), quantile(trigram, 0.95)]
    return {
      people: { value: PEOPLE, unit: 'people' },
      queries: { value: ours.length, unit: 'queries, five ways of typing' },
      'own search: median': { value: round(median(ours)), unit: 'ms' },
      'own search: p95': { value: round(own), unit: 'ms' },
      'FTS5 trigram alone: p95': { value: round(alone), unit: 'ms' },
      'own search over FTS5 trigram alone, p95': { value: round(own / alone), unit: 'ratio' },
      'name with year of birth: found among the hits shown': { value: round((100 * found) / sought), unit: '%' },
    }
  } finally {
    store.close()
    removeFolder(folder)
  }
}

const round = (value: number) => Math.round(value * 100) / 100
