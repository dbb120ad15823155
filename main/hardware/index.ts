export { PrintRecordUnreadable, readPrintHeader } from '../../native/fingerprint/index.ts'
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
export type { CodeScanners, ScannedCode } from './code-scanner/code-scanner.ts'
export { codeScannerSource } from './code-scanner/code-scanner-source.ts'
export { hidPosScanners as openCodeScanners } from './code-scanner/drivers/hid-pos/hid-pos-scanners.ts'
export { DeviceError, type DeviceFailure, type DeviceKind } from './device-error.ts'
export type { DeviceSource, FoundDevice } from './device-source.ts'
export { findNetworkDevices, type NetworkSearch } from './discovery/find-network-devices.ts'
export { isNearAddress, ownNetworks } from './discovery/near-address.ts'
export type { DocumentScanner, DocumentScanners, ScanProgress } from './document-scanner/document-scanner.ts'
export { documentScannerSource } from './document-scanner/document-scanner-source.ts'
export { checkImportedFile, type ImportedFile } from './document-scanner/drivers/import-file.ts'
export {
  type OpenDocumentScanners,
  openDocumentScanners,
  type ScannerPlace,
} from './document-scanner/open-document-scanners.ts'
export { scannerChoices } from './document-scanner/scanner-choices.ts'
export { findSbiScanners as openFingerprintScanners } from './fingerprint/drivers/sbi/find-sbi-scanners.ts'
export type {
  CapturedImage,
  CaptureProgress,
  CaptureRequest,
  FingerprintFinder,
  FingerprintScanner,
} from './fingerprint/fingerprint-scanner.ts'
export { fingerprintSource } from './fingerprint/fingerprint-source.ts'
export { printRecordToPng, readPrintRecord } from './fingerprint/print-record.ts'
export { FRAME_EVERY_MS, printScannerFailureOf } from './fingerprint/print-scanner-failure.ts'
export {
  type ChosenPrinter,
  type DeskPrinters,
  deskPrinters,
} from './printer/desk-printers.ts'
export { type FoundQueue, findCupsQueues } from './printer/drivers/ipp/find-cups-queues.ts'
export { ippTarget } from './printer/drivers/ipp/ipp-target.ts'
export { readCertificate } from './printer/drivers/ipp/read-certificate.ts'
export type { HandOver } from './printer/drivers/spooler-queue.ts'
export { openPaperPrinter, openPrintQueue } from './printer/open-paper-printer.ts'
export type { PaperJob, PaperPrinter, Printed, PrintQuestion } from './printer/paper-printer.ts'
export { findPrinterOffset, type PrinterOffset, putPrinterOffset } from './printer/print-job-store.ts'
export { type JobNews, type PrinterLook, type PrinterReason, printerReasons } from './printer/print-queue.ts'
export { PrinterAddress } from './printer/printer-address.ts'
export { printerSource } from './printer/printer-source.ts'
