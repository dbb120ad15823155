import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPaperPrinter } from '../../main/hardware/index.ts'
import { rulerPage } from '../../main/printing/ruler-page.ts'
import { openStore } from '../../main/store/index.ts'
import { startChild } from '../../main/training/child.ts'
import { type Figures, median, quantile } from './figures.ts'

export const name = 'printer'
export const group = 'devices'

const JOBS = 60
const SIMULATOR = path.resolve(import.meta.dirname, '../../main/hardware/printer/simulator/ipp-simulator.ts')

/**
 * From the call of `print` to the first word of the printer that it prints ('processing'), with the journal on an encrypted store;
 * our IPP printer in a process of its own, which begins a job within 20 ms. The driver looks at once, then at growing distances up to 200 ms.
 */
export async function run(): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-bench-'))
  const printerProcess = startChild('printer', process.execPath, [SIMULATOR, '--folder', folder, '--page-ms', '400'])
  const store = openStore(path.join(folder, 'station.db'), new Uint8Array(32).fill(1))
  try {
    const { uri } = await printerProcess.ready
    const printer = openPaperPrinter({ store, address: { kind: 'ipp', uri: String(uri) }, now: Date.now })
    const pdf = await rulerPage({ training: false, printer: 'bench', at: '2026-01-01T00:00:00.000Z' })
    const accepted: number[] = []
    const processing: number[] = []
    for (let i = 0; i < JOBS; i++) {
      const began = performance.now()
      let first: number | undefined
      let printing: number | undefined
      const job = { ticket: `bench-${i}`, name: 'bench', content: String(i), pdf }
      await printer.print(job, ({ state }) => {
        first ??= performance.now() - began
        if (state === 'printing') printing ??= performance.now() - began
      })
      printer.told(job.ticket)
      if (first === undefined || printing === undefined) throw new Error('the printer never said that it prints')
      accepted.push(first)
      processing.push(printing)
    }
    const figure = (value: number) => ({ value: Math.round(value * 10) / 10, unit: 'ms' })
    return {
      'submit to the first word of the job, median': figure(median(accepted)),
      'submit to the first word of the job, p95': figure(quantile(accepted, 0.95)),
      'submit to processing, median': figure(median(processing)),
      'submit to processing, p95': figure(quantile(processing, 0.95)),
      jobs: { value: JOBS, unit: 'papers of one page' },
    }
  } finally {
    store.close()
    await printerProcess.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
