import { askIpp } from './ipp-exchange.ts'
import { groupTag, operation } from './ipp-message.ts'
import { ippTarget } from './ipp-target.ts'
import { attribute, findText, groupsOf } from './read-attributes.ts'

export interface FoundQueue {
  readonly queue: string
  readonly description: string
}

/**
 * The queues of this machine's CUPS (CUPS-Get-Printers, 0x4002), network printers that cups-browsed has found included.
 * Throws `DeviceError`; 'unreachable' where no CUPS runs.
 */
export async function findCupsQueues(
  server: { readonly socket?: string; readonly port?: number } = {},
): Promise<FoundQueue[]> {
  const target = { ...ippTarget({ queue: 'any', ...server }), path: '/', printerUri: 'ipp://localhost/' }
  const answer = await askIpp(
    target,
    {
      operation: operation.cupsGetPrinters,
      operationAttributes: [
        attribute.integer('limit', 200),
        attribute.keyword('requested-attributes', 'printer-name', 'printer-info', 'printer-make-and-model'),
      ],
    },
    { ms: 5_000, step: 'discovery' },
  )
  return groupsOf(answer, groupTag.printer)
    .map((group) => ({
      queue: findText(group, 'printer-name') ?? '',
      description: findText(group, 'printer-info') ?? findText(group, 'printer-make-and-model') ?? '',
    }))
    .filter((found) => found.queue !== '')
}
