import path from 'node:path'
import { startChild } from '../../main/training/child.ts'

export interface EsclSimulator {
  readonly address: string
  readonly port: number
  /** Faults and papers; answers with what the scanner knows of its jobs. */
  order(order: {
    readonly fault?: string | null
    readonly count?: number
    readonly atPage?: number
    readonly pages?: number
    readonly pageMs?: number
  }): Promise<{
    readonly jobs: readonly { readonly state: string; readonly sent: number }[]
    readonly inFeeder: number
  }>
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/** The simulated document scanner in a process of its own, on a free port. */
export async function startEsclSimulator(): Promise<EsclSimulator> {
  const file = path.resolve(import.meta.dirname, '../../main/hardware/document-scanner/simulator/escl-simulator.ts')
  const child = startChild('the eSCL simulator', process.execPath, [file])
  const { port } = await child.ready
  return {
    address: `http://127.0.0.1:${port}/eSCL/`,
    port: Number(port),
    async order(order) {
      const answer = await fetch(`http://127.0.0.1:${port}/admin`, { method: 'POST', body: JSON.stringify(order) })
      return (await answer.json()) as Awaited<ReturnType<EsclSimulator['order']>>
    },
    ended: new Promise((resolve) => child.process.once('exit', resolve)),
    stop: () => child.stop(),
  }
}
