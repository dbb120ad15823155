import { type FingerPosition, isoFingerCode } from '../../../domain/biometric/finger-position.ts'
import {
  extractPrint,
  type PositionedTemplate,
  PrintRecordUnreadable,
  pictureOfRecord,
} from '../../../native/fingerprint/index.ts'
import { findBlobContent } from '../../replication/index.ts'
import type { Store } from '../../store/index.ts'

/**
 * Templates of prints that lie here, made when first asked for. In memory alone, by the name of the blob: never on the disk, without a
 * name beside them, and gone with the blob.
 */
export interface PrintTemplates {
  /** Undefined where the blob is gone, does not open or shows no finger. Throws where the engine is missing, fails or is told to stop. */
  of(blob: string, finger: FingerPosition, signal: AbortSignal): Promise<PositionedTemplate | undefined>
  keepOnly(blobs: ReadonlySet<string>): void
}

export function printTemplates(store: Store): PrintTemplates {
  const made = new Map<string, PositionedTemplate | undefined>()

  async function make(blob: string, finger: FingerPosition, signal: AbortSignal) {
    const record = findBlobContent(store, blob)
    if (!record) return undefined
    try {
      const position = isoFingerCode(finger)
      const print = await extractPrint(await pictureOfRecord(record), { position, signal })
      if (!print.ok && print.failure === 'cancelled') throw new Error('the comparison of prints took too long')
      return print.ok ? { position, template: print.template } : undefined
    } catch (fault) {
      if (fault instanceof PrintRecordUnreadable) return undefined
      throw fault
    }
  }

  return {
    async of(blob, finger, signal) {
      if (!made.has(blob)) made.set(blob, await make(blob, finger, signal))
      return made.get(blob)
    },
    keepOnly(blobs) {
      for (const blob of made.keys()) if (!blobs.has(blob)) made.delete(blob)
    },
  }
}
