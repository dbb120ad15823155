import { DeviceError, deviceFailures } from '../device-error.ts'
import type { DeviceSource } from '../device-source.ts'
import type { HostState } from '../host/index.ts'
import type { DocumentScanner, DocumentScanners } from './document-scanner.ts'

function factsOf({ abilities, id }: DocumentScanner) {
  const most = Math.max(...abilities.sources.flatMap((one) => one.resolutions))
  return [
    { key: 'protocol', value: id.startsWith('escl:') ? 'eSCL (AirScan)' : 'SANE' },
    ...(abilities.serialNumber === '' ? [] : [{ key: 'serial', value: abilities.serialNumber }]),
    { key: 'resolution', value: `${most} dpi` },
  ]
}

/** Document scanners on the device board. The self test asks each anew what it can do, over its own protocol. */
export function documentScannerSource(scanners: DocumentScanners, host: () => HostState): DeviceSource {
  async function find() {
    const found = await scanners.find()
    const [trouble] = scanners.troubles()
    const failure = deviceFailures.find((one) => one === trouble?.failure)
    if (found.length === 0 && trouble && failure) throw new DeviceError(failure, trouble.step, 'document-scanner')
    return found
  }
  return {
    kind: 'document-scanner',
    async find() {
      return (await find()).map((one) => ({
        id: one.id,
        name: one.abilities.name,
        simulated: one.simulated,
        firmware: null,
        certificateUntil: null,
        facts: factsOf(one),
      }))
    },
    lookAgain: () => scanners.lookAgain(),
    async selfTest(id) {
      await scanners.lookAgain()
      if (!(await find()).some((one) => one.id === id))
        throw new DeviceError('unreachable', 'discovery', 'document-scanner')
    },
    host,
  }
}
