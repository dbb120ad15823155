import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FingerprintFinder } from '../../main/hardware/index.ts'
import { openFingerprintScanners } from '../../main/hardware/index.ts'
import { type Child, startChild } from '../../main/training/child.ts'
import { freePortIn } from '../../main/training/free-port.ts'

export interface Simulator {
  readonly port: number
  readonly trustFile: string
  readonly child: Child
  readonly finder: FingerprintFinder
  order(path: string, body: unknown): Promise<void>
  stop(): Promise<void>
}

/** A scanner simulator in a process of its own, and the driver's finder on its port alone. */
export async function startSimulator(
  extraPorts: readonly number[] = [],
  options: readonly string[] = [],
  withChipTrust = true,
): Promise<Simulator> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-sbi-'))
  const trustFile = path.join(folder, 'trust.pem')
  const chipTrustFile = path.join(folder, 'chip-trust.pem')
  const port = await freePortIn(4501, 4600)
  const child = startChild('simulator', process.execPath, [
    path.resolve(import.meta.dirname, '..', '..', 'main/hardware/fingerprint/simulator/sbi-simulator.ts'),
    ...['--port', String(port), '--trust-out', trustFile, '--chip-trust-out', chipTrustFile],
    ...['--seed', 'test-person', ...options],
  ])
  await child.ready
  const order = async (where: string, body: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}${where}`, { method: 'POST', body: JSON.stringify(body) })
    const { ok } = (await response.json()) as { ok: boolean }
    if (!ok) throw new Error(`the simulator does not know ${where} ${JSON.stringify(body)}`)
  }
  await order('/admin/delay', { delay: 250 })
  return {
    port,
    trustFile,
    child,
    finder: openFingerprintScanners({
      ports: [...extraPorts, port],
      trustFile,
      ...(withChipTrust ? { chipTrustFile } : {}),
    }),
    order,
    async stop() {
      await child.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
