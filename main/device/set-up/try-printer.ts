import type { deviceSetUpContract } from '../../../preload/contract/device-set-up.ts'
import { fail } from '../../bridge/index.ts'
import { DeviceError, openPrintQueue, type PrinterAddress, readCertificate } from '../../hardware/index.ts'

type Code = (typeof deviceSetUpContract)['set-up.choose-printer']['failures'][number]

function codeOf(fault: DeviceError): Code {
  switch (fault.failure) {
    case 'malformed-answer':
      return 'not-a-printer'
    case 'not-supported':
      return 'printer-not-supported'
    case 'busy':
      return 'printer-busy'
    case 'refused':
    case 'not-trusted':
      return 'printer-refused'
    default:
      return 'printer-unreachable'
  }
}

/** Asks the printer who it is and whether it would take a paper of ours (Validate-Job); prints nothing. Undefined: it would. */
export async function tryPrinter(address: PrinterAddress) {
  try {
    const queue = openPrintQueue(address)
    const { accepting } = await queue.look()
    if (!accepting) return fail('printer-refused', { step: 'look' })
    await queue.check({
      name: 'so-bo-check',
      pdf: new Uint8Array(),
      copies: 1,
      sides: 'one-sided',
      media: 'iso_a4_210x297mm',
    })
    return undefined
  } catch (fault) {
    if (!(fault instanceof DeviceError)) throw fault
    if (fault.failure !== 'not-trusted' || address.kind !== 'ipp') return fail(codeOf(fault), { step: fault.step })
    // With a pin this is another printer, or its certificate was renewed: the new one is shown again.
    return unknownCertificate(address.uri)
  }
}

async function unknownCertificate(uri: string) {
  try {
    return fail('printer-certificate-unknown', { pin: await readCertificate(uri) })
  } catch (fault) {
    if (!(fault instanceof DeviceError)) throw fault
    return fail('printer-unreachable', { step: fault.step })
  }
}
