import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import * as z from 'zod/mini'
import { canonicalJson, NotCanonical } from './canonical-json.ts'

/** `prev` of the very first event of an office. */
export const NO_PREVIOUS = '0'.repeat(64)

const Hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/))

export const BlobReference = z.object({
  /** SHA-256 of the ciphertext, hex. */
  name: Hex32,
  /** Length of the ciphertext. */
  bytes: z.int().check(z.gte(0)),
  kind: z.enum(['fingerprint', 'portrait', 'paper']),
  /** Media type of the clear content. */
  mediaType: z.string().check(z.maxLength(60)),
})
export type BlobReference = z.infer<typeof BlobReference>

/**
 * One legally binding act of an office (design §4). The canonical text of these fields is what is hashed, signed, kept
 * and sent; it is made by `sealEvent` once and never reformatted.
 */
export const OfficeEvent = z.object({
  office: z.int().check(z.gte(1)),
  /** Rises when the station is replaced or restored; each epoch begins at seq 1. */
  epoch: z.int().check(z.gte(1)),
  /** Gapless from 1 inside (office, epoch). */
  seq: z.int().check(z.gte(1)),
  id: z.uuid(),
  /** `<feature>.<past-tense>`, e.g. `identity-card.application-approved`. */
  kind: z.string().check(z.regex(/^[a-z0-9-]+\.[a-z0-9-]+$/), z.maxLength(80)),
  /** Version of the body's shape for this kind. */
  version: z.int().check(z.gte(1)),
  /** What the act is about, e.g. the application's id; never a personal number. */
  subject: z.string().check(z.maxLength(80)),
  body: z.record(z.string(), z.unknown()),
  blobs: z.array(BlobReference).check(z.maxLength(200)),
  /** Account that acted; 'station' where the program did. */
  clerk: z.string().check(z.maxLength(60)),
  station: z.string().check(z.maxLength(60)),
  /** UTC, ISO 8601 with milliseconds: the real clock, never the training day. */
  recordedAt: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  /** Hybrid logical clock `ms-counter-office`; orders screens, never decides a conflict. */
  hlc: z.string().check(z.maxLength(60)),
  /** Hash of the event before; for seq 1 the centre's head of the former epoch, else NO_PREVIOUS. */
  prev: Hex32,
})
export type OfficeEvent = z.infer<typeof OfficeEvent>

/** An event as it is stored and sent. */
export const SealedEvent = z.object({
  canonical: z.string().check(z.maxLength(1_000_000)),
  /** Ed25519 over the 32 hash bytes by the station's event key, base64. */
  signature: z.string().check(z.maxLength(100)),
})
export type SealedEvent = z.infer<typeof SealedEvent>

/** SHA-256 of the canonical UTF-8 text, lower-case hex. */
export function hashOfCanonical(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex')
}

export function sealEvent(event: OfficeEvent, eventKey: KeyObject): SealedEvent & { readonly hash: string } {
  const canonical = canonicalJson(event)
  const hash = hashOfCanonical(canonical)
  return { canonical, hash, signature: sign(null, Buffer.from(hash, 'hex'), eventKey).toString('base64') }
}

export type EventFault = 'not-json' | 'not-canonical' | 'wrong-shape' | 'wrong-signature'
export type OpenedEvent =
  | { readonly ok: true; readonly event: OfficeEvent; readonly hash: string }
  | { readonly ok: false; readonly fault: EventFault }

/** Whether the text is what `canonicalJson` would have written; text with no canonical form at all is not. */
function isCanonical(raw: unknown, text: string): boolean {
  try {
    return canonicalJson(raw) === text
  } catch (fault) {
    if (fault instanceof NotCanonical) return false
    throw fault
  }
}

/** The 64 bytes of an Ed25519 signature; undefined for a text that is not exactly their base64: one signature, one spelling. */
function findSignature(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === 64 && bytes.toString('base64') === text ? bytes : undefined
}

/** Parses and checks one sealed event, whatever it holds; the chain (`prev`, `seq`) is the caller's to check. */
export function openEvent(sealed: SealedEvent, eventKey: KeyObject): OpenedEvent {
  let raw: unknown
  try {
    raw = JSON.parse(sealed.canonical)
  } catch {
    return { ok: false, fault: 'not-json' }
  }
  const parsed = OfficeEvent.safeParse(raw)
  if (!parsed.success) return { ok: false, fault: 'wrong-shape' }
  // Compared with what was parsed before zod: an unknown field must not be dropped and still count as signed.
  if (!isCanonical(raw, sealed.canonical)) return { ok: false, fault: 'not-canonical' }
  const hash = hashOfCanonical(sealed.canonical)
  const signature = findSignature(sealed.signature)
  const good = signature !== undefined && verify(null, Buffer.from(hash, 'hex'), eventKey, signature)
  return good ? { ok: true, event: parsed.data, hash } : { ok: false, fault: 'wrong-signature' }
}
