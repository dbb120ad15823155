export { writeFakeCameraVideo } from './camera/simulator/fake-camera-video.ts'
export { DeviceError, type DeviceFailure, type DeviceKind } from './device-error.ts'
export { checkImportedFile, type ImportedFile } from './document-scanner/drivers/import-file.ts'
export { findSbiScanners as openFingerprintScanners } from './fingerprint/drivers/sbi/find-sbi-scanners.ts'
export type {
  CapturedImage,
  CaptureProgress,
  CaptureRequest,
  FingerprintFinder,
  FingerprintScanner,
} from './fingerprint/fingerprint-scanner.ts'
export { printRecordToPng } from './fingerprint/print-record.ts'
export { type FoundQueue, findCupsQueues } from './printer/drivers/ipp/find-cups-queues.ts'
export type { HandOver } from './printer/drivers/spooler-queue.ts'
export { openPaperPrinter, type PrinterAddress } from './printer/open-paper-printer.ts'
export type { PaperJob, PaperPrinter, Printed, PrintQuestion } from './printer/paper-printer.ts'
export { findPrinterOffset, type PrinterOffset, putPrinterOffset } from './printer/print-job-store.ts'
export { type JobNews, type PrinterLook, type PrinterReason, printerReasons } from './printer/print-queue.ts'
