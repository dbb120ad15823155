import { type EngineRefusal, type ExtractedPrint, extractPrint } from '../../../native/fingerprint/index.ts'
import { accepted, readInput } from './command-line.ts'

/** ISO/ANSI minutiae records and the engine's own templates say so in their first bytes; all else is taken for a picture. */
export function isTemplate(bytes: Uint8Array): boolean {
  const letters = String.fromCharCode(...bytes.subarray(0, 4))
  return letters.startsWith('FMR') || letters === 'SBT1'
}

/** The template of a file: a record as it is, a picture extracted. Stops with the reason. */
export async function templateOfFile(file: string, dpi: number | undefined): Promise<Uint8Array> {
  const found = await findTemplateOfFile(file, dpi)
  return 'template' in found ? found.template : accepted(file, found as never)
}

/** As `templateOfFile`, with the refusal as an answer. */
export async function findTemplateOfFile(
  file: string,
  dpi: number | undefined,
): Promise<{ readonly template: Uint8Array } | ExtractedPrint | EngineRefusal> {
  const bytes = readInput(file)
  return isTemplate(bytes) ? { template: bytes } : extractPrint({ file: bytes, dpi })
}
