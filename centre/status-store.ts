import type { CentreStore } from './store/index.ts'

export interface OfficeStatus {
  readonly id: number
  readonly name: string
  /** Station that writes now; null before anybody was enrolled. */
  readonly station: string | null
  readonly revoked: boolean
  readonly epoch: number
  readonly seq: number
  readonly head: string | null
  readonly events: number
  /** Events whose clock was far from ours. */
  readonly suspect: number
  readonly forks: number
  readonly blobs: number
  readonly blobsAwaited: number
  readonly decided: number
  readonly openCases: number
  readonly feed: number
}

interface Row {
  id: number
  name: string
  station: string | null
  revoked: boolean | null
  epoch: number | null
  seq: number | null
  hash: Buffer | null
  events: number
  suspect: number
  forks: number
  blobs: number
  blobs_awaited: number
  decided: number
  open_cases: number
  feed: number | null
}

const OF_OFFICE = `
  SELECT o.id, o.name, s.name AS station, s.revoked_at IS NOT NULL AS revoked, h.epoch, h.seq, h.hash,
    (SELECT count(*) FROM event e WHERE e.office = o.id) AS events,
    (SELECT count(*) FROM event e WHERE e.office = o.id AND e.suspect) AS suspect,
    (SELECT count(*) FROM fork f WHERE f.office = o.id) AS forks,
    (SELECT count(*) FROM blob b WHERE b.office = o.id AND b.whole_at IS NOT NULL) AS blobs,
    (SELECT count(*) FROM blob_reference r LEFT JOIN blob b ON b.office = r.office AND b.name = r.name
      WHERE r.office = o.id AND b.whole_at IS NULL) AS blobs_awaited,
    (SELECT count(*) FROM card_decision d WHERE d.office = o.id) AS decided,
    (SELECT count(*) FROM adjudication_case c WHERE c.office = o.id AND c.closed_at IS NULL) AS open_cases,
    (SELECT pos FROM feed_head p WHERE p.office = o.id) AS feed
  FROM office o
  LEFT JOIN LATERAL (SELECT name, revoked_at FROM station WHERE office = o.id ORDER BY epoch DESC LIMIT 1) s ON true
  LEFT JOIN LATERAL (SELECT epoch, seq, hash FROM office_head WHERE office = o.id AND seq > 0 ORDER BY epoch DESC LIMIT 1) h ON true
  ORDER BY o.id`

/** How every office stands: head, events, what is awaited, decided, forked, open. */
export async function listOfficeStatus(store: CentreStore): Promise<OfficeStatus[]> {
  const found = await store.pool.query<Row>(OF_OFFICE)
  return found.rows.map((row) => ({
    id: row.id,
    name: row.name,
    station: row.station,
    revoked: row.revoked ?? false,
    epoch: row.epoch ?? 0,
    seq: row.seq ?? 0,
    head: row.hash?.toString('hex') ?? null,
    events: row.events,
    suspect: row.suspect,
    forks: row.forks,
    blobs: row.blobs,
    blobsAwaited: row.blobs_awaited,
    decided: row.decided,
    openCases: row.open_cases,
    feed: row.feed ?? 0,
  }))
}

export async function databaseVersion(store: CentreStore): Promise<string> {
  const found = await store.pool.query<{ server_version: string }>('SHOW server_version')
  return `PostgreSQL ${found.rows[0]?.server_version ?? ''}`
}
