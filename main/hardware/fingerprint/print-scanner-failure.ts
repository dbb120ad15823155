import type { PrintScannerFailure } from '../../../preload/contract/print-scanner-failures.ts'
import type { DeviceError, DeviceFailure } from '../device-error.ts'

/** The window needs no more preview frames than the eye; the newest counts. */
export const FRAME_EVERY_MS = 80

const FAILURES: Readonly<Partial<Record<DeviceFailure, PrintScannerFailure>>> = {
  unreachable: 'scanner-unreachable',
  'not-trusted': 'scanner-not-trusted',
  'not-registered': 'scanner-not-trusted',
  'certificate-expired': 'scanner-not-trusted',
  'unsupported-version': 'scanner-not-trusted',
  cancelled: 'capture-cancelled',
  busy: 'capture-running',
  'nothing-on-the-glass': 'nothing-on-the-glass',
  'wrong-fingers': 'wrong-fingers',
  'malformed-answer': 'malformed-answer',
}

/** What the clerk is told of a capture that failed: at the application and at the sign-in alike. */
export function printScannerFailureOf(fault: DeviceError): PrintScannerFailure {
  return FAILURES[fault.failure] ?? 'capture-interrupted'
}
