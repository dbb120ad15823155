import type { KeyObject } from 'node:crypto'
import { findStationOfEpoch } from '../enrolment/index.ts'
import {
  NO_PREVIOUS,
  type OfficeEvent,
  openEvent,
  publicKeyFromText,
  type SealedEvent,
  signCanonical,
} from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { findHashes, type InboxEvent, insertEvents, insertFork, lockHead } from './inbox-store.ts'

/** A station's clock this far from ours marks its events as suspect; it does not refuse them. */
const CLOCK_TOLERANCE_MS = 24 * 3600_000

export type Received =
  | { readonly status: 200; readonly body: { readonly receipt: ReturnType<typeof signCanonical> } }
  | { readonly status: 409; readonly body: { readonly head: { epoch: number; seq: number; hash: string } } }
  | {
      readonly status: 422
      readonly body: { readonly fork: { epoch: number; seq: number; known: string; sent: string } }
    }
  | { readonly status: 400; readonly body: { readonly refused: { epoch: number; seq: number; reason: string } } }

interface Opened {
  readonly event: OfficeEvent
  readonly hash: string
  readonly sealed: SealedEvent
}

function refuse(epoch: number, seq: number, reason: string): Received {
  return { status: 400, body: { refused: { epoch, seq, reason } } }
}

/** Opens and checks every event by itself, and that they are one gapless run of one epoch. */
function openAll(office: number, events: readonly SealedEvent[], eventKey: KeyObject): Opened[] | Received {
  const opened: Opened[] = []
  for (const sealed of events) {
    const result = openEvent(sealed, eventKey)
    const before = opened.at(-1)
    if (!result.ok) return refuse(before?.event.epoch ?? 0, (before?.event.seq ?? 0) + 1, result.fault)
    const { event, hash } = result
    if (event.office !== office) return refuse(event.epoch, event.seq, 'other-office')
    if (before && (event.epoch !== before.event.epoch || event.seq !== before.event.seq + 1))
      return refuse(event.epoch, event.seq, 'not-in-order')
    if (before && event.prev !== before.hash) return refuse(event.epoch, event.seq, 'chain-broken')
    opened.push({ event, hash, sealed })
  }
  return opened
}

/** Epoch of the first event, before its signature is known to be good: only to find the key to check it with. */
export function epochOf(sealed: SealedEvent): number | undefined {
  try {
    const epoch: unknown = (JSON.parse(sealed.canonical) as { epoch?: unknown }).epoch
    return typeof epoch === 'number' && Number.isSafeInteger(epoch) ? epoch : undefined
  } catch {
    // Not JSON: nothing to read an epoch from; the caller refuses it.
    return undefined
  }
}

/**
 * Takes a batch of one office in one transaction, or refuses it whole. Repeats with equal hashes are skipped and receipted
 * again; a gap is answered with our head; other bytes under a known number are quarantined. The receipt is signed only after
 * COMMIT has returned with synchronous_commit on.
 */
export async function receiveEvents(
  store: CentreStore,
  receiptKey: KeyObject,
  office: number,
  events: readonly SealedEvent[],
): Promise<Received> {
  const first = events[0]
  const epoch = first && epochOf(first)
  if (!first || epoch === undefined) return refuse(0, 0, 'empty-or-unreadable')
  const station = await findStationOfEpoch(store.pool, office, epoch)
  if (!station || station.revoked) return refuse(epoch, 0, 'no-station-of-this-epoch')
  const start = (JSON.parse(station.reply) as { head: { hash: string } | null }).head?.hash ?? NO_PREVIOUS
  const opened = openAll(office, events, publicKeyFromText(station.eventKey))
  if (!Array.isArray(opened)) return opened

  const result = await store.transaction(async (connection): Promise<Received | { seq: number; hash: string }> => {
    const head = await lockHead(connection, office, epoch, start)
    const known = await findHashes(
      connection,
      office,
      epoch,
      opened[0]?.event.seq ?? 0,
      Math.min(head.seq, opened.at(-1)?.event.seq ?? 0),
    )
    for (const { event, hash, sealed } of opened) {
      const held = known.get(event.seq)
      if (held === undefined || held === hash) continue
      await insertFork(connection, office, epoch, {
        seq: event.seq,
        known: held,
        sent: hash,
        canonical: sealed.canonical,
        signature: sealed.signature,
      })
      return { status: 422, body: { fork: { epoch, seq: event.seq, known: held, sent: hash } } }
    }
    const fresh = opened.filter(({ event }) => event.seq > head.seq)
    const next = fresh[0]
    if (!next) return { seq: head.seq, hash: head.hash }
    if (next.event.seq !== head.seq + 1) return { status: 409, body: { head } }
    if (next.event.prev !== head.hash) return refuse(epoch, next.event.seq, 'chain-broken')
    const now = Date.now()
    await insertEvents(
      connection,
      office,
      epoch,
      fresh.map(({ event, hash, sealed }): InboxEvent => {
        const suspect =
          Math.abs(Date.parse(event.recordedAt) - now) > CLOCK_TOLERANCE_MS && Date.parse(event.recordedAt) > now
        return {
          seq: event.seq,
          hash,
          kind: event.kind,
          subject: event.subject,
          canonical: sealed.canonical,
          signature: sealed.signature,
          suspect,
        }
      }),
    )
    const last = fresh.at(-1)
    return { seq: last?.event.seq ?? head.seq, hash: last?.hash ?? head.hash }
  })
  if ('status' in result) return result
  const receipt = { type: 'receipt', office, epoch, seq: result.seq, head: result.hash, time: new Date().toISOString() }
  return { status: 200, body: { receipt: signCanonical(receipt, receiptKey) } }
}
