import { Worker } from 'node:worker_threads'
import type { Store } from './open-store.ts'

/**
 * Pages of the log (4 KiB each) at which the core's own connection copies back after a commit while the thread lives: only when the thread hangs
 * or a burst outruns it. Most is copied by then, and what is left ends the log.
 */
const NET_PAGES = 4_000
/** The same without a thread: SQLite's default, and what a store has that nobody copies back for. */
const ALONE_PAGES = 1_000
const HEAP_MB = 128
/** A pass is under a second; one that hangs must not hold the end of the core. */
const STOP_MS = 5_000

export interface CheckpointLog {
  note(step: string): void
  fault(step: string, cause: unknown): void
}

/** Copies the store's write-ahead log back beside the core's thread. docs/decisions/0014. */
export interface CheckpointThread {
  /** True once the thread copies and the core's connection leaves it alone; false when it could not start. */
  readonly ready: Promise<boolean>
  /** Ends the thread and its connection; to be awaited before the store is closed, whose last connection ends the log. */
  stop(): Promise<void>
}

const NONE: CheckpointThread = { ready: Promise.resolve(false), stop: () => Promise.resolve() }

const startWorker = (file: string, key: Uint8Array<ArrayBuffer>) =>
  new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
    // Moved, not copied: the thread wipes the only other copy of the key.
    workerData: { file, key },
    transferList: [key.buffer],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })

/**
 * Starts the thread for an open store with a file; a store in memory has no log and gets none. A thread that dies is one line in the log, and the
 * store's own connection copies back again as it did before. `key` is left as it is.
 */
export function checkpointThread(
  store: Store,
  key: Uint8Array,
  log: CheckpointLog,
  /** Makes the worker; tests give one that misbehaves. */
  start: typeof startWorker = startWorker,
): CheckpointThread {
  if (store.sqlite.memory) return NONE
  let stopping = false
  const copyAt = (pages: number) => {
    if (store.sqlite.open) store.sqlite.pragma(`wal_autocheckpoint = ${pages}`)
  }
  const worker = start(store.sqlite.name, new Uint8Array(key))
  worker.unref()
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('error', (cause) => log.fault('checkpoint-thread', cause))
  const ready = new Promise<boolean>((resolve) => {
    worker.once('message', () => {
      copyAt(NET_PAGES)
      resolve(true)
    })
    worker.once('exit', () => {
      copyAt(ALONE_PAGES)
      if (!stopping) log.note('checkpoint-thread-ended')
      resolve(false)
    })
  })

  return {
    ready,
    async stop() {
      stopping = true
      worker.postMessage('stop')
      let late: NodeJS.Timeout | undefined
      const patience = new Promise<void>((resolve) => {
        late = setTimeout(resolve, STOP_MS)
      })
      await Promise.race([gone, patience])
      clearTimeout(late)
    },
  }
}
