import {
  extractPrint,
  type PositionedTemplate,
  PrintRecordUnreadable,
  pictureOfRecord,
} from '../../native/fingerprint/index.ts'

/** One finger as it came from the counter: ISO code and its ISO/IEC 19794-4 record, in clear. */
export interface ClearPrint {
  readonly position: number
  readonly record: Uint8Array
}

/** All ten fingers take a fraction of a second; what takes so long hangs. */
const LIMIT_MS = 30_000

async function templateOf({ position, record }: ClearPrint): Promise<PositionedTemplate | undefined> {
  try {
    const made = await extractPrint(await pictureOfRecord(record), { position, signal: AbortSignal.timeout(LIMIT_MS) })
    if (made.ok) return { position, template: made.template }
    if (made.failure === 'cancelled') throw new Error(`no template within ${LIMIT_MS} ms`)
    return undefined
  } catch (fault) {
    if (fault instanceof PrintRecordUnreadable) return undefined
    throw fault
  }
}

/** Templates of those records that open and show a finger. Throws where the engine is missing or failed. */
export async function makeTemplates(prints: readonly ClearPrint[]): Promise<PositionedTemplate[]> {
  const made = await Promise.all(prints.map(templateOf))
  return made.filter((one) => one !== undefined)
}
