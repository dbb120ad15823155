import type { DeviceError, DeviceKind } from './device-error.ts'
import type { HostState } from './host/host-state.ts'

/** One device that was found now. What the maker states is shown and copied: nothing of a person belongs in it. */
export interface FoundDevice {
  /** Unique within its kind and stable over restarts: a serial number, a queue's name. */
  readonly id: string
  readonly name: string
  readonly simulated: boolean
  readonly busy?: boolean
  /** It stands there and cannot be used, and why: one that is broken is never hidden behind one that works. */
  readonly trouble?: DeviceError
  readonly firmware: string | null
  /** ISO; null where the device has no certificate. */
  readonly certificateUntil: string | null
  /** Further facts, shown in this order: key of `device.fact.<key>` in the texts, and its value. */
  readonly facts?: readonly { readonly key: string; readonly value: string }[]
}

/**
 * What a kind of device gives to the device board (Thiết bị): finding, looking again, testing itself. A driver makes one and
 * `start-station.ts` registers it; nothing else is needed for a row, the self test, `sobo devices` and the copy for support.
 */
export interface DeviceSource {
  readonly kind: DeviceKind
  /** Devices there now; empty means absent. Throwing `DeviceError` means that looking failed, and says why. */
  find(): Promise<readonly FoundDevice[]>
  /** Forgets what was found and looks anew; without it `find` always looks. */
  lookAgain?(): Promise<void>
  /** Proves that the device works, without anybody's data: throws `DeviceError` where it does not. */
  selfTest?(id: string, signal: AbortSignal): Promise<void>
  /** Of the process its driver runs in, where it has one of its own. */
  host?(): HostState
}

/** Row of something that cannot be used, with its reason. `place` is where it was looked for: what it says of itself is not believed. */
export function brokenDevice(trouble: DeviceError, place: string): FoundDevice {
  return {
    id: `broken:${place}`,
    name: place,
    simulated: false,
    firmware: null,
    certificateUntil: null,
    trouble,
  }
}
