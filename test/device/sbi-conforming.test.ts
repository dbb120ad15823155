import { afterEach, expect, test } from 'vitest'
import type { CaptureProgress, CaptureRequest } from '../../main/hardware/index.ts'
import { type Simulator, startSimulator } from './start-simulator.ts'

const running: Simulator[] = []
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.stop()
})

async function simulatorWith(...options: string[]): Promise<Simulator> {
  const simulator = await startSimulator([], options)
  running.push(simulator)
  return simulator
}

async function capture(simulator: Simulator, request: Partial<CaptureRequest> = {}) {
  const [scanner] = await simulator.finder.find()
  if (!scanner) throw new Error('no scanner found')
  const whole = { group: 'right-thumb', exceptions: [], requestedScore: 45, previousHash: '', ...request } as const
  const kinds: CaptureProgress['kind'][] = []
  let images: readonly { readonly position: string }[] = []
  for await (const progress of scanner.capture(whole, new AbortController().signal)) {
    kinds.push(progress.kind)
    if (progress.kind === 'captured') images = progress.images
  }
  return { protocol: scanner.protocol, kinds, fingers: images.map((image) => image.position) }
}

test('the fingers are seen before the capture begins, since a device adds no frames while it captures', async () => {
  const { kinds } = await capture(await simulatorWith())
  expect(kinds[0]).toBe('frame')
  expect(kinds.at(-1)).toBe('captured')
})

test('a device that is busy as long as it streams is asked again without the preview', async () => {
  const simulator = await simulatorWith()
  await simulator.order('/admin/fault', { fault: 'busy-while-streaming', count: 1 })
  expect((await capture(simulator)).fingers).toEqual(['right-thumb'])
})

test('a device of SBI 0.9.2 is spoken to in its own version', async () => {
  const { protocol, fingers } = await capture(await simulatorWith('--spec', '0.9.2'), { group: 'thumbs' })
  expect(protocol).toBe('SBI 0.9.2 L0')
  expect(fingers).toEqual(['right-thumb', 'left-thumb'])
})

test('an answer in chunks is read', async () => {
  const simulator = await simulatorWith()
  await simulator.order('/admin/fault', { fault: 'chunked', count: 1 })
  expect((await capture(simulator)).fingers).toEqual(['right-thumb'])
})

test('the capture waits until the fingers lie well, and no longer than they are coached', async () => {
  const simulator = await simulatorWith()
  await capture(simulator)
  const framesUntil = async (lying: Promise<void>) =>
    (await capture(simulator, { lying })).kinds.filter((kind) => kind === 'frame').length
  const atOnce = await framesUntil(Promise.resolve())
  const never = await framesUntil(new Promise(() => undefined))
  expect(never).toBeGreaterThan(atOnce)
})
