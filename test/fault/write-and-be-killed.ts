import { parseArgs } from 'node:util'
import { checkpointThread, openStore, putSetting } from '../../main/store/index.ts'

// A process that commits rows of some pages each as fast as the disk lets it, and says the number of each once it counts, until it is killed.

const { values } = parseArgs({ options: { store: { type: 'string' }, from: { type: 'string' } } })
const key = new Uint8Array(32).fill(7)
const store = openStore(values.store ?? '', key)
const thread = checkpointThread(store, key, {
  note: (step) => process.stderr.write(`${step}\n`),
  fault: (step, cause) => process.stderr.write(`${step} ${String(cause)}\n`),
})
if (!(await thread.ready)) throw new Error('the thread did not start')
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
for (let row = Number(values.from); ; row += 1) {
  putSetting(store, `row-${row}`, `${row}`.padEnd(60_000, 'x'))
  // Written before the next row begins: what was said was acknowledged.
  process.stdout.write(`${JSON.stringify({ row })}\n`)
}
