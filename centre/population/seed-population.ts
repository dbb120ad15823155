import { randomUUID } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { foldText } from '../../domain/person/fold.ts'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import { formatAddress } from '../../domain/unit/format-address.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'
import { appendToFeed } from '../feed/index.ts'
import type { CentreStore } from '../store/index.ts'
import { countPersons, insertPersons, type PersonRow } from './person-store.ts'
import type { Workshop } from './synthesis/make-person.ts'
import { samplePeople } from './synthesis/sample-people.ts'
import { seededRandom } from './synthesis/seeded-random.ts'
import { syntheticPeople } from './synthesis/synthetic-people.ts'

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

function rowOf(record: PopulationRecord, units: UnitTable): PersonRow {
  const home = record.permanentResidence
  return { record, place: home ? foldText(formatAddress({ ...home, detail: '', written: undefined }, units)) : '' }
}

/**
 * Fills an empty register with synthetic people and sends each training office its own residents down the feed. A register that
 * has people is left alone; all of it is one transaction, so that a kill leaves an empty register, never half a one.
 */
export async function seedPopulation(plan: SeedPlan): Promise<void> {
  const { store, units, day } = plan
  const ownCommunes = plan.offices
    .flatMap((office) => office.communes)
    .flatMap((code) => units.findUnit(code, day) ?? [])
  const home = ownCommunes[0]
  const elsewhere = units.communesOn(day).at(-1)
  if (!home || !elsewhere) throw new Error('no commune of the training offices is known on the legal day')
  const workshop: Workshop = { day, units, random: seededRandom(seedOf(day)), taken: new Set() }
  const { samples, extra } = samplePeople(workshop, home, elsewhere)
  if (plan.samplesFile !== undefined) {
    // Another name first: whoever reads it finds all of it or nothing.
    const unfinished = `${plan.samplesFile}.${randomUUID()}`
    writeFileSync(unfinished, JSON.stringify(samples), { mode: 0o600 })
    renameSync(unfinished, plan.samplesFile)
  }
  if ((await countPersons(store)) > 0) return

  const communeOf = new Map(plan.offices.flatMap((office) => office.communes.map((code) => [code, office.id] as const)))
  await store.transaction(async (connection) => {
    async function keep(batch: readonly PopulationRecord[]): Promise<void> {
      await insertPersons(
        connection,
        batch.map((record) => rowOf(record, units)),
      )
      for (const office of plan.offices) {
        const own = batch.filter(
          ({ permanentResidence: home }) => home?.asOf === day && communeOf.get(home.communeCode ?? '') === office.id,
        )
        await appendToFeed(
          connection,
          office.id,
          own.map((record) => ({ kind: 'resident', record })),
        )
      }
    }
    let batch: PopulationRecord[] = [...samples.flatMap((sample) => sample.record ?? []), ...extra]
    for (const record of syntheticPeople({ workshop, people: plan.people, ownCommunes })) {
      batch.push(record)
      if (batch.length < BATCH) continue
      await keep(batch)
      batch = []
    }
    await keep(batch)
  })
}
