import { type EngineRefusal, extractPrint } from '../../../native/fingerprint/index.ts'
import { accepted, readInput } from './command-line.ts'

/** ISO/ANSI minutiae records and the engine's own templates say so in their first bytes; all else is taken for a picture. */
export function isTemplate(bytes: Uint8Array): boolean {
  const letters = String.fromCharCode(...bytes.subarray(0, 4))
  return letters.startsWith('FMR') || letters === 'SBT1'
}

/** The template of a file: a record as it is, a picture extracted; or why there is none. */
export async function findTemplateOfFile(
  file: string,
  dpi: number | undefined,
): Promise<{ readonly ok: true; readonly template: Uint8Array } | EngineRefusal> {
  const bytes = readInput(file)
  return isTemplate(bytes) ? { ok: true, template: bytes } : extractPrint({ file: bytes, dpi })
}

/** As `findTemplateOfFile`; stops with the reason. */
export async function templateOfFile(file: string, dpi: number | undefined): Promise<Uint8Array> {
  return accepted(file, await findTemplateOfFile(file, dpi)).template
}
