export { writeFakeCameraVideo } from './camera/simulator/fake-camera-video.ts'
export type {
  ChipAccessKey,
  ChipDocument,
  ChipNotRead,
  ChipProgress,
  ChipReaders,
  ChipReadersSeen,
  ChipReading,
  ChipTrust,
  ChipVerdict,
} from './chip-reader/chip-reader.ts'
export { chipSource } from './chip-reader/chip-source.ts'
export { type PcscReaders, pcscReaders as openChipReaders } from './chip-reader/drivers/pcsc/pcsc-readers.ts'
export { readChipTrust } from './chip-reader/read-trust.ts'
export { DeviceError, type DeviceFailure, type DeviceKind } from './device-error.ts'
export type { DeviceSource, FoundDevice } from './device-source.ts'
export { checkImportedFile, type ImportedFile } from './document-scanner/drivers/import-file.ts'
export { findSbiScanners as openFingerprintScanners } from './fingerprint/drivers/sbi/find-sbi-scanners.ts'
export type {
  CapturedImage,
  CaptureProgress,
  CaptureRequest,
  FingerprintFinder,
  FingerprintScanner,
} from './fingerprint/fingerprint-scanner.ts'
export { fingerprintSource } from './fingerprint/fingerprint-source.ts'
export { printRecordToPng } from './fingerprint/print-record.ts'
export { folderPrinter } from './printer/drivers/folder-printer.ts'
export { folderSource } from './printer/folder-source.ts'
export type { PaperPrinter } from './printer/paper-printer.ts'
