import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { slapFingers } from '../../domain/biometric/finger-position.ts'
import { readPrintRecord } from '../../main/hardware/fingerprint/print-record.ts'
import type { CaptureRequest } from '../../main/hardware/index.ts'
import { captureOn, failureOf, imagesOf, theScannerOf } from './sbi-captures.ts'
import { type Simulator, startSimulator } from './start-simulator.ts'

// What a capture brings, what it is refused for, and what the next one finds.

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(async () => {
  await simulator.stop()
})

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end()
})

/** Another simulator, for this test alone. */
async function another(options: readonly string[], withChipTrust = true): Promise<Simulator> {
  const own = await startSimulator([], options, withChipTrust)
  cleanUp.push(() => own.stop())
  return own
}

const run = async (request: Partial<CaptureRequest> = {}, signal = new AbortController().signal) =>
  captureOn(await theScannerOf(simulator), request, signal)

test('a whole 4-4-2 gives ten fingers, live frames, and one hash chain over all of them', async () => {
  let previousHash = ''
  const got: string[] = []
  for (const group of ['right-four', 'left-four', 'thumbs'] as const) {
    const { frames, captured } = await run({ group, previousHash })
    expect(frames.length).toBeGreaterThan(0)
    expect(frames[0]?.subarray(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]))
    for (const image of captured.images) {
      expect(await readPrintRecord(image.record)).toMatchObject({ width: 300, height: 400, dpi: 500 })
      expect(image.quality).toBeGreaterThanOrEqual(0)
      got.push(image.position)
    }
    expect(captured.images.map((image) => image.position)).toEqual([...slapFingers(group)])
    previousHash = captured.lastHash
  }
  expect(new Set(got).size).toBe(10)
})

test('a single finger, and a slap with an absent finger, bring exactly what was asked', async () => {
  expect((await run({ group: 'left-index' })).captured.images.map((image) => image.position)).toEqual(['left-index'])
  const { captured } = await run({ exceptions: ['right-ring'] })
  expect(captured.images.map((image) => image.position)).toEqual(
    slapFingers('right-four').filter((finger) => finger !== 'right-ring'),
  )
})

test.each([
  ['wrong-signature', 'not-trusted'],
  ['untrusted-chain', 'not-trusted'],
  ['expired-key', 'certificate-expired'],
  ['expired-chain', 'certificate-expired'],
  ['weak-key', 'not-trusted'],
  ['replay', 'not-trusted'],
  ['other-device', 'not-trusted'],
  ['wrong-purpose', 'not-trusted'],
  ['wrong-version', 'not-trusted'],
  ['no-quality', 'malformed-answer'],
  ['no-image', 'malformed-answer'],
  ['bare-error', 'not-ready'],
  ['half-answer', 'interrupted'],
  ['stale-timestamp', 'not-trusted'],
  ['wrong-transaction-id', 'not-trusted'],
  ['broken-hash-chain', 'not-trusted'],
  ['three-finger-slap', 'wrong-fingers'],
  ['swapped-hand', 'wrong-fingers'],
  ['same-finger-twice', 'wrong-fingers'],
  ['nothing', 'nothing-on-the-glass'],
  ['garbage', 'malformed-answer'],
  ['oversized-reply', 'malformed-answer'],
  ['disconnect-mid-capture', 'interrupted'],
])('a scanner with the fault "%s" is said to be %s, and the next capture works', async (fault, failure) => {
  await simulator.order('/admin/fault', { fault, count: 1 })
  expect(await failureOf(run())).toBe(failure)
  await simulator.order('/admin/fault', {})
  expect((await run()).captured.images).toHaveLength(4)
})

test('a service that keeps its connection open is understood without waiting for it', async () => {
  await simulator.order('/admin/fault', { fault: 'connection-kept-open' })
  const began = performance.now()
  expect((await run()).captured.images).toHaveLength(4)
  expect(performance.now() - began).toBeLessThan(20_000)
})

test.each([
  ['not-registered', 'not-registered'],
  ['not-ready', 'not-ready'],
])('a scanner that says "%s" is asked no fingers, and is free again afterwards', async (fault, failure) => {
  await theScannerOf(simulator)
  await simulator.order('/admin/fault', { fault, count: 1 })
  expect(await failureOf(run())).toBe(failure)
  expect((await run()).captured.images).toHaveLength(4)
})

test('a scanner for single fingers rolls one finger, says so, and refuses slaps', async () => {
  const own = await another(['--sub-type', 'Single'])
  const scanner = await theScannerOf(own)
  expect(scanner.takes).toBe('single-fingers')
  expect(await imagesOf(scanner, { impression: 'rolled' })).toMatchObject([{ impression: 'rolled' }])
  expect(await imagesOf(scanner)).toMatchObject([{ impression: 'plain' }])
  expect(await failureOf(imagesOf(scanner, { group: 'right-four' }))).toBe('wrong-fingers')
  await own.order('/admin/fault', { fault: 'plain-for-rolled' })
  expect(await failureOf(imagesOf(scanner, { impression: 'rolled' }))).toBe('malformed-answer')
})

test('a slap scanner is not asked to roll', async () => {
  expect(await failureOf(run({ group: 'right-index', impression: 'rolled' }))).toBe('wrong-fingers')
})

test.each(['slow-frames', 'no-frames', 'garbage-frames'])(
  'a preview with "%s" does not cost the capture',
  async (fault) => {
    await simulator.order('/admin/fault', { fault })
    expect((await run()).captured.images).toHaveLength(4)
  },
)

test('a service that crashes in mid stream costs its capture, and says so at once', async () => {
  const own = await another([])
  const scanner = await theScannerOf(own)
  await own.order('/admin/delay', { delay: 30_000 })
  await own.order('/admin/fault', { fault: 'crash-mid-stream' })
  const began = performance.now()
  expect(['interrupted', 'unreachable']).toContain(await failureOf(imagesOf(scanner)))
  expect(performance.now() - began).toBeLessThan(15_000)
})

test('a service that stands still costs its capture the time a capture has, and works when it goes on', async () => {
  const own = await another([])
  const scanner = await theScannerOf(own)
  await own.order('/admin/delay', { delay: 2_000 })
  setTimeout(() => own.child.process.kill('SIGSTOP'), 700)
  const began = performance.now()
  expect(await failureOf(imagesOf(scanner))).toBe('too-slow')
  expect(performance.now() - began).toBeLessThan(60_000)
  own.child.process.kill('SIGCONT')
  await own.order('/admin/delay', { delay: 100 })
  expect(await imagesOf(scanner)).toHaveLength(1)
})

test('numbers in place of texts are understood, and low quality is told, not refused', async () => {
  await simulator.order('/admin/fault', { fault: 'numbers-instead-of-strings' })
  expect((await run()).captured.images).toHaveLength(4)
  await simulator.order('/admin/fault', { fault: 'low-quality' })
  expect((await run()).captured.images.every((image) => image.quality === 12)).toBe(true)
})

test('a preview that breaks off does not cost the capture', async () => {
  await simulator.order('/admin/fault', { fault: 'disconnect-mid-stream' })
  expect((await run()).captured.images).toHaveLength(4)
})

test('cancelling in the middle frees the device at once', async () => {
  await simulator.order('/admin/delay', { delay: 30_000 })
  const abort = new AbortController()
  setTimeout(() => abort.abort(), 300)
  const began = Date.now()
  expect(await failureOf(run({}, abort.signal))).toBe('cancelled')
  expect(Date.now() - began).toBeLessThan(15_000)
  await simulator.order('/admin/delay', { delay: 250 })
  expect((await run()).captured.images).toHaveLength(4)
})

test('the same person has the same fingers, another person others', async () => {
  const image = async (seed: string) => {
    await simulator.order('/admin/person', { seed })
    const [image] = (await run({ group: 'right-index' })).captured.images
    return (await readPrintRecord(image?.record ?? new Uint8Array())).grey
  }
  const [a, again, other] = [await image('001090012345'), await image('001090012345'), await image('079305004321')]
  const correlation = (x: Uint8Array, y: Uint8Array) => {
    // Best over small shifts: touches differ in place.
    let best = -1
    for (let dy = -16; dy <= 16; dy += 2) {
      for (let dx = -16; dx <= 16; dx += 2) {
        let [n, sx, sy, sxy, sxx, syy] = [0, 0, 0, 0, 0, 0]
        for (let v = 120; v < 280; v += 3) {
          for (let u = 90; u < 210; u += 3) {
            const p = x[v * 300 + u] ?? 0
            const q = y[(v + dy) * 300 + u + dx] ?? 0
            n += 1
            sx += p
            sy += q
            sxy += p * q
            sxx += p * p
            syy += q * q
          }
        }
        best = Math.max(best, (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy)))
      }
    }
    return best
  }
  expect(correlation(a, again)).toBeGreaterThan(correlation(a, other) + 0.05)
})
