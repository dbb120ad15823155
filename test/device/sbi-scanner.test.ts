import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { slapFingers } from '../../domain/biometric/finger-position.ts'
import { readPrintRecord } from '../../main/hardware/fingerprint/print-record.ts'
import {
  type CaptureProgress,
  type CaptureRequest,
  DeviceError,
  type FingerprintScanner,
  openFingerprintScanners,
} from '../../main/hardware/index.ts'
import { type Simulator, startSimulator } from './start-simulator.ts'

let simulator: Simulator
let babbler: Server
beforeAll(async () => {
  // A neighbour that answers rubbish, and a port where nobody listens: neither may hurt the sweep.
  babbler = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'))
  await new Promise<void>((resolve) => babbler.listen(0, '127.0.0.1', resolve))
  const address = babbler.address()
  simulator = await startSimulator([typeof address === 'object' && address ? address.port : 0, 4599])
})
afterAll(async () => {
  babbler.close()
  await simulator.stop()
})

async function theScanner(): Promise<FingerprintScanner> {
  const [scanner] = await simulator.finder.find()
  if (!scanner) throw new Error('no scanner found')
  return scanner
}

async function run(request: Partial<CaptureRequest> = {}, signal = new AbortController().signal) {
  const frames: Uint8Array[] = []
  let captured: Extract<CaptureProgress, { kind: 'captured' }> | undefined
  for await (const progress of (await theScanner()).capture(
    { group: 'right-four', exceptions: [], requestedScore: 45, previousHash: '', ...request },
    signal,
  )) {
    if (progress.kind === 'frame') frames.push(progress.jpeg)
    else captured = progress
  }
  if (!captured) throw new Error('nothing captured')
  return { frames, captured }
}

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

async function captureWith(scanner: FingerprintScanner | undefined, request: Partial<CaptureRequest>) {
  if (!scanner) throw new Error('no scanner found')
  // The print a new simulator grows first.
  const whole = { group: 'right-thumb', exceptions: [], requestedScore: 45, previousHash: '', ...request } as const
  for await (const progress of scanner.capture(whole, new AbortController().signal)) {
    if (progress.kind === 'captured') return progress.images
  }
  throw new Error('nothing captured')
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (fault: unknown) => (fault instanceof DeviceError ? fault.failure : String(fault)),
  )
}

test('the sweep finds the scanner among rubbish and silence, with its facts', async () => {
  expect(await theScanner()).toMatchObject({
    serialNumber: 'SOBOSIM00000001',
    make: 'So Bo',
    simulated: true,
    firmware: 'SIM.442.1.0',
  })
})

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
  await theScanner()
  await simulator.order('/admin/fault', { fault, count: 1 })
  expect(await failureOf(run())).toBe(failure)
  expect((await run()).captured.images).toHaveLength(4)
})

test.each([
  ['not-registered', 'not-registered'],
  ['unknown-version', 'unsupported-version'],
  ['other-callback', 'not-trusted'],
])('a scanner found with the fault "%s" is not used, and the reason is kept for the board', async (fault, failure) => {
  await simulator.order('/admin/fault', { fault, count: 1 })
  await simulator.finder.lookAgain()
  expect(await simulator.finder.find()).toEqual([])
  expect(simulator.finder.refused()).toMatchObject([{ failure }])
  await simulator.finder.lookAgain()
  expect(simulator.finder.refused()).toEqual([])
  await theScanner()
})

test.each(['mute', 'drip-info'])(
  'a service that answers its info with "%s" holds the sweep up no longer than its time',
  async (fault) => {
    await simulator.order('/admin/fault', { fault, count: 1 })
    const began = performance.now()
    await simulator.finder.lookAgain()
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(simulator.finder.refused()).toMatchObject([{ failure: 'too-slow' }])
    await simulator.finder.lookAgain()
    await theScanner()
  },
)

test('a sweep of all hundred ports finds the same scanner', async () => {
  const all = openFingerprintScanners({ ports: [], trustFile: simulator.trustFile })
  const began = performance.now()
  expect((await all.find()).map((scanner) => scanner.serialNumber)).toContain('SOBOSIM00000001')
  expect(performance.now() - began).toBeLessThan(30_000)
})

test('the self test asks the device and passes, and tells when it is not ready', async () => {
  const scanner = await theScanner()
  await scanner.check(new AbortController().signal)
  await simulator.order('/admin/fault', { fault: 'not-registered' })
  expect(await failureOf(scanner.check(new AbortController().signal))).toBe('not-registered')
})

test('a scanner of specification 1.0 is spoken to in its own dialect', async () => {
  const { finder } = await another(['--spec', '1.0'])
  const [scanner] = await finder.find()
  expect(scanner?.protocol).toBe('SBI 1.0 L0')
  expect(await captureWith(scanner, {})).toMatchObject([{ position: 'right-thumb' }])
})

test('a scanner of level L1 is believed by its chip, and not without its chip’s authority', async () => {
  const { finder } = await another(['--level', 'L1'])
  const [scanner] = await finder.find()
  expect(scanner?.protocol).toBe('SBI 0.9.5 L1')
  expect(await captureWith(scanner, {})).toHaveLength(1)
  const other = await another(['--level', 'L1'], false)
  expect(await other.finder.find()).toEqual([])
  expect(other.finder.refused()).toMatchObject([{ failure: 'not-trusted' }])
})

test('a scanner for single fingers rolls one finger, says so, and refuses slaps', async () => {
  const own = await another(['--sub-type', 'Single'])
  const [scanner] = await own.finder.find()
  expect(scanner?.takes).toBe('single-fingers')
  expect(await captureWith(scanner, { impression: 'rolled' })).toMatchObject([{ impression: 'rolled' }])
  expect(await captureWith(scanner, {})).toMatchObject([{ impression: 'plain' }])
  expect(await failureOf(captureWith(scanner, { group: 'right-four' }))).toBe('wrong-fingers')
  await own.order('/admin/fault', { fault: 'plain-for-rolled' })
  expect(await failureOf(captureWith(scanner, { impression: 'rolled' }))).toBe('malformed-answer')
})

test('a slap scanner is not asked to roll', async () => {
  expect(await failureOf(run({ group: 'right-index', impression: 'rolled' }))).toBe('wrong-fingers')
})

test('a scanner whose certificate has ended is not used, and the reason is its certificate', async () => {
  const { finder } = await another(['--valid-days=-1'])
  expect(await finder.find()).toEqual([])
  expect(finder.refused()).toMatchObject([{ failure: 'certificate-expired' }])
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
  const [scanner] = await own.finder.find()
  await own.order('/admin/delay', { delay: 30_000 })
  await own.order('/admin/fault', { fault: 'crash-mid-stream' })
  const began = performance.now()
  expect(['interrupted', 'unreachable']).toContain(await failureOf(captureWith(scanner, {})))
  expect(performance.now() - began).toBeLessThan(15_000)
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

test('a killed service is unreachable, and found again when it is back', async () => {
  const lonely = await startSimulator()
  const [scanner] = await lonely.finder.find()
  await lonely.order('/admin/delay', { delay: 5_000 })
  setTimeout(() => lonely.child.process.kill('SIGKILL'), 300)
  const attempt = (async () => {
    for await (const _progress of scanner?.capture(
      { group: 'thumbs', exceptions: [], requestedScore: 45, previousHash: '' },
      new AbortController().signal,
    ) ?? []) {
      // Frames come until the service dies.
    }
  })()
  expect(['interrupted', 'unreachable']).toContain(await failureOf(attempt))
  await lonely.finder.lookAgain()
  expect(await lonely.finder.find()).toEqual([])
  await lonely.stop()
})
