import type { CentreStore } from '../store/index.ts'

export async function markBlobWhole(store: CentreStore, office: number, name: string, bytes: number): Promise<void> {
  await store.pool.query(
    `INSERT INTO blob (office, name, bytes, whole_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (office, name) DO UPDATE SET whole_at = coalesce(blob.whole_at, now())`,
    [office, name, bytes],
  )
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
