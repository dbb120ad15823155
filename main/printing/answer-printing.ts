import type { NoticeTopic } from '../../preload/contract/index.ts'
import type { PrinterUse, PrinterView, printingContract } from '../../preload/contract/printing.ts'
import { done, fail, type Handlers } from '../bridge/index.ts'
import {
  type DeskPrinters,
  DeviceError,
  findCupsQueues,
  findPrinterOffset,
  putPrinterOffset,
} from '../hardware/index.ts'
import { audit } from '../log/index.ts'
import type { Session } from '../session/index.ts'
import type { Store } from '../store/index.ts'
import { printerFailure } from './printer-failure.ts'
import { rulerPage, testPage } from './ruler-page.ts'

export interface PrintingParts {
  readonly store: Store
  readonly printer: DeskPrinters
  readonly session: Session
  readonly training: boolean
  readonly now: () => number
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly onDevice: (event: { readonly used: true } | { readonly fault: DeviceError }) => void
}

const EVERYBODY = ['intake-officer', 'enrolment-officer', 'supervisor', 'administrator'] as const

/** The printer of this desk, as the clerk and the technician meet it. */
export function answerPrinting(parts: PrintingParts): Handlers<keyof typeof printingContract> {
  const { store, printer: printers } = parts
  const at = () => new Date(parts.now()).toISOString()
  const account = () => parts.session.current?.account ?? ''

  async function view(use: PrinterUse): Promise<PrinterView> {
    const printer = printers.of(use)
    const offset = findPrinterOffset(store, printer.name) ?? { rightMm: 0, downMm: 0 }
    const { handsOver, name: id } = printer
    const questions = printer.questions().map((one) => ({ ticket: one.ticket, name: one.name, at: one.at }))
    try {
      const { name, state, reasons } = await printer.look()
      return { id, name, handsOver, state, reasons: [...reasons], offset, questions }
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      parts.onDevice({ fault })
      return { id, name: id, handsOver, state: 'unreachable', reasons: [], offset, questions }
    }
  }

  return {
    'printing.printer': { access: 'signed-in', run: async ({ use }) => done(await view(use)) },
    'printing.find-queues': {
      access: 'signed-in',
      run: async () => {
        try {
          return done({ queues: await findCupsQueues() })
        } catch (fault) {
          if (fault instanceof DeviceError) return fail('printer-unreachable', { step: fault.step })
          throw fault
        }
      },
    },
    'printing.settle': {
      access: EVERYBODY,
      run: async ({ ticket, cameOut, use }) => {
        const settled = store.write(() => {
          const took = printers.settle(ticket, cameOut, account())
          if (took)
            audit(store, { account: account(), action: 'printing.settled', subject: ticket, detail: { cameOut } })
          return took
        })
        return settled ? done(await view(use)) : fail('nothing-in-doubt')
      },
    },
    'printing.cancel': {
      access: EVERYBODY,
      run: async ({ ticket }) => {
        try {
          return (await printers.cancel(ticket)) ? done({}) : fail('not-printing')
        } catch (fault) {
          if (fault instanceof DeviceError) return fail('printer-unreachable', { step: fault.step })
          throw fault
        }
      },
    },
    'printing.print-page': {
      access: EVERYBODY,
      run: async ({ page, requestId, use }) => {
        // The printer itself, not its use: a test page must come out of the one that is shown, whatever lies in its tray.
        const printer = printers.of(use)
        const made = page === 'test' ? testPage : rulerPage
        try {
          const pdf = await made({ training: parts.training, printer: printer.name, at: at() })
          const { ticket } = await printers.printOn(
            printer,
            { ticket: requestId, name: `so-bo-${page}`, content: requestId, pdf, onBlank: page === 'rulers' },
            (news) => parts.notify('printing', { ticket: requestId, ...news }),
          )
          printer.told(ticket)
          parts.onDevice({ used: true })
          return done(await view(use))
        } catch (fault) {
          if (!(fault instanceof DeviceError)) throw fault
          parts.onDevice({ fault })
          return printerFailure(fault, requestId)
        }
      },
    },
    'printing.set-offset': {
      access: EVERYBODY,
      run: async ({ use, ...offset }) => {
        const printer = printers.of(use)
        store.write(() => {
          putPrinterOffset(store, printer.name, offset, account(), at())
          audit(store, { account: account(), action: 'printing.offset-set', subject: 'printer', detail: { ...offset } })
        })
        return done(await view(use))
      },
    },
  }
}
