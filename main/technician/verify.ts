import { countWaitingEvents, findLastReceipt, verifyLog } from '../log/index.ts'
import type { StationIdentity } from '../replication/index.ts'
import type { Store } from '../store/index.ts'

/** Result of `sobo log verify`: the chain, and how far the centre has confirmed it. */
export async function technicianVerify(store: Store, identity: StationIdentity) {
  const verdict = await verifyLog(store, identity.eventKey)
  const receipt = findLastReceipt(store)
  return {
    office: identity.office,
    station: identity.station,
    ...verdict,
    receipted: receipt ? { epoch: receipt.epoch, seq: receipt.seq, head: receipt.hash, at: receipt.at } : null,
    waiting: countWaitingEvents(store).count,
  }
}
