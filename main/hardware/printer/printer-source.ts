import { DeviceError } from '../device-error.ts'
import type { DeviceSource } from '../device-source.ts'
import type { PaperPrinter } from './paper-printer.ts'

/** The paper printer on the device board, by its own word now. One that has stopped is in trouble; why stands in its panel. */
export function printerSource(printer: PaperPrinter, training: boolean): DeviceSource {
  return {
    kind: 'printer',
    async find() {
      const seen = await printer.look()
      if (seen.state === 'stopped') throw new DeviceError('not-ready', 'look', 'printer')
      return [
        {
          id: 'paper',
          name: seen.name,
          simulated: training,
          busy: seen.state === 'busy',
          firmware: seen.firmware,
          certificateUntil: null,
        },
      ]
    },
  }
}
