import { parseArgs } from 'node:util'
import { ippQueue } from '../../main/hardware/printer/drivers/ipp/ipp-queue.ts'
import { ippTarget } from '../../main/hardware/printer/drivers/ipp/ipp-target.ts'
import { journalledPrinter } from '../../main/hardware/printer/journalled-printer.ts'
import type { PrintQueue } from '../../main/hardware/printer/print-queue.ts'
import { openStore } from '../../main/store/index.ts'
import { paperJob } from './paper-job.ts'

// A process that prints one paper and stands still at a step until it is killed: what a crash there leaves behind.

const { values } = parseArgs({
  options: { store: { type: 'string' }, uri: { type: 'string' }, stop: { type: 'string' }, ticket: { type: 'string' } },
})

function stand(step: string): Promise<void> | undefined {
  if (values.stop !== step) return undefined
  process.stdout.write(`${JSON.stringify({ ready: true, step })}\n`)
  return new Promise((resolve) => setTimeout(resolve, 60_000))
}

const real = ippQueue({ target: ippTarget({ uri: values.uri ?? '' }) })
const queue: PrintQueue = {
  ...real,
  async reserve(job) {
    await stand('before-reserve')
    const id = await real.reserve(job)
    await stand('after-reserve')
    return id
  },
  async send(job, reserved) {
    await stand('before-send')
    const id = await real.send(job, reserved)
    await stand('after-send')
    return id
  },
  async watch(id, onNews) {
    await stand('before-watch')
    const end = await real.watch(id, onNews)
    await stand('after-watch')
    return end
  },
}
const store = openStore(values.store ?? '', new Uint8Array(32).fill(1))
await journalledPrinter({ store, queue, now: Date.now }).print(paperJob(values.ticket ?? 'ticket'))
await stand('after-print')
