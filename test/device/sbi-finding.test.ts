import { createServer, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openFingerprintScanners } from '../../main/hardware/index.ts'
import { captureOn, failureOf, imagesOf, theScannerOf } from './sbi-captures.ts'
import { type Simulator, startSimulator } from './start-simulator.ts'

// Which scanners are found, believed and spoken to in which dialect.

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

test('the sweep finds the scanner among rubbish and silence, with its facts', async () => {
  expect(await theScannerOf(simulator)).toMatchObject({
    serialNumber: 'SOBOSIM00000001',
    make: 'So Bo',
    simulated: true,
    firmware: 'SIM.442.1.0',
  })
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
  await theScannerOf(simulator)
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
    await theScannerOf(simulator)
  },
)

test('a sweep of all hundred ports finds the same scanner', async () => {
  const all = openFingerprintScanners({ ports: [], trustFile: simulator.trustFile })
  const began = performance.now()
  expect((await all.find()).map((scanner) => scanner.serialNumber)).toContain('SOBOSIM00000001')
  expect(performance.now() - began).toBeLessThan(30_000)
})

test('the self test asks the device and passes, and tells when it is not ready', async () => {
  const scanner = await theScannerOf(simulator)
  await scanner.check(new AbortController().signal)
  await simulator.order('/admin/fault', { fault: 'not-registered' })
  expect(await failureOf(scanner.check(new AbortController().signal))).toBe('not-registered')
})

test('a scanner of specification 1.0 is spoken to in its own dialect', async () => {
  const scanner = await theScannerOf(await another(['--spec', '1.0']))
  expect(scanner.protocol).toBe('SBI 1.0 L0')
  expect(await imagesOf(scanner)).toMatchObject([{ position: 'right-thumb' }])
})

test('a scanner of level L1 is believed by its chip, and not without its chip’s authority', async () => {
  const scanner = await theScannerOf(await another(['--level', 'L1']))
  expect(scanner.protocol).toBe('SBI 0.9.5 L1')
  expect(await imagesOf(scanner)).toHaveLength(1)
  const other = await another(['--level', 'L1'], false)
  expect(await other.finder.find()).toEqual([])
  expect(other.finder.refused()).toMatchObject([{ failure: 'not-trusted' }])
})

test('a scanner whose certificate has ended is not used, and the reason is its certificate', async () => {
  const { finder } = await another(['--valid-days=-1'])
  expect(await finder.find()).toEqual([])
  expect(finder.refused()).toMatchObject([{ failure: 'certificate-expired' }])
})

test('a service that was killed is not found any more, and its capture says so at once', async () => {
  const lonely = await another([])
  const scanner = await theScannerOf(lonely)
  await lonely.order('/admin/delay', { delay: 5_000 })
  setTimeout(() => lonely.child.process.kill('SIGKILL'), 300)
  const began = performance.now()
  expect(['interrupted', 'unreachable']).toContain(await failureOf(captureOn(scanner, { group: 'thumbs' })))
  expect(performance.now() - began).toBeLessThan(2_500)
  await lonely.finder.lookAgain()
  expect(await lonely.finder.find()).toEqual([])
})
