import { expect, test } from 'vitest'
import { type PrintEngine, type PrintTemplate, printJudge } from '../../../main/fingerprint/index.ts'
import { writePrintRecord } from '../../../main/hardware/fingerprint/print-record.ts'

// The judge against engines that do what engines must not; the real one is asked in test/station/prints.test.ts.

const never = () => new Promise<never>(() => undefined)
const thrown = async () => {
  throw new Error('the engine broke')
}
const missing = async () => {
  throw new Error('the fingerprint engine could not be loaded from dist/native/fingerprint.node')
}

function engine(work: () => Promise<never>): PrintEngine {
  return {
    extractPrint: work,
    checkTenSet: work,
    comparePrints: work,
    thresholdFor: (rate) => -Math.log10(rate),
  }
}

const grey = new Uint8Array(300 * 400).fill(200)
const record = writePrintRecord({ width: 300, height: 400, dpi: 500, grey }, 1, 80)
const prints: PrintTemplate[] = [
  { finger: 'right-thumb', template: new Uint8Array(10) },
  { finger: 'right-index', template: new Uint8Array(10) },
]

test.each([
  ['hangs', never, 'too-slow'],
  ['breaks', thrown, 'engine-fault'],
  ['was not built', missing, 'engine-missing'],
] as const)('an engine that %s is "not checked" in bounded time, told as a fault', async (_name, work, because) => {
  const faults: string[] = []
  const judge = printJudge({ engine: engine(work), limitMs: 100, onFault: (step) => faults.push(step) })
  const began = performance.now()
  expect(await judge.judge(record, 'right-thumb')).toEqual({ judgement: { state: 'not-checked', because } })
  expect(await judge.checkSet(prints, [])).toBeUndefined()
  expect(await judge.compareHolder(prints, prints)).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(20_000)
  expect(faults).toEqual(['fingerprint-judge', 'fingerprint-set', 'fingerprint-holder'])
})

test('a record that is none is "unreadable", before any engine is asked', async () => {
  const judge = printJudge({ engine: engine(thrown), onFault: () => undefined })
  for (const bytes of [new Uint8Array(), record.subarray(0, 40), record.subarray(0, record.length - 1)])
    expect(await judge.judge(bytes, 'right-thumb')).toEqual({
      judgement: { state: 'not-checked', because: 'unreadable' },
    })
})

function scoring(scores: readonly number[], comparable = true): PrintEngine {
  let next = 0
  return {
    ...engine(thrown),
    comparePrints: async () => ({
      ok: true,
      score: scores[next++ % scores.length] ?? 0,
      comparable,
      fingers: 1,
      pairedMinutiae: 0,
      alignment: { angle: 0, dx: 0, dy: 0 },
    }),
  }
}
const compare = (scores: readonly number[], held = prints, comparable = true) =>
  printJudge({ engine: scoring(scores, comparable), onFault: () => undefined }).compareHolder(held, prints)

test('half of the fingers make the holder; none make a stranger; one finger alone says nothing against anybody', async () => {
  expect(await compare([20, 0.2])).toMatchObject({ outcome: 'same', score: 20 })
  expect(await compare([1.4, 0.2])).toMatchObject({ outcome: 'not-the-same' })
  expect(await compare([0.2], prints.slice(0, 1))).toMatchObject({ outcome: 'no-say' })
  expect(await compare([20], prints.slice(0, 1))).toMatchObject({ outcome: 'same' })
  expect(await compare([0], prints, false)).toMatchObject({ outcome: 'no-say', fingers: [] })
})
