import type { NoticeTopic } from '../../preload/contract/index.ts'
import { type DeskPrinters, deskPrinters, type HandOver } from '../hardware/index.ts'
import type { Session } from '../session/index.ts'
import type { StationConfig } from '../station-config.ts'
import type { StationLog } from '../station-log.ts'
import type { Store } from '../store/index.ts'

/** The printers that were chosen, else the one that `station.json` names (else the folder of papers); what was under way at the last end is looked after at once. */
export function openPrinting(parts: {
  readonly store: Store
  readonly config: Pick<StationConfig, 'printer' | 'printFolder'>
  readonly session: Session
  readonly training: boolean
  readonly log: StationLog
  readonly notify: (topic: NoticeTopic, body: unknown) => void
  readonly handOver?: HandOver | undefined
}): DeskPrinters {
  const { config, store } = parts
  const printer = deskPrinters({
    store,
    station: config.printer ?? { kind: 'folder', folder: config.printFolder },
    now: Date.now,
    ...(parts.handOver ? { handOver: parts.handOver } : {}),
  })
  void printer.recover().catch((fault: unknown) => parts.log.fault('recover-prints', fault))
  return printer
}
