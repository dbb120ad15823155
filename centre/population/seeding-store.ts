import type { CentreStore, Connection } from '../store/index.ts'

/** The sample people of a day the register was filled for, as JSON text; undefined for any other day. */
export async function findSeeding(store: CentreStore, day: string): Promise<string | undefined> {
  const found = await store.pool.query<{ samples: string }>('SELECT samples FROM seeding WHERE day = $1', [day])
  return found.rows[0]?.samples
}

export async function insertSeeding(connection: Connection, day: string, samples: string): Promise<void> {
  await connection.query('INSERT INTO seeding (day, samples) VALUES ($1, $2)', [day, samples])
}

/** Every number given away so far. */
export async function listNumbers(store: CentreStore): Promise<string[]> {
  const found = await store.pool.query<{ number: string }>('SELECT number FROM person_number')
  return found.rows.map((row) => row.number)
}
