import { parseArgs } from 'node:util'
import { cardLine } from '../../main/hardware/card-printer/card-line.ts'
import { ippCardPrinter } from '../../main/hardware/card-printer/drivers/ipp-card-printer.ts'
import { ippTarget } from '../../main/hardware/printer/drivers/ipp/ipp-target.ts'
import { openStore } from '../../main/store/index.ts'
import { simulatedCoupler } from './simulated-coupler.ts'

// A process that makes one card and stands still at a step until it is killed.

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: '' },
    uri: { type: 'string', default: '' },
    stop: { type: 'string' },
    id: { type: 'string', default: '' },
    serial: { type: 'string', default: '' },
  },
})

function stand(step: string): Promise<void> | undefined {
  if (values.stop !== step) return undefined
  process.stdout.write(`${JSON.stringify({ ready: true, step })}\n`)
  return new Promise((resolve) => setTimeout(resolve, 60_000))
}

const printer = ippCardPrinter(ippTarget({ uri: values.uri }))
const coupler = simulatedCoupler(values.uri)
const line = cardLine({
  store: openStore(values.store, new Uint8Array(32).fill(1)),
  printer: {
    ...printer,
    async open(card) {
      const id = await printer.open(card)
      await stand('after-open')
      return id
    },
    async feed(id, card) {
      await printer.feed(id, card)
      await stand('after-feed')
    },
    async resume(id) {
      await printer.resume(id)
      await stand('after-resume')
    },
  },
  encoder: {
    ...coupler,
    async encode(serial, content) {
      await coupler.encode(serial, content)
      await stand('after-encode')
    },
  },
  now: Date.now,
  onStep: stand,
})
await line.make({
  id: values.id,
  subject: 'application',
  serial: values.serial,
  pdf: Buffer.from('%PDF-'),
  content: `content of ${values.id}`,
})
await stand('end')
