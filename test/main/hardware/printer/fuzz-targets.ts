import { DeviceError } from '../../../../main/hardware/device-error.ts'
import { decodeIpp, IppMalformed } from '../../../../main/hardware/printer/drivers/ipp/decode-ipp.ts'
import { encodeIpp } from '../../../../main/hardware/printer/drivers/ipp/encode-ipp.ts'
import { groupTag } from '../../../../main/hardware/printer/drivers/ipp/ipp-message.ts'
import { readJob, readReasons } from '../../../../main/hardware/printer/drivers/ipp/job-state.ts'
import { groupsOf, textsOf } from '../../../../main/hardware/printer/drivers/ipp/read-attributes.ts'
import { shiftPdf } from '../../../../main/hardware/printer/shift-pdf.ts'

export interface FuzzTarget {
  readonly name: string
  /** Returns, or throws what the parser may throw; anything else is a fault of the program. */
  run(bytes: Uint8Array): void
}

/** Parsers that read what a printer or a file says. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'ipp answer',
    run(bytes) {
      try {
        const { message } = decodeIpp(bytes)
        for (const job of groupsOf(message, groupTag.job)) readJob(job, readReasons(textsOf(job, 'job-state-reasons')))
        // What was understood can be said again.
        encodeIpp(message)
      } catch (fault) {
        // A name or value of 32–64 kB may be read, and may not be written.
        if (!(fault instanceof IppMalformed || fault instanceof RangeError)) throw fault
      }
    },
  },
  {
    name: 'pdf to shift',
    run(bytes) {
      try {
        shiftPdf(bytes, { rightMm: 1, downMm: -1 })
      } catch (fault) {
        if (!(fault instanceof DeviceError)) throw fault
      }
    },
  },
]
