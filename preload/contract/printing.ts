import * as z from 'zod/mini'
import { defineContract } from './define-contract.ts'

/** What a printer is used for: papers and forms, or pre-printed numbered blanks (phôi). */
export const PrinterUse = z.enum(['forms', 'blanks'])
export type PrinterUse = z.infer<typeof PrinterUse>
const Use = z._default(PrinterUse, 'forms')

const Ticket = z.string().check(z.maxLength(60))
/** Beyond this the blank lies askew or the wrong paper is in the tray. */
const Millimetres = z.number().check(z.gte(-30), z.lte(30))

export const PrinterView = z.object({
  /** Its address: two of one make have the same name. */
  id: z.string(),
  name: z.string(),
  /** The system's spooler: it takes jobs and says nothing of the paper. The desk says "handed to the spooler", never "printed". */
  handsOver: z.boolean(),
  state: z.enum(['ready', 'busy', 'stopped', 'unreachable']),
  /** Codes of `printer-reason.*` in the texts. */
  reasons: z.array(z.string()),
  offset: z.object({ rightMm: z.number(), downMm: z.number() }),
  /** Papers that may have come out: somebody looks into the tray and answers. */
  questions: z.array(z.object({ ticket: z.string(), name: z.string(), at: z.string() })),
})
export type PrinterView = z.infer<typeof PrinterView>

const printerFailures = [
  'printer-unreachable',
  'printer-out-of-space',
  'printer-refused',
  'printer-not-supported',
  'printer-busy',
  'print-aborted',
  'print-cancelled',
  'print-in-doubt',
] as const

/** Notices of topic `printing`: `{ ticket, state, reasons }` while a paper is printed. */
export const printingContract = defineContract({
  'printing.printer': { request: z.strictObject({ use: Use }), reply: PrinterView, failures: [] },
  /** Queues of this machine (CUPS) that `station.json` could name. */
  'printing.find-queues': {
    request: z.strictObject({}),
    reply: z.object({ queues: z.array(z.object({ queue: z.string(), description: z.string() })) }),
    failures: ['printer-unreachable'],
  },
  /** Answers for a paper in doubt; audited with the account. */
  'printing.settle': {
    request: z.strictObject({ ticket: Ticket, cameOut: z.boolean(), use: Use }),
    reply: PrinterView,
    failures: ['nothing-in-doubt'],
  },
  /** Asks the printer to give the running job up; its end is heard by whoever prints it. */
  'printing.cancel': {
    request: z.strictObject({ ticket: Ticket }),
    reply: z.object({}),
    failures: ['not-printing', 'printer-unreachable'],
  },
  /** Prints the test page on the printer of that use, or the rulers that show how far a blank is off. */
  'printing.print-page': {
    request: z.strictObject({ page: z.enum(['test', 'rulers']), requestId: Ticket, use: Use }),
    reply: PrinterView,
    failures: printerFailures,
  },
  /** Millimetres the printed content moves to the right and down on pre-printed blanks, for this printer. */
  'printing.set-offset': {
    request: z.strictObject({ rightMm: Millimetres, downMm: Millimetres, use: Use }),
    reply: PrinterView,
    failures: [],
  },
})
