import { printScannerFailures } from '../print-scanner-failures.ts'

/** What a capture or a scan can end with besides its success; words: `failure.<code>` and `device.<code>`. */
export const captureFailures = [
  'no-such-application',
  'version-behind',
  'not-in-this-state',
  ...printScannerFailures,
] as const

/** What a document scanner itself can fail with; a scan is refused with it by its own name. */
export const scannerFailures = [
  'unreachable',
  'busy',
  'interrupted',
  'too-slow',
  'driver-restarting',
  'malformed-answer',
  'paper-jam',
  'feeder-empty',
  'cover-open',
  'not-ready',
  'refused',
  'unsupported',
  'no-access',
] as const

export const scanFailures = [
  'no-such-scanner',
  'scan-running',
  'scan-cancelled',
  ...scannerFailures,
  'not-an-image',
  'too-large',
  'truncated',
  'too-many-papers',
] as const
