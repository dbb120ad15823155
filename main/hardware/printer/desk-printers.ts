import * as z from 'zod/mini'
import type { PrinterUse } from '../../../preload/contract/printing.ts'
import { findSetting, putSetting, type Store } from '../../store/index.ts'
import type { HandOver } from './drivers/spooler-queue.ts'
import { openPaperPrinter } from './open-paper-printer.ts'
import type { PaperPrinter } from './paper-printer.ts'
import { PrinterAddress } from './printer-address.ts'

const ChosenPrinter = z.object({
  address: PrinterAddress,
  /** As it was called when it was chosen. */
  label: z.string(),
})
export type ChosenPrinter = z.infer<typeof ChosenPrinter>

const Choice = z.object({ forms: z.nullable(ChosenPrinter), blanks: z.nullable(ChosenPrinter) })
const SETTING = 'printer-choice'

/** The printers of this desk as one: a job for a blank goes to the printer of the blanks, every other to that of the forms. */
export interface DeskPrinters extends PaperPrinter {
  of(use: PrinterUse): PaperPrinter
  /** Null: nobody chose, and the printer of `station.json` (for blanks: the one of the forms) is used. */
  chosen(use: PrinterUse): ChosenPrinter | null
  /** From the next paper on. Within the caller's transaction. Throws `RangeError` for an address that names no printer, `Error` while something is printed. */
  choose(use: PrinterUse, printer: ChosenPrinter | null): void
  /** Prints on one of them, for a page about that very printer. */
  printOn(printer: PaperPrinter, ...how: Parameters<PaperPrinter['print']>): ReturnType<PaperPrinter['print']>
  /** Whether a paper is on its way now. */
  readonly printing: boolean
}

/** Opens what was chosen on the screen, else what `station.json` names. */
export function deskPrinters(parts: {
  readonly store: Store
  readonly station: PrinterAddress
  readonly now: () => number
  readonly handOver?: HandOver
}): DeskPrinters {
  const { store } = parts
  const kept = findSetting(store, SETTING)
  let choice: z.infer<typeof Choice> =
    kept === undefined ? { forms: null, blanks: null } : Choice.parse(JSON.parse(kept))
  const open = (address: PrinterAddress) =>
    openPaperPrinter({ store, address, now: parts.now, ...(parts.handOver ? { handOver: parts.handOver } : {}) })
  const openForms = () => open(choice.forms?.address ?? parts.station)
  const openBlanks = () => (choice.blanks ? open(choice.blanks.address) : undefined)
  let forms = openForms()
  let blanks = openBlanks()
  let running = 0
  const of = (use: PrinterUse) => (use === 'blanks' ? (blanks ?? forms) : forms)
  const both = () => (blanks ? [forms, blanks] : [forms])

  const printOn: DeskPrinters['printOn'] = async (printer, ...how) => {
    running += 1
    try {
      return await printer.print(...how)
    } finally {
      running -= 1
    }
  }

  return {
    of,
    printOn,
    chosen: (use) => choice[use],
    choose(use, printer) {
      if (running > 0) throw new Error('the printer is not changed while it prints')
      // Opened first: an address that names no printer is kept nowhere.
      const opened = printer ? open(printer.address) : undefined
      choice = { ...choice, [use]: printer }
      putSetting(store, SETTING, JSON.stringify(choice))
      if (use === 'forms') forms = opened ?? open(parts.station)
      else blanks = opened
    },
    get printing() {
      return running > 0
    },
    get name() {
      return forms.name
    },
    get handsOver() {
      return forms.handsOver
    },
    print: (job, onNews) => printOn(of(job.onBlank ? 'blanks' : 'forms'), job, onNews),
    // The journal is one for all of them.
    told: (ticket) => forms.told(ticket),
    questions: () => forms.questions(),
    settle: (ticket, cameOut, account) => forms.settle(ticket, cameOut, account),
    async cancel(ticket) {
      for (const printer of both()) if (await printer.cancel(ticket)) return true
      return false
    },
    look: () => forms.look(),
    async recover() {
      for (const printer of both()) await printer.recover()
    },
  }
}
