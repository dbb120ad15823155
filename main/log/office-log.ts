import { type KeyObject, randomUUID } from 'node:crypto'
import { type BlobReference, NO_PREVIOUS, type OfficeEvent, sealEvent } from '../../centre/protocol/event.ts'
import { findSetting, putSetting, type Store } from '../store/index.ts'
import { type HybridClock, hybridClock } from './hybrid-clock.ts'
import { findLastEvent, insertEvent } from './office-event-store.ts'

/** Who writes this log: fixed at enrolment. */
export interface LogIdentity {
  readonly office: number
  readonly station: string
  readonly epoch: number
  /** The centre's head when the epoch began; `NO_PREVIOUS` for a new office. */
  readonly epochPrev: string
  readonly eventKey: KeyObject
}

export interface Act {
  readonly kind: string
  readonly version?: number
  readonly subject: string
  readonly body: Readonly<Record<string, unknown>>
  readonly blobs?: readonly BlobReference[]
  /** Account that acts; 'station' where the program does. */
  readonly clerk: string
}

export interface Appended {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly recordedAt: string
}

export interface OfficeLog {
  readonly identity: LogIdentity
  /** Writes the event inside the caller's transaction; throws outside one, because an act without its row is half an act. */
  append(act: Act): Appended
  /** Called after each transaction that appended, so that the line may push. */
  onAppended(listener: () => void): void
  announce(): void
}

export function officeLog(store: Store, identity: LogIdentity, now: () => number = Date.now): OfficeLog {
  const clock: HybridClock = hybridClock(identity.office, findSetting(store, 'hlc'), now)
  const listeners: (() => void)[] = []

  function append(act: Act): Appended {
    if (!store.sqlite.inTransaction) throw new Error(`${act.kind}: an event is written in the transaction of its row`)
    const last = findLastEvent(store)
    const sameEpoch = last?.epoch === identity.epoch
    const recordedAt = new Date(now()).toISOString()
    const hlc = clock.tick()
    const event: OfficeEvent = {
      office: identity.office,
      epoch: identity.epoch,
      seq: sameEpoch ? last.seq + 1 : 1,
      id: randomUUID(),
      kind: act.kind,
      version: act.version ?? 1,
      subject: act.subject,
      body: { ...act.body },
      blobs: [...(act.blobs ?? [])],
      clerk: act.clerk,
      station: identity.station,
      recordedAt,
      hlc,
      prev: sameEpoch ? last.hash : identity.epochPrev,
    }
    const sealed = sealEvent(event, identity.eventKey)
    insertEvent(store, { ...event, ...sealed })
    putSetting(store, 'hlc', hlc)
    return { epoch: event.epoch, seq: event.seq, hash: sealed.hash, recordedAt }
  }

  return {
    identity,
    append,
    onAppended: (listener) => void listeners.push(listener),
    announce: () => {
      for (const listener of listeners) listener()
    },
  }
}

export { NO_PREVIOUS }
