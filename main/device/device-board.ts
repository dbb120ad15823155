import type { DeviceRow, deviceContract } from '../../preload/contract/device.ts'
import { done, fail, type Handlers } from '../bridge/index.ts'
import { DeviceError, type DeviceKind, type DeviceSource, type FoundDevice } from '../hardware/index.ts'
import { deviceMemory, type MemoryPlace, type Remembered } from './device-memory.ts'
import { supportText } from './support-text.ts'
import { cameraFault, toldCameras } from './told-cameras.ts'
import { within } from './within.ts'

export interface DeviceBoardParts {
  readonly sources: readonly DeviceSource[]
  readonly training: boolean
  readonly memory: MemoryPlace
  readonly version: string
  readonly now: () => number
}

export type DeviceEvent = { readonly used: true } | { readonly fault: DeviceError }

/** What stands on the desk, as the clerk and the technician see it (Thiết bị). */
export interface DeviceBoard {
  /** A device was used or failed; `id` as its source names it, where the caller knows it. */
  note(kind: DeviceKind, event: DeviceEvent, id?: string): void
  rows(): Promise<DeviceRow[]>
  /** Looks again and tests; undefined where no such device or no test is. */
  selfTest(rowId: string): Promise<DeviceRow[] | undefined>
  supportText(): Promise<string>
  answers(): Handlers<keyof typeof deviceContract>
}

const FIND_MS = 4_000
const SELF_TEST_MS = 30_000
/** Kinds a desk is expected to have: shown as absent where nobody drives them yet. */
const EXPECTED: readonly DeviceRow['kind'][] = [
  'fingerprint',
  'chip-reader',
  'code-scanner',
  'document-scanner',
  'camera',
  'printer',
  'iris',
]

const rowIdOf = (kind: string, id?: string) => (id === undefined ? kind : `${kind}:${id}`)

export function deviceBoard(parts: DeviceBoardParts): DeviceBoard {
  const memory = deviceMemory(parts.memory)
  const cameras = toldCameras(parts.training)
  const sources = [...parts.sources, cameras.source]
  const at = () => new Date(parts.now()).toISOString()
  const troubleOf = (fault: DeviceError) => ({ code: fault.failure, step: fault.step, at: at() })

  function rowOf(source: DeviceSource | undefined, kind: DeviceRow['kind'], found?: FoundDevice): DeviceRow {
    // What was noted without naming a device counts for every device of the kind; of two the later.
    const ofKind: Remembered = memory.of(kind)
    const own: Remembered = found ? memory.of(rowIdOf(kind, found.id)) : {}
    const trouble = (found?.trouble && troubleOf(found.trouble)) ?? own.trouble ?? ofKind.trouble
    const usedAt = [own.usedAt, ofKind.usedAt]
      .filter((one) => one !== undefined)
      .sort()
      .at(-1)
    const host = source?.host?.()
    return {
      id: rowIdOf(kind, found?.id),
      kind,
      name: found?.name ?? '',
      simulated: found?.simulated ?? false,
      state: !found ? 'absent' : trouble || host?.state === 'restarting' ? 'trouble' : found.busy ? 'busy' : 'ready',
      lastUsedAt: usedAt ?? null,
      certificateUntil: found?.certificateUntil ?? null,
      firmware: found?.firmware ?? null,
      trouble: trouble ?? null,
      selfTest: own.selfTest ?? null,
      canSelfTest: found !== undefined && source?.selfTest !== undefined,
      facts: [...(found?.facts ?? [])],
      driver: host
        ? { state: host.state, since: host.since, restarts: host.restarts, lastFault: host.lastFault }
        : null,
    }
  }

  async function rowsOf(source: DeviceSource): Promise<DeviceRow[]> {
    try {
      const found = await within(FIND_MS, source.kind, 'discovery', () => source.find())
      if (found.length > 0) return found.map((one) => rowOf(source, source.kind, one))
      const row = rowOf(source, source.kind)
      return [{ ...row, trouble: row.trouble ?? { code: 'unreachable', step: 'discovery', at: at() } }]
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      return [{ ...rowOf(source, source.kind), state: 'trouble', trouble: troubleOf(fault) }]
    }
  }

  async function rows(): Promise<DeviceRow[]> {
    const driven = (await Promise.all(sources.map(rowsOf))).flat()
    const missing = EXPECTED.filter((kind) => !sources.some((source) => source.kind === kind))
    return [...driven, ...missing.map((kind) => rowOf(undefined, kind))]
  }

  const sourceOf = (rowId: string) => sources.find((source) => source.kind === rowId.split(':')[0])

  function forgetTrouble(rowId: string): void {
    for (const key of new Set([rowId, rowId.split(':')[0] ?? rowId])) {
      if (memory.of(key).trouble) memory.change(key, ({ trouble: _over, ...before }) => before)
    }
  }

  async function lookAgain(rowId: string): Promise<void> {
    forgetTrouble(rowId)
    const source = sourceOf(rowId)
    if (source?.lookAgain) await within(FIND_MS, source.kind, 'discovery', () => source.lookAgain?.())
  }

  async function selfTest(rowId: string): Promise<DeviceRow[] | undefined> {
    const source = sourceOf(rowId)
    const id = rowId.slice(rowId.indexOf(':') + 1)
    if (!source?.selfTest || id === rowId) return undefined
    const began = parts.now()
    const patience = AbortSignal.timeout(SELF_TEST_MS)
    const result = (passed: boolean) => ({ at: at(), passed, ms: parts.now() - began })
    try {
      await within(SELF_TEST_MS, source.kind, 'self test', () => source.selfTest?.(id, patience))
      forgetTrouble(rowId)
      memory.change(rowId, (before) => ({ ...before, selfTest: result(true) }))
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      memory.change(rowId, (before) => ({ ...before, selfTest: result(false), trouble: troubleOf(fault) }))
    }
    return rows()
  }

  const board: DeviceBoard = {
    note(kind, event, id) {
      const key = rowIdOf(kind, id)
      if ('fault' in event) memory.change(key, (before) => ({ ...before, trouble: troubleOf(event.fault) }))
      else {
        forgetTrouble(key)
        memory.use(key, at())
      }
    },
    rows,
    selfTest,
    supportText: async () => supportText(await rows(), { version: parts.version, at: at() }),
    answers: () => ({
      'device.list': { access: 'signed-in', run: async () => done({ devices: await rows() }) },
      'device.try-again': {
        access: 'signed-in',
        run: async ({ id }) => {
          if (!(await rows()).some((row) => row.id === id)) return fail('no-such-device')
          try {
            await lookAgain(id)
          } catch (fault) {
            if (!(fault instanceof DeviceError)) throw fault
            board.note(fault.device, { fault })
          }
          return done({ devices: await rows() })
        },
      },
      'device.self-test': {
        access: 'signed-in',
        run: async ({ id }) => {
          const devices = await selfTest(id)
          return devices ? done({ devices }) : fail('no-such-device')
        },
      },
      'device.tell-cameras': {
        access: 'signed-in',
        run: async (tale) => {
          cameras.hear(tale)
          const used = tale.cameras.find((camera) => camera.used)
          if (tale.trouble) board.note('camera', { fault: cameraFault(tale.trouble) })
          else if (used) board.note('camera', { used: true }, used.name)
          return done({ devices: await rows() })
        },
      },
      'device.copy-for-support': {
        access: 'signed-in',
        run: async () => done({ text: await board.supportText() }),
      },
    }),
  }
  return board
}
