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

const MIGRATIONS = path.join(import.meta.dirname, 'migrations')

/** Applies missing migrations in order, each in its own transaction. A shipped one never changes. */
async function migrate(pool: pg.Pool): Promise<void> {
  await pool.query(
    'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  )
  const done = new Set((await pool.query<{ name: string }>('SELECT name FROM migration')).rows.map((row) => row.name))
  for (const name of readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    if (done.has(name)) continue
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(readFileSync(path.join(MIGRATIONS, name), 'utf8'))
      await client.query('INSERT INTO migration (name) VALUES ($1)', [name])
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
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  // A connection that breaks while idle is replaced by the pool; the centre goes on.
  pool.on('error', onFault)
  await migrate(pool)
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
    close: () => pool.end(),
  }
}
