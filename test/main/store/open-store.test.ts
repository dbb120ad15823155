import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSetting, migrate, openStore, putSetting, StoreUnusable } from '../../../main/store/index.ts'
import { migrations } from '../../../main/store/migrations/index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'so-bo-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = new Uint8Array(32).fill(7)
const file = () => path.join(folder, 'station.db')

function troubleOf(work: () => unknown): string {
  try {
    work()
  } catch (fault) {
    if (fault instanceof StoreUnusable) return fault.trouble
    throw fault
  }
  return 'none'
}

test('nothing that was stored can be read in the files without the key', () => {
  const store = openStore(file(), key)
  putSetting(store, 'canary', 'NGUYEN-VAN-CANARY-001090012345')
  store.sqlite.pragma('wal_checkpoint(PASSIVE)')
  for (const name of ['station.db', 'station.db-wal']) {
    expect(readFileSync(path.join(folder, name)).includes('CANARY')).toBe(false)
  }
  expect(readFileSync(file()).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  store.close()
})

test('a wrong key is said to be a wrong key, and the data stay as they were', () => {
  const store = openStore(file(), key)
  putSetting(store, 'a', 'b')
  store.close()
  expect(troubleOf(() => openStore(file(), new Uint8Array(32).fill(8)))).toBe('wrong-key')
  const again = openStore(file(), key)
  expect(findSetting(again, 'a')).toBe('b')
  again.close()
})

test('one flipped bit anywhere in the file is found when its page is read', () => {
  const store = openStore(file(), key)
  for (let i = 0; i < 400; i++) putSetting(store, `name-${i}`, 'x'.repeat(200))
  store.close()
  const size = statSync(file()).size
  const clean = readFileSync(file())
  let found = 0
  const trials = 40
  for (let i = 0; i < trials; i++) {
    const offset = Math.floor(((i + 0.5) / trials) * size)
    const handle = openSync(file(), 'r+')
    writeSync(handle, Buffer.from([(clean[offset] ?? 0) ^ 1]), 0, 1, offset)
    closeSync(handle)
    try {
      const damaged = openStore(file(), key, { readOnly: true })
      // Every page is read: cipher HMACs are checked as pages come in.
      damaged.sqlite.pragma('integrity_check')
      damaged.sqlite.prepare('SELECT sum(length(value)) FROM station_setting').get()
      damaged.close()
    } catch {
      found += 1
    }
    const mend = openSync(file(), 'r+')
    writeSync(mend, clean.subarray(offset, offset + 1), 0, 1, offset)
    closeSync(mend)
  }
  expect(found).toBe(trials)
})

test('a store of a later program is refused, not guessed at', () => {
  const store = openStore(file(), key)
  store.sqlite.pragma('user_version = 9999')
  expect(troubleOf(() => migrate(store.sqlite))).toBe('newer-than-program')
  store.close()
})

test('migrations rise by one and each makes only STRICT tables', () => {
  for (const [i, step] of migrations.entries()) {
    expect(step.version).toBe(i + 1)
    for (const table of step.up.match(/CREATE TABLE[\s\S]*?\)\s*(STRICT)?;/g) ?? [])
      expect(table.trimEnd().endsWith('STRICT;')).toBe(true)
  }
})

test('work that throws leaves nothing behind, and nested work joins the open transaction', () => {
  const store = openStore(file(), key)
  expect(() =>
    store.write(() => {
      putSetting(store, 'half', '1')
      store.write(() => putSetting(store, 'inner', '1'))
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(findSetting(store, 'half')).toBeUndefined()
  expect(findSetting(store, 'inner')).toBeUndefined()
  store.close()
})

test('WAL and synchronous=FULL are on: an acknowledged commit is on the disk', () => {
  const store = openStore(file(), key)
  expect(store.sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(store.sqlite.pragma('synchronous', { simple: true })).toBe(2)
  store.close()
})
