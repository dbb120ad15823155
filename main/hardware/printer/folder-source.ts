import type { DeviceSource } from '../device-source.ts'
import type { PaperPrinter } from './paper-printer.ts'

/** A folder that stands for a printer, on the device board: always there; what fails shows when it is written. */
export function folderSource(printer: PaperPrinter, training: boolean): DeviceSource {
  return {
    kind: 'printer',
    find: async () => [
      { id: 'folder', name: printer.name, simulated: training, firmware: null, certificateUntil: null },
    ],
  }
}
