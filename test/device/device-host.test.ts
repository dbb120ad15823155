import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { DeviceError } from '../../main/hardware/device-error.ts'
import { type DeviceHost, deviceHost, type HostFault } from '../../main/hardware/host/index.ts'

const running: DeviceHost[] = []
const module = new URL('./naughty-host.ts', import.meta.url)

function start(limits: Parameters<typeof deviceHost>[0]['limits'] = {}, keepUp = false) {
  const notes: string[] = []
  const host = deviceHost({
    name: 'naughty',
    device: 'chip-reader',
    module,
    keepUp,
    limits: { heartbeatMs: 100, hangMs: 1_500, ...limits },
    log: { note: (step, detail) => notes.push(JSON.stringify({ step, ...detail })) },
  })
  running.push(host)
  return { host, notes }
}

const anything = { reply: z.unknown(), ms: 15_000 }

/** The failure of a question that must fail. */
async function failureOf(asked: Promise<unknown>): Promise<DeviceError> {
  try {
    await asked
  } catch (fault) {
    return fault as DeviceError
  }
  throw new Error('it was answered')
}

async function untilFault(host: DeviceHost, fault: HostFault): Promise<void> {
  await expect.poll(() => host.state.lastFault?.fault).toBe(fault)
}

/** After whatever happened: the next question is answered by a new process. */
async function expectAlive(host: DeviceHost): Promise<void> {
  expect(await host.ask('echo', 'still there', { reply: z.string(), ms: 15_000 })).toBe('still there')
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()))
})

test('a host starts with its first question and carries text, numbers and bytes both ways', async () => {
  const { host } = start()
  expect(host.state).toMatchObject({ state: 'idle', pid: null })
  const sent = { name: 'Nguyễn', bytes: new Uint8Array([0, 255, 7]), list: [1, null, true] }
  expect(await host.ask('echo', sent, anything)).toEqual(sent)
  expect(host.state.state).toBe('up')
  expect(host.state.pid).toBe(await host.ask('pid', null, anything))
})

test('what comes on the way comes in order, before the answer', async () => {
  const { host } = start()
  const seen: unknown[] = []
  const answer = await host.ask('count', 3, { ...anything, onProgress: (body) => seen.push(body) })
  expect(answer).toBe('done')
  expect(seen).toEqual([0, 1, 2].map((i) => ({ i, bytes: new Uint8Array([i]) })))
})

test('a driver’s own failure arrives with its step, a blunder with its class and without its words', async () => {
  const { host } = start()
  expect(await failureOf(host.ask('refuse', null, anything))).toMatchObject({
    failure: 'nothing-on-the-glass',
    step: 'capture',
  })
  const blunder = await failureOf(host.ask('blunder', null, anything))
  expect(blunder).toMatchObject({ failure: 'interrupted', device: 'chip-reader' })
  expect(`${blunder.stack} ${blunder.cause}`).toContain('RangeError')
  expect(`${blunder.stack} ${blunder.cause}`).not.toMatch(/NGUYEN|001090012345/)
  await expectAlive(host)
})

test('what a host prints is counted in the log and not repeated', async () => {
  const { host, notes } = start()
  await host.ask('chatter', null, anything)
  await host.stop()
  expect(notes.join()).toContain('TypeError')
  expect(notes.join()).not.toMatch(/NGUYEN|001090012345/)
})

test('a host that is killed answers its open questions at once and comes back', async () => {
  const { host } = start()
  await expectAlive(host)
  const open = failureOf(host.ask('forever', null, anything))
  const { pid } = host.state
  process.kill(Number(pid), 'SIGKILL')
  expect(await open).toMatchObject({ failure: 'driver-restarting' })
  expect(host.state).toMatchObject({ state: 'restarting', lastFault: { fault: 'died' } })
  await expectAlive(host)
  expect(host.state.pid).not.toBe(pid)
  expect(host.state.restarts).toBe(1)
})

test.each<[string, HostFault]>([
  ['hang', 'hung'],
  ['exit', 'died'],
  ['garbage', 'garbage'],
  ['tooLong', 'garbage'],
  ['wrongShape', 'garbage'],
  ['answerTwice', 'garbage'],
  ['flood', 'flood'],
])('a host that does "%s" is ended as "%s" and the next question is answered', async (deed, fault) => {
  const { host } = start()
  expect(await failureOf(host.ask(deed, null, anything))).toMatchObject({ failure: 'driver-restarting' })
  await untilFault(host, fault)
  await expectAlive(host)
})

test.each([
  ['leakHeap', { heapMb: 40, rssMb: 2_000, hangMs: 10_000 }],
  ['leakNative', { rssMb: 200 }],
  ['leakWhileHung', { rssMb: 200, hangMs: 30_000 }],
])(
  'a host that does "%s" is ended for its memory',
  async (deed, limits) => {
    const { host } = start(limits)
    expect(await failureOf(host.ask(deed, null, anything))).toMatchObject({ failure: 'driver-restarting' })
    await untilFault(host, 'too-much-memory')
    await expectAlive(host)
  },
  40_000,
)

test('a stopped process (SIGSTOP) counts as hung', async () => {
  const { host } = start()
  await expectAlive(host)
  process.kill(Number(host.state.pid), 'SIGSTOP')
  expect(await failureOf(host.ask('echo', 1, anything))).toMatchObject({ failure: 'driver-restarting' })
  await untilFault(host, 'hung')
  await expectAlive(host)
})

test('a call that is cancelled lets go and leaves the host running', async () => {
  const { host } = start()
  const pid = await host.ask('pid', null, anything)
  const cancelling = new AbortController()
  const open = failureOf(host.ask('forever', null, { ...anything, ms: null, signal: cancelling.signal }))
  cancelling.abort()
  expect(await open).toMatchObject({ failure: 'cancelled' })
  await expectAlive(host)
  expect(await host.ask('pid', null, anything)).toBe(pid)
})

test('a call that takes too long is given up; a driver that does not let go of it is ended', async () => {
  const { host } = start()
  await expectAlive(host)
  expect(await failureOf(host.ask('stubborn', null, { ...anything, ms: 100 }))).toMatchObject({ failure: 'too-slow' })
  await untilFault(host, 'hung')
  await expectAlive(host)
})

test('a reply of another shape than agreed is refused, and the host with it', async () => {
  const { host } = start()
  const asked = host.ask('echo', { serial: 5 }, { reply: z.object({ serial: z.string() }), ms: 15_000 })
  expect(await failureOf(asked)).toMatchObject({ failure: 'malformed-answer' })
  await untilFault(host, 'garbage')
})

test('a host that cannot be started is tried with longer and longer waits, and says so', async () => {
  const seen: string[] = []
  const host = deviceHost({
    name: 'missing',
    device: 'chip-reader',
    module: new URL('./no-such-file.ts', import.meta.url),
    keepUp: true,
    log: { note: () => undefined },
    onState: ({ state }) => seen.push(state),
  })
  running.push(host)
  await expect.poll(() => host.state.restarts).toBeGreaterThanOrEqual(2)
  expect(seen).toContain('restarting')
  expect(seen).not.toContain('up')
  expect(await failureOf(host.ask('echo', 1, { ...anything, ms: 300 }))).toMatchObject({ failure: 'driver-restarting' })
})

test('a host that hangs does not outlive a core that was killed', async () => {
  const core = spawn(process.execPath, [fileURLToPath(new URL('./short-lived-core.ts', import.meta.url))])
  const pid = await new Promise<number>((resolve) => core.stdout.once('data', (said) => resolve(Number(said))))
  expect(process.kill(pid, 0)).toBe(true)
  core.kill('SIGKILL')
  const isThere = () => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  await expect.poll(isThere).toBe(false)
})

test('a request larger than a message is refused without harm', async () => {
  const { host } = start({ mostFrameBytes: 10_000 })
  expect(await failureOf(host.ask('echo', new Uint8Array(20_000), anything))).toMatchObject({ failure: 'interrupted' })
  await expectAlive(host)
})

test('a kept host comes back without being asked', async () => {
  const { host } = start({}, true)
  await expect.poll(() => host.state.state).toBe('up')
  const { pid } = host.state
  process.kill(Number(pid), 'SIGKILL')
  await expect.poll(() => host.state.state === 'up' && host.state.pid !== pid).toBe(true)
})

test('after its end a host answers that it is stopped, and its process is gone', async () => {
  const { host } = start()
  const pid = Number(await host.ask('pid', null, anything))
  await host.stop()
  expect(() => process.kill(pid, 0)).toThrow()
  expect(await failureOf(host.ask('echo', 1, anything))).toMatchObject({ failure: 'unreachable' })
})
