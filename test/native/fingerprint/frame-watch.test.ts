import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { frameWatch } from '../../../main/fingerprint/index.ts'
import { pressFinger, touchOf } from '../../../main/hardware/fingerprint/simulator/impression.ts'
import { previewFrame } from '../../../main/hardware/fingerprint/simulator/preview-frame.ts'
import { growRidgePattern, seedOfText } from '../../../main/hardware/fingerprint/simulator/ridge-pattern.ts'

/** What is seen is asked here, not how soon on a crowded machine. */
const PATIENCE_MS = 60_000
const right = ['right-index', 'right-middle', 'right-ring', 'right-little'] as const
const prints = right.map((finger) =>
  pressFinger(growRidgePattern(seedOfText(`frame/${finger}`)), touchOf(seedOfText(finger), 0), 1),
)

test('the fingers of a settled frame are named and judged; an empty glass gives nothing to say', async () => {
  const faults: unknown[] = []
  const frames = frameWatch((_step, cause) => faults.push(cause), { limitMs: PATIENCE_MS })
  const { fingers: seen, hand } = await frames.look(previewFrame(prints, 1), 'right-four')
  expect(hand).toBe('right')
  expect(seen.map((finger) => finger.position)).toEqual([...right])
  for (const finger of seen) expect(finger.quality).toBeGreaterThan(40)
  expect(await frames.look(previewFrame([], 1), 'right-four')).toEqual({ fingers: [] })
  expect(faults).toEqual([])
  await frames.close()
})

test('a left hand that lies there for the right one is seen by its shape alone, and so is a right one', async () => {
  const frames = frameWatch(() => undefined, { limitMs: PATIENCE_MS })
  expect((await frames.look(previewFrame(prints, 1, 'left'), 'right-four')).hand).toBe('left')
  expect((await frames.look(previewFrame(prints, 1, 'right'), 'left-four')).hand).toBe('right')
  await frames.close()
})

test('a frame that is no picture is told once and costs the coaching, nothing more', async () => {
  const faults: string[] = []
  const frames = frameWatch((step) => faults.push(step))
  for (let i = 0; i < 5; i++)
    expect(await frames.look(new Uint8Array(9_000).fill(0xff), 'right-four')).toEqual({ fingers: [] })
  expect(faults).toEqual(['fingerprint-frame'])
  await frames.close()
})

/** The worker that ships, after one of this code. */
function firstThenReal(code: string): { start: () => Worker; started: Worker[] } {
  const started: Worker[] = []
  const real = new URL('../../../main/fingerprint/frame-worker.ts', import.meta.url)
  const start = () => {
    const made = started.length === 0 ? new Worker(code, { eval: true }) : new Worker(real)
    started.push(made)
    return made
  }
  return { start, started }
}

test.each([
  ['hangs', 'for (;;);', 'TooSlow'],
  ['dies', 'throw new RangeError("decoder")', 'RangeError'],
  [
    'takes all memory',
    'const all = []; for (;;) all.push(new Array(1e6).fill(all.length))',
    'ERR_WORKER_OUT_OF_MEMORY|TooSlow',
  ],
])('a worker that %s costs one look; after the rest another one opens frames', async (_what, code, name) => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const faults: string[] = []
    const { start, started } = firstThenReal(code)
    const frames = frameWatch((_step, cause) => faults.push(`${cause} ${(cause as NodeJS.ErrnoException).code}`), {
      start,
    })
    const frame = previewFrame(prints, 1)
    expect(await frames.look(frame, 'right-four')).toEqual({ fingers: [] })
    expect(faults).toEqual([expect.stringMatching(name)])
    vi.setSystemTime(Date.now() + 11_000)
    expect((await frames.look(frame, 'right-four')).fingers.map((finger) => finger.position)).toEqual([...right])
    expect(started).toHaveLength(2)
    // The first is gone, not left spinning.
    expect(started[0]?.threadId).toBe(-1)
    await frames.close()
  } finally {
    vi.useRealTimers()
  }
})
