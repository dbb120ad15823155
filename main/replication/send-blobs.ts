import { BLOB_STEP, BlobReceiptContent, openSigned } from '../../centre/protocol/index.ts'
import type { Store } from '../store/index.ts'
import { findNextWaitingBlob, markBlobReceipted, noteBlobSent } from './blob-store.ts'
import type { CentreClient } from './centre-client.ts'
import { LineFault } from './line-fault.ts'
import type { StationIdentity } from './station-identity.ts'

/**
 * Sends one waiting blob from where the centre already holds it, in steps; a cut costs at most one step.
 * Answers false when nothing waits. `mayGoOn` is asked before each step: events go first. Throws `LineFault`.
 */
export async function sendNextBlob(
  store: Store,
  client: CentreClient,
  identity: StationIdentity,
  parked: ReadonlySet<string>,
  mayGoOn: () => boolean,
): Promise<boolean> {
  const blob = findNextWaitingBlob(store, parked)
  if (!blob) return false
  const length = blob.ciphertext.length
  let offset = await client.blobOffset(blob.name)
  if (offset > length) throw new LineFault('nonsense', 'blob')
  // A blob that is whole at the centre but whose receipt was lost is asked for with an empty last step.
  do {
    if (!mayGoOn()) return true
    const end = Math.min(offset + BLOB_STEP, length)
    const signed = await client.putBlob(blob.name, offset, length, blob.ciphertext.subarray(offset, end))
    offset = end
    if (signed) {
      const opened = openSigned(signed, identity.receiptKey, BlobReceiptContent)
      if (!opened.ok || opened.value.name !== blob.name || opened.value.bytes !== length)
        throw new LineFault('forged', 'blob')
      store.write(() => markBlobReceipted(store, blob.name, opened.value.time))
      return true
    }
    noteBlobSent(store, blob.name, offset)
  } while (offset < length)
  throw new LineFault('nonsense', 'blob')
}
