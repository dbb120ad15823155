import { type DeviceBoard, deviceBoard } from './device/index.ts'
import {
  type DeviceSource,
  type FingerprintFinder,
  fingerprintSource,
  folderPrinter,
  folderSource,
  openFingerprintScanners,
  type PaperPrinter,
} from './hardware/index.ts'
import type { StationConfig } from './station-config.ts'
import { findSetting, putSetting, type Store } from './store/index.ts'

export interface DevicesParts {
  readonly store: Store
  readonly config: StationConfig
  readonly training: boolean
  readonly version: string
}

export interface Devices {
  readonly scanners: FingerprintFinder
  readonly printer: PaperPrinter
  readonly board: DeviceBoard
}

/** The desk's devices, readable as a list: each port with its driver, and its source on the device board. */
export function openDevices({ store, config, training, version }: DevicesParts): Devices {
  const scanners = openFingerprintScanners(config.fingerprint)
  const printer = folderPrinter(config.printFolder)
  const sources: readonly DeviceSource[] = [fingerprintSource(scanners), folderSource(printer, training)]
  const memory = {
    read: () => findSetting(store, 'device-memory'),
    write: (text: string) => putSetting(store, 'device-memory', text),
  }
  return { scanners, printer, board: deviceBoard({ sources, training, memory, version, now: Date.now }) }
}
