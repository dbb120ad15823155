import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { type CoreListeners, type CoreProcess, type CoreState, coreProcess } from '../../../main/shell/core-process.ts'
import { restartWait } from '../../../main/shell/restart-wait.ts'

const program = {
  node: process.execPath,
  entry: path.join(import.meta.dirname, 'pretend-core.ts'),
  compileCache: '/tmp/so-bo-no-cache',
}
const start = {
  kind: 'start',
  dataFolder: 'x',
  training: true,
  legalDay: null,
  storeKey: new Uint8Array(32),
  newKey: false,
  version: '0',
} as const
const restarting = { ok: false, failure: 'core-restarting' }

let core: CoreProcess | undefined
afterEach(async () => {
  await core?.stop()
  core = undefined
  vi.unstubAllEnvs()
})

function run(given: Partial<typeof program> & { dataFolder?: string } = {}) {
  const states: CoreState['state'][] = []
  const notices: unknown[][] = []
  const orders: string[] = []
  const listeners: CoreListeners = {
    onState: ({ state }) => states.push(state),
    onNotice: (...words) => notices.push(words),
    onOrder: (order) => orders.push(order),
    onHandOver: async (paper) => (paper.pdf.length === 3 ? 'handed-over' : 'refused'),
  }
  const { dataFolder, ...rest } = given
  const started = coreProcess({ ...program, ...rest }, { ...start, dataFolder: dataFolder ?? 'x' }, listeners)
  core = started
  return { core: started, states, notices, orders }
}

/** For a process that never comes: beside other work one may take many times its usual tenth of a second. */
const WITHIN_MS = 40_000
const up = (started: CoreProcess) => vi.waitFor(() => expect(started.state.state).toBe('up'), { timeout: WITHIN_MS })

test('a question goes to the core with its window, and dates, big numbers and bytes arrive whole', async () => {
  const { core, states } = run()
  expect(await core.ask('desk', 'echo', {})).toEqual(restarting)
  await up(core)
  const request = { day: new Date(0), big: 2n ** 70n, bytes: new Uint8Array([1, 2, 3]) }
  const outcome = (await core.ask('applicant', 'echo', request)) as {
    value: { request: typeof request; window: string }
  }
  expect(outcome.value.window).toBe('applicant')
  expect(outcome.value.request.day).toEqual(new Date(0))
  expect(outcome.value.request.big).toBe(2n ** 70n)
  expect([...outcome.value.request.bytes]).toEqual([1, 2, 3])
  expect(states).toEqual(['up'])
})

test('notices and orders of the core reach the shell', async () => {
  const { core, notices, orders } = run()
  await up(core)
  await core.ask('desk', 'notice', { waiting: 3 })
  await core.ask('desk', 'lock', {})
  expect(notices).toEqual([[['desk'], 'line', { waiting: 3 }]])
  expect(orders).toEqual(['lock-desk'])
})

test('when the core dies, open questions are answered, the windows hear it, and a new one comes', async () => {
  const { core, states } = run()
  await up(core)
  const first = core.pid
  const open = core.ask('desk', 'never', {})
  const last = core.ask('desk', 'die', {})
  expect(await Promise.all([open, last])).toEqual([restarting, restarting])
  expect(states).toEqual(['up', 'down'])
  await up(core)
  expect(core.pid).not.toBe(first)
  expect(states).toEqual(['up', 'down', 'up'])
})

test('a core that cannot use its store says why and is not started again', async () => {
  const { core, states } = run({ dataFolder: 'unusable' })
  await vi.waitFor(() => expect(core.state).toEqual({ state: 'unusable', code: 'store-damaged' }), {
    timeout: WITHIN_MS,
  })
  const { pid } = core
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(states).toEqual(['unusable'])
  expect(core.pid).toBe(pid)
})

test('a Node that is not there is tried again, and stopping ends the trying', async () => {
  const { core, states } = run({ node: '/nowhere/node' })
  await vi.waitFor(() => expect(states.length).toBeGreaterThan(1), { timeout: WITHIN_MS })
  expect(new Set(states)).toEqual(new Set(['down']))
  await core.stop()
  const tries = states.length
  await new Promise((resolve) => setTimeout(resolve, 900))
  expect(states.length).toBe(tries)
})

test('stopping ends the core itself and starts no other', async () => {
  const { core } = run()
  await up(core)
  const { pid } = core
  await core.stop()
  expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH')
  expect(core.pid).toBeUndefined()
})

test('nothing of the key stands on the command line, and no switch of Node is inherited', async () => {
  vi.stubEnv('NODE_OPTIONS', '--no-deprecation')
  vi.stubEnv('ELECTRON_RUN_AS_NODE', '1')
  vi.stubEnv('NODE_COMPILE_CACHE', undefined)
  const { core } = run()
  await up(core)
  expect(await core.ask('desk', 'environment', {})).toMatchObject({
    value: { NODE_COMPILE_CACHE: program.compileCache, argv: [] },
  })
  expect(JSON.stringify(await core.ask('desk', 'environment', {}))).not.toMatch(/NODE_OPTIONS|ELECTRON_RUN_AS_NODE/)
})

test('the waits between starts double up to ten seconds, and a long life begins them anew', () => {
  const wait = restartWait()
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(() => wait.after(10))).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000])
  expect(wait.after(60_000)).toBe(200)
})

test('a paper for the spooler goes to the shell, and its answer back to the core', async () => {
  const { core } = run()
  await up(core)
  expect(await core.ask('desk', 'hand-over', {})).toEqual({ ok: true, value: 'handed-over' })
})
