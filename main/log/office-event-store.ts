import type { SealedEvent } from '../../centre/protocol/event.ts'
import type { Head } from '../../centre/protocol/push.ts'
import type { Store } from '../store/index.ts'

export interface StoredEvent extends SealedEvent {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly kind: string
  readonly subject: string
  readonly recordedAt: string
}

interface Row {
  epoch: number
  seq: number
  id: string
  kind: string
  subject: string
  recorded_at: string
  canonical: string
  hash: Buffer
  signature: Buffer
}

function fromRow(row: Row): StoredEvent {
  return {
    epoch: row.epoch,
    seq: row.seq,
    kind: row.kind,
    subject: row.subject,
    recordedAt: row.recorded_at,
    canonical: row.canonical,
    hash: row.hash.toString('hex'),
    signature: row.signature.toString('base64'),
  }
}

export function insertEvent(store: Store, event: StoredEvent & { readonly id: string }): void {
  store.sqlite
    .prepare(
      `INSERT INTO office_event (epoch, seq, id, kind, subject, recorded_at, canonical, hash, signature)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      event.epoch,
      event.seq,
      event.id,
      event.kind,
      event.subject,
      event.recordedAt,
      event.canonical,
      Buffer.from(event.hash, 'hex'),
      Buffer.from(event.signature, 'base64'),
    )
}

/** The last event of the log, of any epoch. */
export function findLastEvent(store: Store): StoredEvent | undefined {
  const row = store.sqlite.prepare<[], Row>('SELECT * FROM office_event ORDER BY epoch DESC, seq DESC LIMIT 1').get()
  return row && fromRow(row)
}

export function findEvent(store: Store, epoch: number, seq: number): StoredEvent | undefined {
  const row = store.sqlite
    .prepare<[number, number], Row>('SELECT * FROM office_event WHERE epoch = ? AND seq = ?')
    .get(epoch, seq)
  return row && fromRow(row)
}

export function listEventsOf(store: Store, subject: string): StoredEvent[] {
  return store.sqlite
    .prepare<[string], Row>('SELECT * FROM office_event WHERE subject = ? ORDER BY epoch, seq')
    .all(subject)
    .map(fromRow)
}

/** Up to `limit` events after the given one, in log order. */
export function listEventsAfter(store: Store, epoch: number, seq: number, limit: number): StoredEvent[] {
  return store.sqlite
    .prepare<[number, number, number, number], Row>(
      'SELECT * FROM office_event WHERE epoch > ? OR (epoch = ? AND seq > ?) ORDER BY epoch, seq LIMIT ?',
    )
    .all(epoch, epoch, seq, limit)
    .map(fromRow)
}

export function countEvents(store: Store): number {
  return store.sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM office_event').get()?.n ?? 0
}

export interface StoredReceipt extends Head {
  readonly at: string
  readonly canonical: string
  readonly signature: string
}

interface ReceiptRow {
  epoch: number
  seq: number
  head: string
  at: string
  canonical: string
  signature: string
}

function fromReceiptRow(row: ReceiptRow): StoredReceipt {
  return {
    epoch: row.epoch,
    seq: row.seq,
    hash: row.head,
    at: row.at,
    canonical: row.canonical,
    signature: row.signature,
  }
}

export function insertReceipt(store: Store, receipt: StoredReceipt): void {
  store.sqlite
    .prepare(
      'INSERT INTO centre_receipt (epoch, seq, head, at, canonical, signature) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(receipt.epoch, receipt.seq, receipt.hash, receipt.at, receipt.canonical, receipt.signature)
}

export function findLastReceipt(store: Store): StoredReceipt | undefined {
  const row = store.sqlite
    .prepare<[], ReceiptRow>('SELECT * FROM centre_receipt ORDER BY epoch DESC, seq DESC LIMIT 1')
    .get()
  return row && fromReceiptRow(row)
}

/** The first receipt that covers the event. */
export function findReceiptFor(store: Store, epoch: number, seq: number): StoredReceipt | undefined {
  const row = store.sqlite
    .prepare<[number, number], ReceiptRow>(
      'SELECT * FROM centre_receipt WHERE epoch = ? AND seq >= ? ORDER BY seq LIMIT 1',
    )
    .get(epoch, seq)
  return row && fromReceiptRow(row)
}

export function listReceipts(store: Store, limit: number): StoredReceipt[] {
  return store.sqlite
    .prepare<[number], ReceiptRow>('SELECT * FROM centre_receipt ORDER BY epoch DESC, seq DESC LIMIT ?')
    .all(limit)
    .map(fromReceiptRow)
}

export interface WaitingEvents {
  readonly count: number
  readonly bytes: number
  readonly oldestAt: string | null
}

/** What no receipt covers yet. */
export function countWaitingEvents(store: Store): WaitingEvents {
  const last = findLastReceipt(store)
  const row = store.sqlite
    .prepare<[number, number, number], { n: number; bytes: number | null; oldest: string | null }>(
      `SELECT count(*) AS n, sum(length(canonical)) AS bytes, min(recorded_at) AS oldest
       FROM office_event WHERE epoch > ? OR (epoch = ? AND seq > ?)`,
    )
    .get(last?.epoch ?? 0, last?.epoch ?? 0, last?.seq ?? 0)
  return { count: row?.n ?? 0, bytes: row?.bytes ?? 0, oldestAt: row?.oldest ?? null }
}
