import { createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PrintRegister, printRegister } from '../../../centre/fingerprint/index.ts'
import {
  type CentreStore,
  type EmbeddedPostgres,
  openCentreStore,
  startEmbeddedPostgres,
} from '../../../centre/store/index.ts'
import type { PositionedTemplate } from '../../../native/fingerprint/index.ts'
import { syntheticPrints } from '../../synthetic-prints.ts'

// A centre that starts again: what it saved of everybody's prints, and what the table says meanwhile.

/** More changes than a save waits for. */
const CROWD = 520
const key = createSecretKey(randomBytes(32))
const ownerOf = (n: number) => ({ office: 103, application: `application-${n}` })
const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-memory-'))
const snapshot = path.join(folder, 'prints.index')

let postgres: EmbeddedPostgres
let store: CentreStore
/** Rows whose templates were opened since the last look. */
let opened = 0
const faults: unknown[] = []
let crowd: readonly PositionedTemplate[]
let an: readonly PositionedTemplate[]
let binh: readonly PositionedTemplate[]

beforeAll(async () => {
  postgres = await startEmbeddedPostgres(path.join(folder, 'postgres'))
  store = await openCentreStore(postgres.url, (fault) => faults.push(fault))
  const ask: (text: string, values?: unknown[]) => Promise<pg.QueryResult> = store.pool.query.bind(store.pool)
  const counting = async (text: string, values?: unknown[]) => {
    const found = await ask(text, values)
    if (text.includes('t.sealed') && text.includes('unnest')) opened += found.rowCount ?? 0
    return found
  }
  Object.assign(store.pool, { query: counting })
  const register = start()
  const take = async (name: string) =>
    (await register.make([
      { position: 2, record: syntheticPrints(name, 1, ['right-index'])['right-index'] ?? new Uint8Array() },
    ])) ?? []
  crowd = await take('hoa')
  an = await take('an')
  binh = await take('binh')
  await store.transaction(async (connection) => {
    for (let n = 0; n < CROWD; n++) await register.keep(connection, crowd, ownerOf(n), 'ab'.repeat(32))
    await register.keep(connection, an, ownerOf(CROWD), 'ab'.repeat(32))
  })
}, 120_000)
afterAll(async () => {
  await store?.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(): PrintRegister {
  opened = 0
  return printRegister(store, key, (fault) => faults.push(fault), snapshot)
}

async function whoHas(register: PrintRegister, prints: readonly PositionedTemplate[]): Promise<readonly string[]> {
  const found = await register.check(prints, { office: 1, application: 'asking' }, '001201000001')
  return found.outcome === 'other-person' ? found.others.map(({ application }) => application) : [found.outcome]
}

test('the first start opens every row and saves what it made of them', async () => {
  const register = start()
  expect(await whoHas(register, an)).toEqual([`application-${CROWD}`])
  expect(opened).toBe(CROWD + 1)
  await register.close()
  expect(existsSync(snapshot)).toBe(true)
})

test('the next start opens none, and finds whom the first one found', async () => {
  const register = start()
  expect(await whoHas(register, an)).toEqual([`application-${CROWD}`])
  expect(await register.size()).toBe(CROWD + 1)
  expect(opened).toBe(0)
})

test('who came, changed or left while the centre was away counts as the table says', async () => {
  const away = start()
  await store.transaction(async (connection) => {
    await away.keep(connection, binh, ownerOf(CROWD + 1), 'ab'.repeat(32))
    await away.keep(connection, an, ownerOf(0), 'cd'.repeat(32))
    await away.forget(connection, ownerOf(CROWD))
  })
  const register = start()
  expect(await whoHas(register, binh)).toEqual([`application-${CROWD + 1}`])
  expect(await whoHas(register, an)).toEqual(['application-0'])
  expect(await register.size()).toBe(CROWD + 1)
  expect(opened).toBe(2)
})

test('a save that was cut is reported and costs time alone', async () => {
  const whole = readFileSync(snapshot)
  writeFileSync(snapshot, whole.subarray(0, whole.length >> 1))
  expect(faults).toEqual([])
  const register = start()
  expect(await whoHas(register, an)).toEqual(['application-0'])
  expect(opened).toBe(CROWD + 1)
  expect(faults).toHaveLength(1)
  await register.close()
})

test('after the reported one the save is whole again', async () => {
  const register = start()
  expect(await whoHas(register, binh)).toEqual([`application-${CROWD + 1}`])
  expect(opened).toBe(0)
  expect(faults).toHaveLength(1)
})
