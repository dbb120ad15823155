import { parseCapabilities, parseStatus } from '../../../../main/hardware/document-scanner/drivers/escl/escl-answers.ts'
import { checkImportedFile } from '../../../../main/hardware/document-scanner/drivers/import-file.ts'
import { parseSaneOptions } from '../../../../main/hardware/document-scanner/drivers/sane/sane-answers.ts'
import { drawPage, toJpeg } from '../../../../main/hardware/document-scanner/simulator/drawn-page.ts'
import { capabilities, status } from '../../../../main/hardware/document-scanner/simulator/escl-words.ts'
import type { FuzzReading, FuzzTarget } from '../../../fuzz/fuzz-target.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const goodStatus = encode(
  status({ state: 'Idle', adf: 'ScannerAdfLoaded', jobs: [{ uri: '/eSCL/ScanJobs/1', state: 'Completed', pages: 1 }] }),
)
const goodCapabilities = encode(capabilities())

const saneOptions =
  '    --source Flatbed|ADF Duplex [Flatbed]\n    --mode Gray|Color [Gray]\n    --resolution 50..600dpi [300]\n    -x 0..215.9mm [215.9]\n    -y 0..297mm [297]\n'
const picture = toJpeg(drawPage({ widthPx: 40, heightPx: 60, dpi: 20, number: 1, spread: false }))

/** The good answer with some bytes changed, taken out or put in: place and value in turn. */
function damaged(good: Uint8Array, bytes: Uint8Array): Uint8Array {
  const changed = [...good]
  for (let i = 0; i + 2 < Math.min(bytes.length, 24); i += 3) {
    const at = ((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0)) % changed.length
    const value = bytes[i + 2] ?? 0
    if (value < 80) changed.splice(at, 1 + (value % 7))
    else if (value < 160) changed.splice(at, 0, 0x3c, value)
    else changed[at] = value - 160 + 0x20
    if (changed.length === 0) break
  }
  return Uint8Array.from(changed)
}

function mustBeBounded(abilities: ReturnType<typeof parseCapabilities>): void {
  for (const one of abilities?.sources ?? [])
    if (one.resolutions.length > 40 || !(one.widest > 0)) throw new Error('abilities out of their bounds')
}

const readIf = (understood: boolean): FuzzReading => (understood ? 'read' : 'refused')

/** Each takes any bytes; a throw, a hang or a broken bound is a finding. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'eSCL capabilities',
    seeds: [goodCapabilities],
    run(bytes) {
      const abilities = [bytes, damaged(goodCapabilities, bytes)].map(parseCapabilities)
      for (const one of abilities) mustBeBounded(one)
      return readIf(abilities.some((one) => one !== undefined))
    },
  },
  {
    name: 'eSCL status',
    seeds: [goodStatus],
    run(bytes) {
      return readIf([bytes, damaged(goodStatus, bytes)].map(parseStatus).some((one) => one !== undefined))
    },
  },
  {
    name: 'SANE options',
    seeds: [encode(saneOptions)],
    run: (bytes) => readIf(parseSaneOptions(new TextDecoder().decode(bytes), 'fuzz') !== undefined),
  },
  { name: 'scanned file', seeds: [picture], run: (bytes) => readIf(checkImportedFile(bytes).ok) },
]
