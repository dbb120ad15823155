import { parseDnsMessage } from '../../../../main/hardware/discovery/dns-message.ts'
import { foundDevices } from '../../../../main/hardware/discovery/found-devices.ts'
import { gatherServices } from '../../../../main/hardware/discovery/gather-services.ts'
import type { FuzzReading, FuzzTarget } from '../../../fuzz/fuzz-target.ts'
import { answer, compressedAnswer, printerRecords, scannerRecords } from './dns-packets.ts'

const HOLDS = (address: string) => address.startsWith('192.0.2.')
const LONGEST_URI = 160

/** What is offered leads to an address of the network, whatever the answer says. */
function check(bytes: Uint8Array): FuzzReading {
  const message = parseDnsMessage(bytes)
  if (!message) return 'refused'
  const { services } = gatherServices(message.records)
  const { printers, scanners } = foundDevices(services, HOLDS)
  for (const uri of [...printers.flatMap((one) => one.uris), ...scanners.map((one) => one.url)]) {
    const url = new URL(uri.replace(/^ipp/, 'http'))
    if (!HOLDS(url.hostname) || url.username !== '' || uri.length > LONGEST_URI)
      throw new Error(`an address out of its bounds: ${uri}`)
  }
  return 'read'
}

/** A throw, a hang or a broken bound is a finding. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'DNS-SD answers',
    seeds: [
      answer(printerRecords('Phòng 2.1', '192.0.2.7')),
      answer(scannerRecords('Máy quét', '192.0.2.8', ['rs=eSCL'])),
      compressedAnswer(),
    ],
    run: check,
  },
]
