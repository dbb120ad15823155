/** What a fingerprint scanner itself can end a capture with; words: `failure.<code>`. */
export const printScannerFailures = [
  'scanner-unreachable',
  'scanner-not-trusted',
  'capture-interrupted',
  'capture-cancelled',
  'capture-running',
  'nothing-on-the-glass',
  'wrong-fingers',
  'malformed-answer',
] as const
export type PrintScannerFailure = (typeof printScannerFailures)[number]
