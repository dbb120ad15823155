import { DeviceError } from '../device-error.ts'
import type { DeviceSource, FoundDevice } from '../device-source.ts'
import type { DeskPrinters } from './desk-printers.ts'
import type { PaperPrinter } from './paper-printer.ts'

async function look(id: string, printer: PaperPrinter, training: boolean): Promise<FoundDevice> {
  const seen = await printer.look()
  if (seen.state === 'stopped') throw new DeviceError('not-ready', 'look', 'printer')
  return {
    id,
    name: seen.name,
    simulated: training,
    busy: seen.state === 'busy',
    firmware: seen.firmware,
    certificateUntil: null,
  }
}

/** The desk's printers on the device board, by their own word now. One that has stopped is in trouble; why stands in its panel. */
export function printerSource(printers: Pick<DeskPrinters, 'of'>, training: boolean): DeviceSource {
  return {
    kind: 'printer',
    async find() {
      const [forms, blanks] = [printers.of('forms'), printers.of('blanks')]
      const found = [await look('paper', forms, training)]
      if (blanks !== forms) found.push(await look('blanks', blanks, training))
      return found
    },
  }
}
