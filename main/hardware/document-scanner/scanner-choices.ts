import type { DocumentScannerChoice } from '../../../preload/contract/device.ts'
import type { DocumentScanners } from './document-scanner.ts'

/** What the clerk chooses from: the scanners that answer, with what of them matters for papers. */
export async function scannerChoices(
  scanners: DocumentScanners,
): Promise<{ scanners: DocumentScannerChoice[]; troubles: { code: string }[] }> {
  const found = await scanners.find()
  return {
    scanners: found.map(({ id, simulated, abilities }) => ({
      id,
      name: abilities.name,
      simulated,
      sources: abilities.sources
        // Papers are filed as JPEG: small, and every reader knows it.
        .filter((one) => one.formats.includes('image/jpeg'))
        .map(({ source, resolutions, colours, widest }) => ({ source, resolutions, colours, widest })),
    })),
    troubles: scanners.troubles().map((one) => ({ code: one.failure })),
  }
}
