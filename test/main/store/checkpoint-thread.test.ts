import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import {
  type CheckpointThread,
  checkpointThread,
  findSetting,
  openStore,
  putSetting,
  type Store,
} from '../../../main/store/index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'so-bo-checkpoint-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = new Uint8Array(32).fill(7)
const file = () => path.join(folder, 'station.db')
const logPages = () => statSync(`${file()}-wal`).size / (4096 + 24)
/** As a scanned page: a row of some 110 pages of the log. Another text each time: SQLite writes no page that stays as it was. */
const somePage = (bytes = 450_000) => randomBytes(bytes / 2).toString('hex')

interface Opened {
  readonly store: Store
  readonly thread: CheckpointThread
  readonly said: string[]
}

function open(start?: Parameters<typeof checkpointThread>[3]): Opened {
  const store = openStore(file(), key)
  const said: string[] = []
  const log = {
    note: (step: string) => void said.push(step),
    fault: (step: string, cause: unknown) => void said.push(`${step}: ${String(cause)}`),
  }
  const thread = start ? checkpointThread(store, key, log, start) : checkpointThread(store, key, log)
  onTestFinished(async () => {
    await thread.stop()
    if (store.sqlite.open) store.close()
  })
  return { store, thread, said }
}

/** Pages of the log that are not copied back yet. */
function waiting(store: Store): number {
  const [found] = store.sqlite.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
  return (found?.log ?? 0) - (found?.checkpointed ?? 0)
}
const netOf = (store: Store) => store.sqlite.pragma('wal_autocheckpoint', { simple: true })

test('the thread copies the log back while the store’s own thread does nothing else than commit', async () => {
  const { store, thread, said } = open()
  expect(await thread.ready).toBe(true)
  // Under the net: whatever is copied of these, the thread copied it.
  for (let i = 0; i < 20; i++) putSetting(store, `page-${i}`, somePage())
  expect(logPages()).toBeGreaterThan(2_000)
  await expect.poll(() => waiting(store)).toBeLessThan(1_000)
  expect(said).toEqual([])
})

test('the log stays bounded through a burst far longer than it, whose commits leave no pause', async () => {
  const { store, thread } = open()
  await thread.ready
  let longest = 0
  for (let i = 0; i < 300; i++) {
    putSetting(store, `page-${i % 40}`, somePage())
    longest = Math.max(longest, logPages())
  }
  // 33,000 pages went through it: the net of 4,000, and what is committed while a pass of the thread holds the copying.
  expect(longest).toBeLessThan(8_000)
  expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
})

test('pages filed one after the other let the log begin anew without the net', async () => {
  const { store, thread } = open()
  await thread.ready
  store.sqlite.pragma('wal_autocheckpoint = 0')
  for (let i = 0; i < 80; i++) {
    putSetting(store, `page-${i}`, somePage())
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  // 8,800 pages were written, and the file of the log is as long as it ever was.
  expect(logPages()).toBeLessThan(6_000)
})

test('no commit meets a lock of a pass, be it for a moment: with no patience at all none is refused', async () => {
  const { store, thread } = open()
  await thread.ready
  store.sqlite.pragma('busy_timeout = 0')
  store.sqlite.pragma('wal_autocheckpoint = 0')
  let passes = 0
  let before = 0
  const until = performance.now() + 20_000
  // A FULL, RESTART or TRUNCATE checkpoint holds the writer's lock: the commit beside it would throw SQLITE_BUSY here.
  for (let i = 0; passes < 5 && performance.now() < until; i++) {
    putSetting(store, `page-${i % 20}`, somePage(100_000))
    findSetting(store, `page-${(i + 7) % 20}`)
    const now = waiting(store)
    if (now < before) passes += 1
    before = now
  }
  expect(passes).toBe(5)
})

test('a thread that cannot start or dies is told, and the store copies back by itself as before', async () => {
  const { store, thread, said } = open(() => new Worker('throw new TypeError("no")', { eval: true }))
  expect(await thread.ready).toBe(false)
  await expect.poll(() => said).toEqual(['checkpoint-thread: TypeError: no', 'checkpoint-thread-ended'])
  expect(netOf(store)).toBe(1_000)
  for (let i = 0; i < 60; i++) putSetting(store, `page-${i}`, somePage())
  expect(logPages()).toBeLessThan(1_500)

  let dying: Worker | undefined
  const second = openStore(path.join(folder, 'second.db'), key)
  const later = checkpointThread(second, key, { note: (step) => void said.push(step), fault: () => undefined }, () => {
    dying = new Worker(
      'const { parentPort } = require("node:worker_threads"); parentPort.postMessage({}); parentPort.on("message", () => {})',
      { eval: true },
    )
    return dying
  })
  expect(await later.ready).toBe(true)
  expect(netOf(second)).toBe(4_000)
  said.length = 0
  await dying?.terminate()
  await expect.poll(() => said).toEqual(['checkpoint-thread-ended'])
  expect(netOf(second)).toBe(1_000)
  await later.stop()
  second.close()
})

test('a thread that hangs leaves the net: the log ends there', async () => {
  const deaf = 'require("node:worker_threads").parentPort.postMessage({}); setInterval(() => {}, 1000)'
  let hanging: Worker | undefined
  const { store, thread } = open(() => {
    hanging = new Worker(deaf, { eval: true })
    return hanging
  })
  expect(await thread.ready).toBe(true)
  for (let i = 0; i < 120; i++) putSetting(store, `page-${i % 40}`, somePage())
  expect(logPages()).toBeGreaterThan(3_000)
  expect(logPages()).toBeLessThan(4_500)
  await hanging?.terminate()
})

test('a wrong key ends the thread and nothing else, and the key given stays as it was', async () => {
  const store = openStore(file(), key)
  const said: string[] = []
  const wrong = new Uint8Array(32).fill(9)
  const thread = checkpointThread(store, wrong, {
    note: (step) => void said.push(step),
    fault: (step) => void said.push(step),
  })
  expect(await thread.ready).toBe(false)
  expect(said).toEqual(['checkpoint-thread', 'checkpoint-thread-ended'])
  expect(wrong.every((byte) => byte === 9)).toBe(true)
  putSetting(store, 'a', 'b')
  store.close()
})

test('after the thread’s stop the close of the store leaves one whole file without a log', async () => {
  const { store, thread, said } = open()
  await thread.ready
  for (let i = 0; i < 20; i++) putSetting(store, `page-${i}`, somePage())
  await thread.stop()
  store.close()
  expect(() => statSync(`${file()}-wal`)).toThrow('ENOENT')
  expect(said).toEqual([])
  const again = openStore(file(), key, { readOnly: true })
  expect(again.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  again.close()
})

test('a store without a file has no log and gets no thread', async () => {
  const sqlite = new Database(':memory:')
  const store: Store = { sqlite, write: (work) => work(), close: () => sqlite.close() }
  const silent = { note: () => undefined, fault: () => undefined }
  const thread = checkpointThread(store, key, silent, () => {
    throw new Error('started')
  })
  expect(await thread.ready).toBe(false)
  await thread.stop()
  store.close()
})

test('SQLite is one whose log two threads may copy back and write at once', () => {
  const store = openStore(file(), key)
  const { version } = store.sqlite.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get() ?? {
    version: '0.0.0',
  }
  store.close()
  // The WAL-reset fault, found in 3.7.0 to 3.51.2, could lose a copied page: https://www.sqlite.org/wal.html#walresetbug
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  expect(major * 1_000_000 + minor * 1_000 + patch).toBeGreaterThanOrEqual(3_051_003)
})
