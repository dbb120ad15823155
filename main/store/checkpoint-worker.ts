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
/**
 * What is committed during a pass is copied by a shorter one right after it, and so on: only a log that was copied to its end begins anew with the next
 * commit, and one that never does grows until the core's own net has to end it.
 */
const CHASE_MS = 5
const MOST_CHASES = 8

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
let chasesLeft = 0

/** Copies if enough waits, or has waited for long enough, or came during the pass before. */
function look(): void {
  const { log, checkpointed } = checkpoint('NOOP')
  if (log !== seen) {
    seen = log
    seenAt = performance.now()
  }
  const waiting = log - checkpointed
  const quiet = performance.now() - seenAt >= QUIET_MS
  const due = waiting > 0 && (waiting >= DUE_PAGES || quiet || chasesLeft > 0)
  // Another checkpoint underway is the core's own net: what it leaves is seen at the next look.
  if (due) checkpoint('PASSIVE')
  chasesLeft = due ? (chasesLeft > 0 ? chasesLeft : MOST_CHASES) - 1 : 0
  timer = setTimeout(look, due ? CHASE_MS : LOOK_MS)
}

let timer = setTimeout(look, LOOK_MS)

parentPort?.once('message', () => {
  clearTimeout(timer)
  sqlite.close()
  parentPort?.close()
})
parentPort?.postMessage({ ready: true })
