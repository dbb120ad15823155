import type { DeviceRow, deviceContract } from '../../preload/contract/device.ts'
import { done, fail, type Handlers } from '../bridge/index.ts'
import { DeviceError, type FingerprintFinder, type PaperPrinter } from '../hardware/index.ts'

type Trouble = NonNullable<DeviceRow['trouble']>

export interface DeviceBoardParts {
  readonly scanners: FingerprintFinder
  readonly printer: PaperPrinter
  readonly training: boolean
  readonly version: string
  readonly now: () => number
}

/** What stands on the desk, as the clerk and the technician see it (Thiết bị). */
export interface DeviceBoard {
  note(kind: 'fingerprint' | 'printer', event: { readonly used: true } | { readonly fault: DeviceError }): void
  rows(): Promise<DeviceRow[]>
  answers(): Handlers<keyof typeof deviceContract>
}

export function deviceBoard(parts: DeviceBoardParts): DeviceBoard {
  const used: Partial<Record<string, string>> = {}
  const trouble: Partial<Record<string, Trouble>> = {}
  const at = () => new Date(parts.now()).toISOString()

  async function fingerprintRows(): Promise<DeviceRow[]> {
    const found = await parts.scanners.find()
    const common = {
      kind: 'fingerprint' as const,
      lastUsedAt: used.fingerprint ?? null,
      trouble: trouble.fingerprint ?? null,
    }
    if (found.length === 0) {
      return [
        {
          ...common,
          id: 'fingerprint',
          name: '',
          simulated: false,
          state: 'absent',
          certificateUntil: null,
          firmware: null,
          trouble: common.trouble ?? { code: 'unreachable', step: 'discovery', at: at() },
        },
      ]
    }
    return found.map((scanner) => ({
      ...common,
      id: `fingerprint:${scanner.serialNumber}`,
      name: `${scanner.make} ${scanner.model}`,
      simulated: scanner.simulated,
      state: common.trouble ? ('trouble' as const) : ('ready' as const),
      certificateUntil: scanner.certificateUntil,
      firmware: scanner.firmware,
    }))
  }

  /** Its own word now; an old trouble stays beside it until the next paper is out. */
  async function printerRow(): Promise<DeviceRow> {
    const common = {
      id: 'printer',
      kind: 'printer' as const,
      simulated: parts.training,
      lastUsedAt: used.printer ?? null,
      certificateUntil: null,
    }
    try {
      const seen = await parts.printer.look()
      const state = seen.state === 'stopped' ? 'trouble' : seen.state
      const standing = trouble.printer ?? null
      return {
        ...common,
        name: seen.name,
        firmware: seen.firmware,
        state: standing ? 'trouble' : state,
        trouble: standing,
      }
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      const standing = trouble.printer ?? { code: fault.failure, step: fault.step, at: at() }
      return { ...common, name: parts.printer.name, firmware: null, state: 'trouble', trouble: standing }
    }
  }

  async function rows(): Promise<DeviceRow[]> {
    const printer = await printerRow()
    const absent = (kind: DeviceRow['kind']): DeviceRow => ({
      id: kind,
      kind,
      name: '',
      simulated: false,
      state: 'absent',
      lastUsedAt: null,
      certificateUntil: null,
      firmware: null,
      trouble: null,
    })
    return [...(await fingerprintRows()), printer, absent('iris'), absent('chip-reader')]
  }

  return {
    note(kind, event) {
      if ('used' in event) {
        used[kind] = at()
        delete trouble[kind]
      } else trouble[kind] = { code: event.fault.failure, step: event.fault.step, at: at() }
    },
    rows,
    answers: () => ({
      'device.list': { access: 'signed-in', run: async () => done({ devices: await rows() }) },
      'device.try-again': {
        access: 'signed-in',
        run: async ({ id }) => {
          const known = (await rows()).some((row) => row.id === id)
          if (!known) return fail('no-such-device')
          const kind = id.split(':')[0] ?? ''
          delete trouble[kind]
          if (kind === 'fingerprint') await parts.scanners.lookAgain()
          return done({ devices: await rows() })
        },
      },
      'device.copy-for-support': {
        access: 'signed-in',
        run: async () => {
          const lines = (await rows()).map((row) =>
            [
              row.kind,
              row.name,
              row.state,
              row.firmware ?? '',
              row.certificateUntil ?? '',
              row.trouble ? `${row.trouble.code} ${row.trouble.step} ${row.trouble.at}` : '',
            ].join(' | '),
          )
          return done({
            text: [
              `Sổ Bộ ${parts.version} · ${at()} · ${process.platform} ${process.arch} · Node ${process.version}`,
              ...lines,
            ].join('\n'),
          })
        },
      },
    }),
  }
}
