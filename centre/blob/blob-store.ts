import type { CentreStore, Connection } from '../store/index.ts'

export interface BlobUse {
  readonly name: string
  readonly bytes: number
  readonly epoch: number
  readonly seq: number
}

/** Notes which blobs an office's events speak of, in the transaction that takes the events. */
export async function referBlobs(connection: Connection, office: number, uses: readonly BlobUse[]): Promise<void> {
  if (uses.length === 0) return
  await connection.query(
    `INSERT INTO blob_reference (office, name, bytes, epoch, seq)
     SELECT $1::int, u.* FROM unnest($2::text[], $3::bigint[], $4::int[], $5::bigint[]) u ON CONFLICT DO NOTHING`,
    [
      office,
      uses.map((use) => use.name),
      uses.map((use) => use.bytes),
      uses.map((use) => use.epoch),
      uses.map((use) => use.seq),
    ],
  )
}

/** Bytes the events gave this blob; undefined while no event speaks of it. */
export async function findReferredBytes(store: CentreStore, office: number, name: string): Promise<number | undefined> {
  const found = await store.pool.query<{ bytes: number }>(
    'SELECT bytes FROM blob_reference WHERE office = $1 AND name = $2',
    [office, name],
  )
  return found.rows[0]?.bytes
}

/** What an office has parked here without any event speaking of it, the named blob left out. */
export async function findParked(
  store: CentreStore,
  office: number,
  except: string,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const found = await store.pool.query<{ count: number; bytes: number | null }>(
    `SELECT count(*) AS count, sum(b.bytes)::bigint AS bytes FROM blob b
     WHERE b.office = $1 AND b.name <> $2
       AND NOT EXISTS (SELECT 1 FROM blob_reference r WHERE r.office = $1 AND r.name = b.name)`,
    [office, except],
  )
  return { count: found.rows[0]?.count ?? 0, bytes: found.rows[0]?.bytes ?? 0 }
}

/** The announced length of a begun blob; undefined before its first step. */
export async function findBegunBytes(store: CentreStore, office: number, name: string): Promise<number | undefined> {
  const found = await store.pool.query<{ bytes: number }>('SELECT bytes FROM blob WHERE office = $1 AND name = $2', [
    office,
    name,
  ])
  return found.rows[0]?.bytes
}

export async function beginBlob(store: CentreStore, office: number, name: string, bytes: number): Promise<void> {
  await store.pool.query('INSERT INTO blob (office, name, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    office,
    name,
    bytes,
  ])
}

export async function markBlobWhole(store: CentreStore, office: number, name: string, bytes: number): Promise<void> {
  await store.pool.query(
    `INSERT INTO blob (office, name, bytes, whole_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (office, name) DO UPDATE SET bytes = excluded.bytes, whole_at = coalesce(blob.whole_at, now())`,
    [office, name, bytes],
  )
}

export async function forgetBlob(store: CentreStore, office: number, name: string): Promise<void> {
  await store.pool.query('DELETE FROM blob WHERE office = $1 AND name = $2', [office, name])
}

/** Uploads begun so long ago, never finished, and spoken of by no event. What is whole was receipted, and stays. */
export async function listForgotten(
  store: CentreStore,
  olderThanDays: number,
): Promise<{ readonly office: number; readonly name: string }[]> {
  const found = await store.pool.query<{ office: number; name: string }>(
    `SELECT b.office, b.name FROM blob b WHERE b.whole_at IS NULL AND b.begun_at < now() - $1 * interval '1 day'
       AND NOT EXISTS (SELECT 1 FROM blob_reference r WHERE r.office = b.office AND r.name = b.name)`,
    [olderThanDays],
  )
  return found.rows
}

/** Which of the names are whole at the centre. */
export async function listWholeBlobs(
  store: CentreStore,
  office: number,
  names: readonly string[],
): Promise<Set<string>> {
  const found = await store.pool.query<{ name: string }>(
    'SELECT name FROM blob WHERE office = $1 AND name = ANY($2::text[]) AND whole_at IS NOT NULL',
    [office, names],
  )
  return new Set(found.rows.map((row) => row.name))
}
