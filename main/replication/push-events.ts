import { MOST_BYTES_PER_PUSH, MOST_EVENTS_PER_PUSH, openSigned, ReceiptContent } from '../../centre/protocol/index.ts'
import {
  findEvent,
  findLastReceipt,
  insertReceipt,
  listEventsAfter,
  type StoredEvent,
  type StoredReceipt,
} from '../log/index.ts'
import type { Store } from '../store/index.ts'
import type { CentreClient } from './centre-client.ts'
import { LineFault } from './line-fault.ts'
import type { StationIdentity } from './station-identity.ts'

export interface PushedReceipt extends StoredReceipt {
  /** First event this receipt covers that no earlier one did. */
  readonly fromSeq: number
}

/** Runs inside the transaction that stores the receipt: features turn their records green here and nowhere else. */
export type ReceiptListener = (receipt: PushedReceipt) => void

export type PushResult =
  | { readonly kind: 'nothing-to-push' }
  | { readonly kind: 'receipted'; readonly receipt: PushedReceipt }
  /** People must look: other bytes under a known number, or an event the centre will never take. */
  | { readonly kind: 'needs-people'; readonly cause: 'fork' | 'event-refused'; readonly seq: number }

/** Takes as many events as one request may carry; never more than one epoch at a time. */
function fitBatch(events: readonly StoredEvent[]): StoredEvent[] {
  const batch: StoredEvent[] = []
  let bytes = 0
  for (const event of events) {
    bytes += Buffer.byteLength(event.canonical) + 120
    if (batch.length > 0 && (bytes > MOST_BYTES_PER_PUSH || event.epoch !== batch[0]?.epoch)) break
    batch.push(event)
  }
  return batch
}

/**
 * Sends the next batch and stores the receipt, when it proves what it says. Idempotent: the same bytes again after any cut.
 * Throws `LineFault`; a receipt that does not hold is a fault ('forged'), and nothing turns green.
 */
export async function pushEvents(
  store: Store,
  client: CentreClient,
  identity: StationIdentity,
  mostEvents: number,
  onReceipt: ReceiptListener,
): Promise<PushResult> {
  const last = findLastReceipt(store)
  let from = { epoch: last?.epoch ?? 0, seq: last?.seq ?? 0 }
  for (let turn = 0; turn < 3; turn++) {
    const batch = fitBatch(listEventsAfter(store, from.epoch, from.seq, Math.min(mostEvents, MOST_EVENTS_PER_PUSH)))
    const final = batch.at(-1)
    if (!final) return { kind: 'nothing-to-push' }
    const answer = await client.push(identity.office, batch)
    if (answer.kind === 'accepted') {
      const opened = openSigned(answer.receipt, identity.receiptKey, ReceiptContent)
      if (!opened.ok) throw new LineFault('forged', 'receipt')
      const { value } = opened
      const held = findEvent(store, value.epoch, value.seq)
      // A receipt may cover more than this batch (an answer that was lost), never something we do not hold as signed.
      if (
        value.office !== identity.office ||
        held?.hash !== value.head ||
        value.epoch !== final.epoch ||
        value.seq < final.seq
      ) {
        throw new LineFault('forged', 'receipt')
      }
      const fromSeq = last?.epoch === value.epoch ? last.seq + 1 : 1
      const receipt: PushedReceipt = {
        epoch: value.epoch,
        seq: value.seq,
        hash: value.head,
        at: value.time,
        canonical: answer.receipt.canonical,
        signature: answer.receipt.signature,
        fromSeq,
      }
      store.write(() => {
        insertReceipt(store, receipt)
        onReceipt(receipt)
      })
      return { kind: 'receipted', receipt }
    }
    if (answer.kind === 'fork') return { kind: 'needs-people', cause: 'fork', seq: answer.fork.seq }
    if (answer.kind === 'refused') return { kind: 'needs-people', cause: 'event-refused', seq: answer.refused.seq }
    // A gap: the centre is behind what was sent. It is sent again from there; our log holds everything.
    from = { epoch: answer.head.epoch, seq: answer.head.seq }
  }
  throw new LineFault('nonsense', 'push')
}
