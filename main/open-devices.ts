import { type DeviceBoard, deviceBoard } from './device/index.ts'
import {
  chipSource,
  type DeviceSource,
  type FingerprintFinder,
  fingerprintSource,
  folderPrinter,
  folderSource,
  openChipReaders,
  openFingerprintScanners,
  type PaperPrinter,
  type PcscReaders,
} from './hardware/index.ts'
import type { StationConfig } from './station-config.ts'
import type { StationLog } from './station-log.ts'
import { findSetting, putSetting, type Store } from './store/index.ts'

export interface DevicesParts {
  readonly store: Store
  readonly config: StationConfig
  readonly training: boolean
  readonly version: string
  readonly log: StationLog
}

export interface Devices {
  readonly scanners: FingerprintFinder
  readonly printer: PaperPrinter
  readonly chips: PcscReaders
  readonly board: DeviceBoard
}

/** The desk's devices, readable as a list: each port with its driver, and its source on the device board. */
export function openDevices({ store, config, training, version, log }: DevicesParts): Devices {
  const scanners = openFingerprintScanners(config.fingerprint)
  const printer = folderPrinter(config.printFolder)
  const chips = openChipReaders({ log })
  const sources: readonly DeviceSource[] = [
    fingerprintSource(scanners),
    // vpcd's readers hold cards that are programs.
    chipSource(chips, (name) => name.startsWith('Virtual PCD')),
    folderSource(printer, training),
  ]
  const memory = {
    read: () => findSetting(store, 'device-memory'),
    write: (text: string) => putSetting(store, 'device-memory', text),
  }
  return { scanners, printer, chips, board: deviceBoard({ sources, training, memory, version, now: Date.now }) }
}
