import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

export type Connection = pg.PoolClient

/** The centre's database. One office per statement and per transaction: the same SQL runs on one machine or sharded. */
export interface CentreStore {
  readonly pool: pg.Pool
  /** Runs the work in one transaction on one connection; a throw rolls back. */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

// bigint as number: positions and sequences stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const STUCK_MS = 120_000
const MIGRATIONS = path.join(import.meta.dirname, 'migrations')

/** The database was not made by this program's migrations: an older or newer program, or a changed file. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch'
}

/**
 * Applies missing migrations in order, each in its own transaction, and checks that those applied are still what they were:
 * a shipped one never changes. Throws `MigrationMismatch`.
 */
async function migrate(pool: pg.Pool): Promise<void> {
  await pool.query(
    'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  )
  await pool.query('ALTER TABLE migration ADD COLUMN IF NOT EXISTS sha256 text')
  const applied = await pool.query<{ name: string; sha256: string | null }>('SELECT name, sha256 FROM migration')
  const done = new Map(applied.rows.map((row) => [row.name, row.sha256]))
  const files = readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const unknown = [...done.keys()].filter((name) => !files.includes(name))
  if (unknown.length > 0)
    throw new MigrationMismatch(`the database was made by a newer program: it has ${unknown.join(', ')}`)
  for (const name of files) {
    const sql = readFileSync(path.join(MIGRATIONS, name), 'utf8')
    const sha256 = createHash('sha256').update(sql).digest('hex')
    if (done.has(name)) {
      if (done.get(name) !== sha256)
        throw new MigrationMismatch(
          `migration ${name} is not the one this database was made with; use a new data folder`,
        )
      continue
    }
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(sql)
      await client.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [name, sha256])
      await client.query('COMMIT')
    } catch (fault) {
      await client.query('ROLLBACK')
      throw fault
    } finally {
      client.release()
    }
  }
}

export async function openCentreStore(url: string, onFault: (cause: unknown) => void): Promise<CentreStore> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    // No question of ours takes so long; what does is stuck, and must not hold a lock for ever.
    statement_timeout: STUCK_MS,
    idle_in_transaction_session_timeout: STUCK_MS,
  })
  let closing = false
  // A connection that breaks while idle is replaced by the pool; the centre goes on. While it closes, they all break.
  pool.on('error', (cause) => {
    if (!closing) onFault(cause)
  })
  try {
    await migrate(pool)
  } catch (fault) {
    await pool.end()
    throw fault
  }
  return {
    pool,
    async transaction(work) {
      const connection = await pool.connect()
      let broken: Error | undefined
      try {
        await connection.query('BEGIN')
        const result = await work(connection)
        await connection.query('COMMIT')
        return result
      } catch (fault) {
        await connection.query('ROLLBACK').catch((cause: Error) => {
          broken = cause
        })
        throw fault
      } finally {
        connection.release(broken)
      }
    },
    close() {
      closing = true
      return pool.end()
    },
  }
}
