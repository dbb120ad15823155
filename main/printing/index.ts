export { answerPrinting } from './answer-printing.ts'
export { openPrinting } from './open-printing.ts'
export { printerFailure } from './printer-failure.ts'
