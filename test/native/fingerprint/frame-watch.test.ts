import { expect, test } from 'vitest'
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
  const frames = frameWatch((_step, cause) => faults.push(cause), PATIENCE_MS)
  const { fingers: seen, hand } = await frames.look(previewFrame(prints, 1), 'right-four')
  expect(hand).toBe('right')
  expect(seen.map((finger) => finger.position)).toEqual([...right])
  for (const finger of seen) expect(finger.quality).toBeGreaterThan(40)
  expect(await frames.look(previewFrame([], 1), 'right-four')).toEqual({ fingers: [] })
  expect(faults).toEqual([])
  await frames.close()
})

test('a left hand that lies there for the right one is seen by its shape alone, and so is a right one', async () => {
  const frames = frameWatch(() => undefined, PATIENCE_MS)
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
