import { createPublicKey, type KeyObject } from 'node:crypto'
import { hashOfCanonical, NO_PREVIOUS, openEvent } from '../../centre/protocol/event.ts'
import type { Store } from '../store/index.ts'
import { verifyAudit } from './audit.ts'
import { findReceiptFor, listEventsAfter, type StoredReceipt } from './office-event-store.ts'

export interface LogFault {
  readonly epoch: number
  readonly seq: number
  /** 'gap' | 'chain' | 'hash' | 'wrong-signature' | 'not-canonical' | 'wrong-shape' | 'not-json' | 'receipt' | 'audit' */
  readonly fault: string
}
export interface LogVerdict {
  readonly intact: boolean
  readonly events: number
  readonly head: string
  readonly firstFault: LogFault | null
}

/**
 * Reads the whole log and checks every link: numbers without gap, previous hash, canonical form, signature, and that
 * each receipt of the centre names the hash we hold. Gives the loop back after each page.
 */
export async function verifyLog(store: Store, eventKey: KeyObject, pageSize = 200): Promise<LogVerdict> {
  const publicKey = eventKey.type === 'private' ? createPublicKey(eventKey) : eventKey
  /** The next receipt on the way, read when the one before is passed: a long log has as many as events. */
  let receipt: StoredReceipt | undefined
  let events = 0
  let head = NO_PREVIOUS
  let [epoch, seq] = [0, 0]
  const broken = (at: { epoch: number; seq: number }, fault: string): LogVerdict => ({
    intact: false,
    events,
    head,
    firstFault: { epoch: at.epoch, seq: at.seq, fault },
  })
  for (;;) {
    const page = listEventsAfter(store, epoch, seq, pageSize)
    for (const stored of page) {
      const begins = stored.epoch !== epoch
      if (stored.seq !== (begins ? 1 : seq + 1)) return broken(stored, 'gap')
      if (hashOfCanonical(stored.canonical) !== stored.hash) return broken(stored, 'hash')
      const opened = openEvent(stored, publicKey)
      if (!opened.ok) return broken(stored, opened.fault)
      if (opened.event.epoch !== stored.epoch || opened.event.seq !== stored.seq) return broken(stored, 'gap')
      // The first epoch begins from nothing; a later one from the centre's head, which this disk may never have held.
      if (begins ? stored.epoch === 1 && opened.event.prev !== NO_PREVIOUS : opened.event.prev !== head) {
        return broken(stored, 'chain')
      }
      if (receipt?.epoch !== stored.epoch || receipt.seq < stored.seq)
        receipt = findReceiptFor(store, stored.epoch, stored.seq)
      if (receipt?.seq === stored.seq && receipt.hash !== stored.hash) return broken(stored, 'receipt')
      events += 1
      head = stored.hash
      epoch = stored.epoch
      seq = stored.seq
    }
    if (page.length < pageSize) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  const auditFault = verifyAudit(store)
  if (auditFault !== null) return broken({ epoch: 0, seq: auditFault }, 'audit')
  return { intact: true, events, head, firstFault: null }
}
