import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { unlockStore } from './unlock-store.ts'

// A thread of the core: copies the write-ahead log back into the database, so that no turn of the core's own thread does. It has a connection of
// its own and runs PASSIVE checkpoints alone: the one kind that takes no lock a writer or reader waits for, and asks no busy handler.

/** A pass is due at this many pages, SQLite's own measure: each pass costs the next commit a second flush, for the log's new head. */
const DUE_PAGES = 1_000
const LOOK_MS = 200
/** What waits longer than this without more coming is copied, too. */
const QUIET_MS = 10_000

interface Progress {
  /** Pages in the log, and how many of them are copied back. */
  readonly log: number
  readonly checkpointed: number
}

const { file, key } = workerData as { file: string; key: Uint8Array }
const sqlite = new Database(file, { fileMustExist: true })
unlockStore(sqlite, key)
key.fill(0)
sqlite.pragma('synchronous = FULL')
sqlite.pragma('wal_autocheckpoint = 0')
// A wrong key shows at the first read, not in the middle of a day.
sqlite.prepare('SELECT count(*) FROM sqlite_master').get()

function checkpoint(mode: 'NOOP' | 'PASSIVE'): Progress {
  const [progress] = sqlite.pragma(`wal_checkpoint(${mode})`) as Progress[]
  if (!progress) throw new Error('a checkpoint without an answer')
  return progress
}

let seen = 0
let seenAt = performance.now()

/** Copies if enough waits, or has waited for long enough. */
function look(): void {
  const { log, checkpointed } = checkpoint('NOOP')
  if (log !== seen) {
    seen = log
    seenAt = performance.now()
  }
  const waiting = log - checkpointed
  const quiet = waiting > 0 && performance.now() - seenAt >= QUIET_MS
  // Another checkpoint underway is the core's own net: what it leaves is seen at the next look.
  if (waiting >= DUE_PAGES || quiet) parentPort?.postMessage({ passed: checkpoint('PASSIVE') })
  timer = setTimeout(look, LOOK_MS)
}

let timer = setTimeout(look, LOOK_MS)

parentPort?.once('message', () => {
  clearTimeout(timer)
  sqlite.close()
  parentPort?.close()
})
parentPort?.postMessage({ ready: true })
