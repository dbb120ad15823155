import { randomUUID } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import { appendToFeed } from '../feed/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'
import { analysePersons, insertPersons } from './person-store.ts'
import { placeWords } from './place-words.ts'
import { findSeeding, insertSeeding, listNumbers } from './seeding-store.ts'
import { samplePeople } from './synthesis/sample-people.ts'
import { seededRandom } from './synthesis/seeded-random.ts'
import { syntheticPeople } from './synthesis/synthetic-people.ts'
import { openWorkshop } from './synthesis/workshop.ts'

export interface OfficeToSeed {
  readonly id: number
  readonly communes: readonly string[]
}

export interface SeedPlan {
  readonly store: CentreStore
  readonly units: UnitTable
  readonly day: PlainDate
  readonly people: number
  readonly offices: readonly OfficeToSeed[]
  readonly samplesFile?: string | undefined
}

const BATCH = 2_000

/** Sixteen bits of the day go into the seed: each legal day has its own people. */
function seedOf(day: PlainDate): number {
  return [...day].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
}

/** Writes the people and sends each office its own residents down the feed. */
async function keep(connection: Connection, plan: SeedPlan, batch: readonly PopulationRecord[]): Promise<void> {
  await insertPersons(
    connection,
    batch.map((record) => ({ record, place: placeWords(record.permanentResidence, plan.units, plan.day) })),
  )
  for (const office of plan.offices) {
    const residents = batch.filter(({ permanentResidence: home }) => {
      return home?.asOf === plan.day && office.communes.includes(home.communeCode ?? '')
    })
    if (residents.length > 0)
      await appendToFeed(
        connection,
        office.id,
        residents.map((record) => ({ kind: 'resident', record })),
      )
  }
}

/**
 * Fills an empty register with synthetic people. A register that was filled for another day keeps its people and gets the sample
 * people of this day too; one that was filled for this day is left alone. All of it is one transaction: a kill leaves the
 * register as it was. The sample people go to a file for those who train with them.
 */
export async function seedPopulation(plan: SeedPlan): Promise<void> {
  const { store, day } = plan
  const samples = (await findSeeding(store, day)) ?? (await seed(plan))
  if (plan.samplesFile === undefined) return
  // Another name first: whoever reads it finds all of it or nothing.
  const unfinished = `${plan.samplesFile}.${randomUUID()}`
  writeFileSync(unfinished, samples, { mode: 0o600 })
  renameSync(unfinished, plan.samplesFile)
}

async function seed(plan: SeedPlan): Promise<string> {
  const { store, units, day } = plan
  const ownCommunes = plan.offices
    .flatMap((office) => office.communes)
    .flatMap((code) => units.findUnit(code, day) ?? [])
  const home = ownCommunes[0]
  const elsewhere = units.communesOn(day).at(-1)
  if (!home || !elsewhere) throw new Error('no commune of the training offices is known on the legal day')
  const taken = await listNumbers(store)
  const workshop = openWorkshop({ day, units, random: seededRandom(seedOf(day)), taken })
  const { samples, extra } = samplePeople(workshop, home, elsewhere)
  const written = JSON.stringify(samples)
  await store.transaction(async (connection) => {
    await keep(connection, plan, [...samples.flatMap((sample) => sample.record ?? []), ...extra])
    let batch: PopulationRecord[] = []
    for (const record of taken.length > 0 ? [] : syntheticPeople({ workshop, people: plan.people, ownCommunes })) {
      batch.push(record)
      if (batch.length < BATCH) continue
      await keep(connection, plan, batch)
      batch = []
    }
    if (batch.length > 0) await keep(connection, plan, batch)
    await insertSeeding(connection, day, written)
  })
  await analysePersons(store)
  return written
}
