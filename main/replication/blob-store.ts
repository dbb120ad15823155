import type { KeyObject } from 'node:crypto'
import { type BlobReference, openBlob, sealBlob } from '../../centre/protocol/index.ts'
import type { Store } from '../store/index.ts'

interface Row {
  name: string
  kind: BlobReference['kind']
  media_type: string
  bytes: number
  ciphertext: Buffer | null
  data_key: Buffer | null
  subject: string
}

/** Encrypts clear content once and keeps it; the name is the hash of the ciphertext. Belongs in the caller's transaction. */
export function keepBlob(
  store: Store,
  centreBlobKey: KeyObject,
  blob: {
    readonly kind: BlobReference['kind']
    readonly mediaType: string
    readonly subject: string
    readonly clear: Uint8Array
    readonly at: string
  },
): BlobReference {
  const sealed = sealBlob(blob.clear, centreBlobKey)
  store.sqlite
    .prepare(
      'INSERT INTO blob (name, kind, media_type, bytes, ciphertext, data_key, subject, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      sealed.name,
      blob.kind,
      blob.mediaType,
      sealed.ciphertext.length,
      sealed.ciphertext,
      sealed.dataKey,
      blob.subject,
      blob.at,
    )
  return { name: sealed.name, bytes: sealed.ciphertext.length, kind: blob.kind, mediaType: blob.mediaType }
}

export function findBlobReference(
  store: Store,
  name: string,
): (BlobReference & { readonly subject: string }) | undefined {
  const row = store.sqlite
    .prepare<[string], Row>('SELECT name, kind, media_type, bytes, subject FROM blob WHERE name = ?')
    .get(name)
  return row && { name: row.name, kind: row.kind, mediaType: row.media_type, bytes: row.bytes, subject: row.subject }
}

/** Clear content; `undefined` once the centre has it and the station let go of it. Throws `BlobUnreadable`. */
export function findBlobContent(store: Store, name: string): Buffer | undefined {
  const row = store.sqlite.prepare<[string], Row>('SELECT ciphertext, data_key FROM blob WHERE name = ?').get(name)
  if (!row?.ciphertext || !row.data_key) return undefined
  return openBlob(row.ciphertext, row.data_key)
}

/** A blob no event names may go: it was replaced in a draft. */
export function dropUnreferencedBlob(store: Store, name: string): void {
  store.sqlite.prepare('DELETE FROM blob WHERE name = ? AND referenced = 0').run(name)
}

/** From now on the blob is part of the record and goes to the centre. */
export function markReferenced(store: Store, names: readonly string[]): void {
  const update = store.sqlite.prepare('UPDATE blob SET referenced = 1 WHERE name = ?')
  for (const name of names) update.run(name)
}

export interface WaitingBlob {
  readonly name: string
  readonly ciphertext: Buffer
}

export function findNextWaitingBlob(store: Store, except: ReadonlySet<string>): WaitingBlob | undefined {
  const names = store.sqlite
    .prepare<[], { name: string }>(
      'SELECT name FROM blob WHERE referenced = 1 AND receipted_at IS NULL ORDER BY made_at LIMIT 500',
    )
    .all()
  const next = names.find(({ name }) => !except.has(name))
  if (!next) return undefined
  const row = store.sqlite.prepare<[string], Row>('SELECT ciphertext FROM blob WHERE name = ?').get(next.name)
  return row?.ciphertext ? { name: next.name, ciphertext: row.ciphertext } : undefined
}

export function markBlobReceipted(store: Store, name: string, at: string): void {
  store.sqlite.prepare('UPDATE blob SET receipted_at = ?, sent_bytes = bytes WHERE name = ?').run(at, name)
}

export function noteBlobSent(store: Store, name: string, bytes: number): void {
  store.sqlite.prepare('UPDATE blob SET sent_bytes = ? WHERE name = ?').run(bytes, name)
}

export function sumWaitingBlobBytes(store: Store): number {
  const row = store.sqlite
    .prepare<[], { n: number | null }>(
      'SELECT sum(bytes - sent_bytes) AS n FROM blob WHERE referenced = 1 AND receipted_at IS NULL',
    )
    .get()
  return row?.n ?? 0
}

/**
 * Lets go of the clear way into biometrics the centre has receipted: the ciphertext and its key go, the name stays.
 * Papers are let go too: the record at the centre is the record.
 */
export function forgetReceiptedBlobs(store: Store, subject: string): number {
  return store.sqlite
    .prepare(
      'UPDATE blob SET ciphertext = NULL, data_key = NULL WHERE subject = ? AND receipted_at IS NOT NULL AND ciphertext IS NOT NULL',
    )
    .run(subject).changes
}
