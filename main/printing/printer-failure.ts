import { fail } from '../bridge/index.ts'
import type { DeviceError } from '../hardware/index.ts'

/** What the clerk is told of a printer's failure; each has its words and its cure in the texts. */
export function printerFailure(fault: DeviceError, ticket: string) {
  switch (fault.failure) {
    case 'out-of-space':
      return fail('printer-out-of-space', { step: fault.step })
    case 'refused':
    case 'not-trusted':
      return fail('printer-refused', { step: fault.step })
    case 'not-supported':
      return fail('printer-not-supported', { step: fault.step })
    case 'busy':
      return fail('printer-busy', { step: fault.step })
    case 'aborted':
      return fail('print-aborted', { reason: fault.step })
    case 'cancelled-at-device':
      return fail('print-cancelled', { reason: fault.step })
    case 'in-doubt':
      return fail('print-in-doubt', { ticket })
    default:
      return fail('printer-unreachable', { step: fault.step })
  }
}
