import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Child, startChild } from '../../main/training/child.ts'

export interface PrinterSimulator {
  readonly uri: string
  readonly child: Child
  /** Sets faults and troubles; answers with jobs, cards and chips. */
  order(body: object): Promise<SimulatorState>
  /** The sheets in the tray, oldest first. */
  printed(): Buffer[]
  stop(): Promise<void>
}

export interface SimulatorState {
  readonly cards: Readonly<Record<'hopper' | 'atCoupler' | 'printed' | 'rejected', readonly string[]>>
  readonly chips: Readonly<Record<string, string>>
  readonly jobs: readonly { readonly id: number; readonly name: string; readonly state: number }[]
}

const SIMULATOR = path.resolve(import.meta.dirname, '../../main/hardware/printer/simulator/ipp-simulator.ts')

/** Our IPP printer in a process of its own. */
export async function startPrinterSimulator(extra: readonly string[] = []): Promise<PrinterSimulator> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-printer-'))
  const child = startChild('printer simulator', process.execPath, [SIMULATOR, '--folder', folder, ...extra])
  const { port, uri } = await child.ready
  return {
    uri: String(uri),
    child,
    async order(body) {
      const response = await fetch(`http://127.0.0.1:${port}/admin`, { method: 'POST', body: JSON.stringify(body) })
      return (await response.json()) as SimulatorState
    },
    printed: () =>
      readdirSync(folder)
        .sort()
        .map((name) => readFileSync(path.join(folder, name))),
    async stop() {
      await child.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
