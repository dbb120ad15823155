import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { deviceBoard } from '../../../main/device/index.ts'
import { DeviceError } from '../../../main/hardware/index.ts'
import { openAccount, session } from '../../../main/session/index.ts'
import { serveTechnician } from '../../../main/technician/serve-technician.ts'
import { DeviceRow } from '../../../preload/contract/device.ts'
import { newStore } from '../new-store.ts'

const SOBO = path.resolve(import.meta.dirname, '../../../main/technician/sobo.ts')
const run = promisify(execFile)

/** A running core as far as `sobo devices` sees it: its socket, its accounts, its board. */
async function coreWithDevices() {
  const { store, log } = newStore()
  const account = { displayName: 'A', title: 'T', password: 'sen-tre-42' }
  await openAccount(store, log, { ...account, name: 'minh', roles: ['administrator'] })
  await openAccount(store, log, { ...account, name: 'lan', roles: ['intake-officer'] })
  const board = deviceBoard({
    sources: [
      {
        kind: 'fingerprint',
        find: async () => [
          {
            id: 'F1',
            name: 'Maker X',
            simulated: false,
            firmware: '2.0',
            certificateUntil: '2027-01-01T00:00:00.000Z',
          },
        ],
      },
    ],
    training: true,
    memory: { read: () => undefined, write: () => undefined },
    version: '0.1.0',
    now: Date.now,
  })
  board.note('fingerprint', { fault: new DeviceError('interrupted', 'capture', 'fingerprint') }, 'F1')
  const dataFolder = path.dirname(store.sqlite.name)
  serveTechnician({
    ...{ dataFolder, store, session: session(store), devices: board },
    log: { fault: () => undefined, note: () => undefined },
    // Not asked by this command.
    identity: {} as never,
    line: {} as never,
  })
  return (args: readonly string[], name = 'minh') =>
    run(process.execPath, [SOBO, 'devices', '--data', dataFolder, '--account', name, ...args], {
      env: { ...process.env, SOBO_PASSWORD: 'sen-tre-42' },
    })
}

test('sobo devices prints the rows as JSON, and for people a text on the other stream', async () => {
  const sobo = await coreWithDevices()
  const { stdout, stderr } = await sobo([])
  const { value } = JSON.parse(stdout) as { value: { devices: unknown[] } }
  const rows = value.devices.map((row) => DeviceRow.parse(row))
  expect(rows.find((row) => row.kind === 'fingerprint')).toMatchObject({
    id: 'fingerprint:F1',
    state: 'trouble',
    firmware: '2.0',
    trouble: { code: 'interrupted', step: 'capture' },
  })
  expect(stderr).toContain('fingerprint | Maker X | trouble | firmware 2.0 | certificate until 2027-01-01')
  const quiet = await sobo(['--json'])
  expect(JSON.parse(quiet.stdout)).toMatchObject({ ok: true })
  expect(quiet.stderr).not.toContain('Maker X')
}, 60_000)

test('who is no technician is told no devices', async () => {
  const sobo = await coreWithDevices()
  const refused = await sobo([], 'lan').catch((fault: { stdout: string; code: number }) => fault)
  expect(JSON.parse(refused.stdout)).toEqual({ ok: false, failure: 'not-permitted' })
  expect(refused).toMatchObject({ code: 1 })
}, 60_000)
