import type { NoticeTopic } from '../preload/contract/index.ts'
import { type DeviceBoard, deviceBoard } from './device/index.ts'
import { handOnCodes } from './hand-on-codes.ts'
import {
  chipSource,
  codeScannerSource,
  type DeviceSource,
  type DocumentScanners,
  documentScannerSource,
  type FingerprintFinder,
  fingerprintSource,
  type HandOver,
  openChipReaders,
  openCodeScanners,
  openDocumentScanners,
  openFingerprintScanners,
  type PaperPrinter,
  type PcscReaders,
  printerSource,
} from './hardware/index.ts'
import { openPrinting } from './printing/index.ts'
import type { Session } from './session/index.ts'
import type { StationConfig } from './station-config.ts'
import type { StationLog } from './station-log.ts'
import { findSetting, putSetting, type Store } from './store/index.ts'

export interface DevicesParts {
  readonly store: Store
  readonly config: StationConfig
  readonly training: boolean
  readonly version: string
  readonly session: Session
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly log: StationLog
  readonly handOver?: HandOver | undefined
}

export interface Devices {
  readonly scanners: FingerprintFinder
  readonly printer: PaperPrinter
  readonly documentScanners: DocumentScanners
  readonly chips: PcscReaders
  readonly board: DeviceBoard
  /** Ends the drivers' processes. */
  close(): Promise<void>
}

/** The desk's devices, readable as a list: each port with its driver, and its source on the device board. */
export function openDevices(parts: DevicesParts): Devices {
  const { store, config, training, version, log } = parts
  const scanners = openFingerprintScanners(config.fingerprint)
  const printer = openPrinting(parts)
  const serviceSocket = config.chip?.serviceSocket
  const chips = openChipReaders({
    log,
    ...(serviceSocket === undefined ? {} : { environment: { PCSCLITE_CSOCK_NAME: serviceSocket } }),
  })
  const codeScanners = openCodeScanners({ log })
  const documentScanners = openDocumentScanners({ places: config.documentScanner?.places ?? [], log })
  const sources: readonly DeviceSource[] = [
    fingerprintSource(scanners),
    // vpcd's readers hold cards that are programs.
    chipSource(chips, (name) => name.startsWith('Virtual PCD')),
    printerSource(printer, training),
    codeScannerSource(codeScanners, codeScanners.host),
    documentScannerSource(documentScanners, documentScanners.host),
  ]
  const memory = {
    read: () => findSetting(store, 'device-memory'),
    write: (text: string) => putSetting(store, 'device-memory', text),
  }
  const board = deviceBoard({ sources, training, memory, version, now: Date.now })
  const ended = new AbortController()
  void handOnCodes({ scanners: codeScanners, board, session: parts.session, notify: parts.notify, log }, ended.signal)
  return {
    scanners,
    printer,
    documentScanners,
    chips,
    board,
    async close() {
      ended.abort()
      await Promise.all([codeScanners.close(), documentScanners.close(), chips.stop()])
    },
  }
}
