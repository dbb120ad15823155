import Database from 'better-sqlite3'
import { migrations } from './migrations/index.ts'
import { unlockStore } from './unlock-store.ts'

export type Sqlite = Database.Database

/** The one writer of the station's encrypted store. */
export interface Store {
  readonly sqlite: Sqlite
  /**
   * Runs the work in one immediate transaction: row, event and audit line together, or nothing. Nested calls join the
   * transaction that is open. The work must not wait for anything: a promise is refused.
   */
  write<T>(work: () => T): T
  close(): void
}

export type StoreTrouble = 'wrong-key' | 'damaged' | 'newer-than-program' | 'unreachable'

/** The store cannot be opened or read. `trouble` is what the clerk is told; nothing is repaired silently. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
  readonly trouble: StoreTrouble

  constructor(trouble: StoreTrouble, options?: ErrorOptions) {
    super(`the store is not usable: ${trouble}`, options)
    this.trouble = trouble
  }
}

function troubleOf(cause: unknown): StoreTrouble {
  const code = cause instanceof Database.SqliteError ? cause.code : ''
  if (code === 'SQLITE_NOTADB') return 'wrong-key'
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR')) return 'damaged'
  return 'unreachable'
}

/** Applies what is missing, all in one transaction. Throws `StoreUnusable` for a store of a later program. */
export function migrate(sqlite: Sqlite, steps = migrations): void {
  const current = Number(sqlite.pragma('user_version', { simple: true }))
  const newest = steps.at(-1)?.version ?? 0
  if (current > newest) throw new StoreUnusable('newer-than-program')
  for (const [i, step] of steps.entries()) {
    if (step.version <= (steps[i - 1]?.version ?? 0)) throw new RangeError(`migration ${step.version} is out of order`)
  }
  sqlite
    .transaction(() => {
      for (const step of steps) {
        if (step.version > current) sqlite.exec(step.up)
      }
      sqlite.pragma(`user_version = ${newest}`)
    })
    .immediate()
}

/**
 * Opens (or makes) the encrypted store: SQLCipher 4 pages with HMAC, WAL, synchronous=FULL.
 *
 * FULL, not NORMAL: in power-cut trials NORMAL lost acknowledged commits, FULL lost none. `key` is 32 bytes.
 * Throws `StoreUnusable`.
 */
export function openStore(file: string, key: Uint8Array, options: { readonly readOnly?: boolean } = {}): Store {
  if (key.length !== 32) throw new RangeError('a store key has 32 bytes')
  let sqlite: Sqlite
  try {
    sqlite = new Database(file, { readonly: options.readOnly ?? false, fileMustExist: options.readOnly ?? false })
  } catch (cause) {
    throw new StoreUnusable('unreachable', { cause })
  }
  try {
    unlockStore(sqlite, key)
    // The first read is where a wrong key or a damaged first page shows.
    sqlite.prepare('SELECT count(*) FROM sqlite_master').get()
    if (!options.readOnly) {
      sqlite.pragma('journal_mode = WAL')
      sqlite.pragma('synchronous = FULL')
      sqlite.pragma('foreign_keys = ON')
      sqlite.pragma('temp_store = MEMORY')
      migrate(sqlite)
    }
  } catch (cause) {
    sqlite.close()
    throw cause instanceof StoreUnusable ? cause : new StoreUnusable(troubleOf(cause), { cause })
  }

  function write<T>(work: () => T): T {
    if (sqlite.inTransaction) return work()
    return sqlite.transaction(work).immediate()
  }

  return { sqlite, write, close: () => sqlite.close() }
}
