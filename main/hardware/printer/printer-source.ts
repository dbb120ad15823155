import { DeviceError, type DeviceFailure } from '../device-error.ts'
import type { DeviceSource, FoundDevice } from '../device-source.ts'
import type { DeskPrinters } from './desk-printers.ts'
import type { PaperPrinter } from './paper-printer.ts'
import type { PrinterLook, PrinterReason } from './print-queue.ts'

async function look(id: string, printer: PaperPrinter, training: boolean): Promise<FoundDevice> {
  const seen = await printer.look()
  const trouble = troubleOf(seen)
  return {
    id,
    name: seen.name,
    simulated: training,
    busy: seen.state === 'busy',
    firmware: seen.firmware,
    certificateUntil: null,
    ...(trouble ? { trouble } : {}),
  }
}

/** What stops a printer, in words the page has a cure for; any other reason is one to be read on the printer itself. */
const FAILURE: Readonly<Partial<Record<PrinterReason, DeviceFailure>>> = {
  'out-of-paper': 'feeder-empty',
  'paper-jam': 'paper-jam',
  'door-open': 'cover-open',
  offline: 'unreachable',
}

/** Its own word now: reasons count even while it is processing, for it waits then. */
function troubleOf({ state, accepting, reasons }: PrinterLook): DeviceError | undefined {
  const [reason] = reasons
  if (reason !== undefined) return new DeviceError(FAILURE[reason] ?? 'not-ready', `look (${reason})`, 'printer')
  if (!accepting) return new DeviceError('refused', 'look (accepts no jobs)', 'printer')
  return state === 'stopped' ? new DeviceError('not-ready', 'look', 'printer') : undefined
}

/** The desk's printers on the device board, by their own word now. One that cannot print keeps its row and says why. */
export function printerSource(printers: Pick<DeskPrinters, 'of'>, training: boolean): DeviceSource {
  return {
    kind: 'printer',
    async find() {
      const [forms, blanks] = [printers.of('forms'), printers.of('blanks')]
      const found = [await look('paper', forms, training)]
      if (blanks !== forms) found.push(await look('blanks', blanks, training))
      return found
    },
    /** Nothing is printed: the printer says whether it could. The test page is on the page of the choices. */
    async selfTest(id) {
      const { trouble } = await look(id, printers.of(id === 'blanks' ? 'blanks' : 'forms'), training)
      if (trouble) throw trouble
    },
  }
}
