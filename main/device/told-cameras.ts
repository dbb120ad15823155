import { DeviceError, type DeviceFailure, type DeviceSource } from '../hardware/index.ts'

/** What the window tells of its cameras: it alone sees them (`getUserMedia`). */
export interface CameraTale {
  readonly cameras: readonly { readonly name: string; readonly used: boolean }[]
  readonly trouble: 'denied' | 'absent' | 'in-use' | 'failed' | null
}

const FAILURES: Readonly<Record<NonNullable<CameraTale['trouble']>, DeviceFailure>> = {
  denied: 'not-permitted',
  absent: 'unreachable',
  'in-use': 'busy',
  failed: 'interrupted',
}

export const cameraFault = (trouble: NonNullable<CameraTale['trouble']>): DeviceError =>
  new DeviceError(FAILURES[trouble], 'open', 'camera')

export interface ToldCameras {
  readonly source: DeviceSource
  hear(tale: CameraTale): void
}

/** Cameras on the device board, as the window told last; nothing until it has looked. */
export function toldCameras(training: boolean): ToldCameras {
  let names: readonly string[] = []
  return {
    source: {
      kind: 'camera',
      find: async () =>
        names.map((name) => ({ id: name, name, simulated: training, firmware: null, certificateUntil: null })),
    },
    hear({ cameras }) {
      names = [...new Set(cameras.map((camera) => camera.name))]
    },
  }
}
