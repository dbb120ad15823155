import { homedir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { type DeviceBoard, deviceBoard } from '../../../main/device/index.ts'
import { DeviceError, type DeviceSource, type FoundDevice } from '../../../main/hardware/index.ts'
import type { DeviceRow } from '../../../preload/contract/device.ts'

const NOW = Date.parse('2026-11-26T09:00:00Z')
const reader: FoundDevice = {
  id: 'R1',
  name: 'Reader One',
  simulated: false,
  firmware: '1.2',
  certificateUntil: null,
  facts: [{ key: 'serial', value: 'R1' }],
}

function memoryPlace(text?: string) {
  let kept = text
  return {
    read: () => kept,
    write: (next: string) => {
      kept = next
    },
  }
}

function boardOf(source: Partial<DeviceSource>, memory = memoryPlace()): DeviceBoard {
  const whole: DeviceSource = { kind: 'chip-reader', find: async () => [reader], ...source }
  return deviceBoard({ sources: [whole], training: false, memory, version: '0.1.0', now: () => NOW })
}

const rowOf = (rows: readonly DeviceRow[] | undefined) => rows?.find((row) => row.kind === 'chip-reader')

describe('the device board', () => {
  test('shows what a registered source has found, and what a desk should have and has not', async () => {
    const rows = await boardOf({}).rows()
    expect(rowOf(rows)).toMatchObject({ id: 'chip-reader:R1', name: 'Reader One', state: 'ready', firmware: '1.2' })
    expect(new Set(rows.filter((row) => row.state === 'absent').map((row) => row.kind))).toEqual(
      new Set(['fingerprint', 'camera', 'code-scanner', 'document-scanner', 'printer', 'iris']),
    )
  })

  test('a source that finds nothing is absent, one that fails is in trouble with its step', async () => {
    expect(rowOf(await boardOf({ find: async () => [] }).rows())).toMatchObject({
      state: 'absent',
      trouble: { code: 'unreachable' },
    })
    const failing = boardOf({
      find: async () => {
        throw new DeviceError('certificate-expired', 'info (expired)', 'chip-reader')
      },
    })
    expect(rowOf(await failing.rows())).toMatchObject({ state: 'trouble', trouble: { code: 'certificate-expired' } })
  })

  test('a source that hangs, or throws what is no device error, hides no other row', async () => {
    const hanging = deviceBoard({
      sources: [
        { kind: 'chip-reader', find: () => new Promise<never>(() => undefined) },
        {
          kind: 'printer',
          find: async () => {
            throw new TypeError('a blunder')
          },
        },
        { kind: 'fingerprint', find: async () => [{ ...reader, id: 'F1' }] },
      ],
      training: false,
      memory: memoryPlace(),
      version: '0.1.0',
      now: () => NOW,
    })
    const rows = await hanging.rows()
    const states = new Map(rows.map((row) => [row.kind, [row.state, row.trouble?.code]]))
    expect(states.get('chip-reader')).toEqual(['trouble', 'too-slow'])
    expect(states.get('printer')).toEqual(['trouble', 'interrupted'])
    expect(states.get('fingerprint')).toEqual(['ready', undefined])
  })

  test('the last trouble stays until the device works again, also over a restart', async () => {
    const memory = memoryPlace()
    const board = boardOf({}, memory)
    board.note('chip-reader', { fault: new DeviceError('interrupted', 'read DG2', 'chip-reader') }, 'R1')
    expect(rowOf(await board.rows())).toMatchObject({
      state: 'trouble',
      trouble: { code: 'interrupted', step: 'read DG2' },
    })
    const later = boardOf({}, memory)
    expect(rowOf(await later.rows())?.trouble).toMatchObject({ code: 'interrupted' })
    later.note('chip-reader', { used: true }, 'R1')
    expect(rowOf(await later.rows())).toMatchObject({
      state: 'ready',
      trouble: null,
      lastUsedAt: '2026-11-26T09:00:00.000Z',
    })
  })

  test('a self test is remembered: passed clears the trouble, failed tells it', async () => {
    let broken = true
    const board = boardOf({
      selfTest: async (id) => {
        expect(id).toBe('R1')
        if (broken) throw new DeviceError('not-ready', 'self test', 'chip-reader')
      },
    })
    expect(rowOf(await board.selfTest('chip-reader:R1'))).toMatchObject({
      state: 'trouble',
      selfTest: { passed: false },
      trouble: { code: 'not-ready' },
    })
    broken = false
    expect(rowOf(await board.selfTest('chip-reader:R1'))).toMatchObject({ state: 'ready', selfTest: { passed: true } })
    expect(await board.selfTest('iris')).toBe(undefined)
  })

  test('a driver that restarts shows with its last fault', async () => {
    const at = '2026-11-26T08:59:00.000Z'
    const row = rowOf(
      await boardOf({
        host: () => ({
          name: 'pcsc',
          state: 'restarting',
          since: at,
          restarts: 3,
          lastFault: { fault: 'hung', at },
          pid: null,
        }),
      }).rows(),
    )
    expect(row).toMatchObject({
      state: 'trouble',
      driver: { state: 'restarting', restarts: 3, lastFault: { fault: 'hung' } },
    })
  })

  test('cameras are as the window told last, with what went wrong', async () => {
    const board = boardOf({})
    const tell = board.answers()['device.tell-cameras'].run
    const caller = { window: 'desk' } as never
    await tell({ cameras: [{ name: 'Camera A', used: true }], trouble: null }, caller)
    const camera = async () => (await board.rows()).filter((row) => row.kind === 'camera')
    expect(await camera()).toMatchObject([
      { id: 'camera:Camera A', state: 'ready', lastUsedAt: '2026-11-26T09:00:00.000Z' },
    ])
    await tell({ cameras: [], trouble: 'denied' }, caller)
    expect(await camera()).toMatchObject([{ state: 'absent', trouble: { code: 'not-permitted' } }])
  })

  test('a memory that is no memory of ours is forgotten', async () => {
    for (const text of ['', 'null', '{"chip-reader":5}', '[1']) {
      expect(rowOf(await boardOf({}, memoryPlace(text)).rows())?.state).toBe('ready')
    }
  })

  test('the copy for support holds versions and states, and no home folder, control character or endless text', async () => {
    const name = `${homedir()}/in ấn\u0007|\u202e${'x'.repeat(500)}`
    const text = await boardOf({
      find: async () => [{ ...reader, name, facts: [{ key: 'queue', value: '/home/nguyenvanan/giay' }] }],
    }).supportText()
    expect(text).toContain('Sổ Bộ 0.1.0')
    expect(text).toContain('chip-reader')
    expect(text).not.toContain(`${homedir()}/`)
    expect(text).not.toContain('nguyenvanan')
    for (const control of ['\u0007', '\u202e']) expect(text).not.toContain(control)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(500)
  })
})
