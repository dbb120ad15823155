import { readFileSync } from 'node:fs'
import type { Store } from '../../store/index.ts'
import { folderPrinter } from './drivers/folder-printer.ts'
import { ippQueue } from './drivers/ipp/ipp-queue.ts'
import { ippTarget } from './drivers/ipp/ipp-target.ts'
import { type HandOver, spoolerQueue } from './drivers/spooler-queue.ts'
import { journalledPrinter } from './journalled-printer.ts'
import type { PaperPrinter } from './paper-printer.ts'
import type { PrintQueue } from './print-queue.ts'
import type { PrinterAddress } from './printer-address.ts'

export function openPrintQueue(address: PrinterAddress, handOver?: HandOver): PrintQueue {
  switch (address.kind) {
    case 'folder':
      return folderPrinter(address.folder)
    case 'ipp': {
      const { uri, authorityFile, pin } = address
      const authority = authorityFile === undefined ? {} : { authority: readFileSync(authorityFile, 'utf8') }
      return ippQueue({ target: ippTarget({ uri, ...authority, ...(pin === undefined ? {} : { pin }) }) })
    }
    case 'cups':
      return ippQueue({ target: ippTarget(address) })
    case 'spooler':
      if (!handOver) throw new RangeError('a spooler needs the shell, and this core runs without one')
      return spoolerQueue(address.printer, handOver)
  }
}

/** The printer of this desk, with its journal. Throws `RangeError` for an address that names no printer. */
export function openPaperPrinter(parts: {
  readonly store: Store
  readonly address: PrinterAddress
  readonly now: () => number
  readonly handOver?: HandOver
}): PaperPrinter {
  return journalledPrinter({
    store: parts.store,
    queue: openPrintQueue(parts.address, parts.handOver),
    now: parts.now,
  })
}
