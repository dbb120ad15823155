import type { CentreStore } from './store/index.ts'

export interface OfficeStatus {
  readonly id: number
  readonly name: string
  readonly epoch: number
  readonly seq: number
  readonly head: string | null
  readonly events: number
  readonly forks: number
}

/** How every office stands: head, events, quarantined forks. */
export async function listOfficeStatus(store: CentreStore): Promise<OfficeStatus[]> {
  const found = await store.pool.query<{
    id: number
    name: string
    epoch: number | null
    seq: number | null
    hash: Buffer | null
    events: number
    forks: number
  }>(
    `SELECT o.id, o.name, h.epoch, h.seq, h.hash,
       (SELECT count(*) FROM event e WHERE e.office = o.id) AS events,
       (SELECT count(*) FROM fork f WHERE f.office = o.id) AS forks
     FROM office o LEFT JOIN LATERAL (SELECT epoch, seq, hash FROM office_head WHERE office = o.id ORDER BY epoch DESC LIMIT 1) h ON true
     ORDER BY o.id`,
  )
  return found.rows.map((row) => ({
    id: row.id,
    name: row.name,
    epoch: row.epoch ?? 0,
    seq: row.seq ?? 0,
    head: row.hash?.toString('hex') ?? null,
    events: row.events,
    forks: row.forks,
  }))
}

export async function databaseVersion(store: CentreStore): Promise<string> {
  const found = await store.pool.query<{ version: string }>('SHOW server_version')
  return `PostgreSQL ${Object.values(found.rows[0] ?? {})[0] ?? ''}`
}
