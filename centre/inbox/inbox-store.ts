import type { Head } from '../protocol/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'

export interface InboxEvent {
  readonly seq: number
  readonly hash: string
  readonly kind: string
  readonly subject: string
  readonly canonical: string
  readonly signature: string
  readonly suspect: boolean
}

/** Locks the head of an epoch, making it first where the epoch is new; everything of this office waits behind it. */
export async function lockHead(connection: Connection, office: number, epoch: number, start: string): Promise<Head> {
  await connection.query(
    'INSERT INTO office_head (office, epoch, seq, hash) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING',
    [office, epoch, Buffer.from(start, 'hex')],
  )
  const found = await connection.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM office_head WHERE office = $1 AND epoch = $2 FOR UPDATE',
    [office, epoch],
  )
  const row = found.rows[0]
  if (!row) throw new Error('the head that was just made is gone')
  return { epoch, seq: row.seq, hash: row.hash.toString('hex') }
}

/** Hashes of events already held, by seq. */
export async function findHashes(
  connection: Connection,
  office: number,
  epoch: number,
  from: number,
  to: number,
): Promise<Map<number, string>> {
  const found = await connection.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM event WHERE office = $1 AND epoch = $2 AND seq BETWEEN $3 AND $4',
    [office, epoch, from, to],
  )
  return new Map(found.rows.map((row) => [row.seq, row.hash.toString('hex')]))
}

/** One office, one statement: the office is a constant, so that a sharded table sends it to one shard. */
export async function insertEvents(
  connection: Connection,
  office: number,
  epoch: number,
  events: readonly InboxEvent[],
): Promise<void> {
  await connection.query(
    `INSERT INTO event (office, epoch, seq, hash, kind, subject, canonical, signature, suspect)
     SELECT $1::int, $2::int, u.* FROM unnest($3::bigint[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[]) u`,
    [
      office,
      epoch,
      events.map((event) => event.seq),
      events.map((event) => Buffer.from(event.hash, 'hex')),
      events.map((event) => event.kind),
      events.map((event) => event.subject),
      events.map((event) => event.canonical),
      events.map((event) => event.signature),
      events.map((event) => event.suspect),
    ],
  )
  const last = events.at(-1)
  if (!last) return
  await connection.query('UPDATE office_head SET seq = $3, hash = $4 WHERE office = $1 AND epoch = $2', [
    office,
    epoch,
    last.seq,
    Buffer.from(last.hash, 'hex'),
  ])
}

export async function insertFork(
  connection: Connection,
  office: number,
  epoch: number,
  fork: {
    readonly seq: number
    readonly known: string
    readonly sent: string
    readonly canonical: string
    readonly signature: string
  },
): Promise<void> {
  await connection.query(
    `INSERT INTO fork (office, epoch, seq, known, sent, canonical, signature) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      office,
      epoch,
      fork.seq,
      Buffer.from(fork.known, 'hex'),
      Buffer.from(fork.sent, 'hex'),
      fork.canonical,
      fork.signature,
    ],
  )
}

export interface StoredEvent {
  readonly epoch: number
  readonly seq: number
  readonly kind: string
  readonly subject: string
  readonly hash: string
  readonly canonical: string
}

interface EventRow {
  epoch: number
  seq: number
  kind: string
  subject: string
  hash: Buffer
  canonical: string
}

function fromRow(row: EventRow): StoredEvent {
  return {
    epoch: row.epoch,
    seq: row.seq,
    kind: row.kind,
    subject: row.subject,
    hash: row.hash.toString('hex'),
    canonical: row.canonical,
  }
}

export async function listEventsAfter(
  store: CentreStore,
  office: number,
  epoch: number,
  seq: number,
  limit: number,
): Promise<StoredEvent[]> {
  const found = await store.pool.query<EventRow>(
    `SELECT epoch, seq, kind, subject, hash, canonical FROM event
     WHERE office = $1 AND epoch = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
    [office, epoch, seq, limit],
  )
  return found.rows.map(fromRow)
}

/** Everything an office recorded about one subject, in the order it was recorded. */
export async function listEventsOfSubject(store: CentreStore, office: number, subject: string): Promise<StoredEvent[]> {
  const found = await store.pool.query<EventRow>(
    'SELECT epoch, seq, kind, subject, hash, canonical FROM event WHERE office = $1 AND subject = $2 ORDER BY epoch, seq',
    [office, subject],
  )
  return found.rows.map(fromRow)
}

/** Epochs in which an office has written, in order. */
export async function listEpochs(store: CentreStore, office: number): Promise<number[]> {
  const found = await store.pool.query<{ epoch: number }>(
    'SELECT epoch FROM office_head WHERE office = $1 AND seq > 0 ORDER BY epoch',
    [office],
  )
  return found.rows.map((row) => row.epoch)
}
