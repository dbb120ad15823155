import type { KeyObject } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { referBlobs } from '../blob/index.ts'
import { findCurrentStation, lockOffice } from '../enrolment/index.ts'
import {
  type Head,
  type OfficeEvent,
  openEvent,
  publicKeyFromText,
  type SealedEvent,
  type Signed,
  signCanonical,
} from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'
import { isClockSuspect } from './clock-suspect.ts'
import { findHashes, insertEvents, insertFork, lockHead } from './inbox-store.ts'

export type Received =
  | { readonly status: 200; readonly body: { readonly receipt: Signed } }
  | { readonly status: 409; readonly body: { readonly head: Head } }
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

export function refuse(epoch: number, seq: number, reason: string): Received {
  return { status: 400, body: { refused: { epoch, seq, reason } } }
}

/** Signatures are checked in turns of this many, so that other offices are answered in between. */
const EVENTS_PER_TURN = 64

/** What a column of text cannot hold, although JSON can write it. */
const NUL = '\u0000'

function faultOf(event: OfficeEvent, before: Opened | undefined, office: number): string | undefined {
  if (event.office !== office) return 'other-office'
  if (event.subject.includes(NUL)) return 'nul-in-subject'
  if (!before) return undefined
  if (event.epoch !== before.event.epoch || event.seq !== before.event.seq + 1) return 'not-in-order'
  return event.prev === before.hash ? undefined : 'chain-broken'
}

/** Opens and checks every event by itself, and that they are one gapless run of one epoch. */
async function openAll(
  office: number,
  events: readonly SealedEvent[],
  eventKey: KeyObject,
): Promise<readonly Opened[] | Received> {
  const opened: Opened[] = []
  for (const sealed of events) {
    if (opened.length % EVENTS_PER_TURN === EVENTS_PER_TURN - 1) await turn()
    const result = openEvent(sealed, eventKey)
    const before = opened.at(-1)
    if (!result.ok) {
      const claimed = numbersOf(sealed)
      const next = { epoch: before?.event.epoch ?? 0, seq: (before?.event.seq ?? 0) + 1 }
      return refuse(claimed?.epoch ?? next.epoch, claimed?.seq ?? next.seq, result.fault)
    }
    const { event, hash } = result
    const fault = faultOf(event, before, office)
    if (fault !== undefined) return refuse(event.epoch, event.seq, fault)
    opened.push({ event, hash, sealed })
  }
  return opened
}

/** The number an event claims, before anything about it is known to be true: only to find a key and to name a refusal. */
function numbersOf(sealed: SealedEvent): { epoch: number; seq: number } | undefined {
  try {
    const raw: unknown = JSON.parse(sealed.canonical)
    if (typeof raw !== 'object' || raw === null || !('epoch' in raw) || !('seq' in raw)) return undefined
    const { epoch, seq } = raw
    const sane = Number.isSafeInteger(epoch) && Number.isSafeInteger(seq)
    return sane && typeof epoch === 'number' && typeof seq === 'number' ? { epoch, seq } : undefined
  } catch {
    // Not JSON: it claims nothing; the caller refuses it.
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
  const [first] = events
  const claimed = first && numbersOf(first)
  if (!first || !claimed) return refuse(0, 0, 'empty-or-unreadable')
  const { epoch } = claimed
  const station = await findCurrentStation(store.pool, office)
  if (!station || station.revoked || station.epoch !== epoch) return refuse(epoch, claimed.seq, 'not-the-current-epoch')
  const opened = await openAll(office, events, publicKeyFromText(station.eventKey))
  if ('status' in opened) return opened

  const result = await store.transaction(async (connection): Promise<Received | Head> => {
    // A replacement may have been let in meanwhile: its epoch begins at a head that must not move any more.
    await lockOffice(connection, office, 'with-others')
    if ((await findCurrentStation(connection, office))?.epoch !== epoch)
      return refuse(epoch, claimed.seq, 'not-the-current-epoch')
    const head = await lockHead(connection, office, epoch, station.startHash)
    const from = opened[0]?.event.seq ?? 0
    const to = Math.min(head.seq, opened.at(-1)?.event.seq ?? 0)
    const known = from <= to ? await findHashes(connection, office, epoch, from, to) : new Map<number, string>()
    for (const { event, hash, sealed } of opened) {
      const held = known.get(event.seq)
      if (held === undefined || held === hash) continue
      await insertFork(connection, office, epoch, { seq: event.seq, known: held, sent: hash, ...sealed })
      return { status: 422, body: { fork: { epoch, seq: event.seq, known: held, sent: hash } } }
    }
    const fresh = opened.filter(({ event }) => event.seq > head.seq)
    const next = fresh[0]
    const last = fresh.at(-1)
    if (!next || !last) return head
    if (next.event.seq !== head.seq + 1) return { status: 409, body: { head } }
    if (next.event.prev !== head.hash) return refuse(epoch, next.event.seq, 'chain-broken')
    const now = Date.now()
    await insertEvents(
      connection,
      office,
      epoch,
      fresh.map(({ event, hash, sealed }) => ({
        seq: event.seq,
        hash,
        kind: event.kind,
        subject: event.subject,
        ...sealed,
        suspect: isClockSuspect(event.recordedAt, now),
      })),
    )
    await referBlobs(
      connection,
      office,
      fresh.flatMap(({ event }) => event.blobs.map(({ name, bytes }) => ({ name, bytes, epoch, seq: event.seq }))),
    )
    return { epoch, seq: last.event.seq, hash: last.hash }
  })
  if ('status' in result) return result
  const receipt = { type: 'receipt', office, epoch, seq: result.seq, head: result.hash, time: new Date().toISOString() }
  return { status: 200, body: { receipt: signCanonical(receipt, receiptKey) } }
}
