import { DeviceError, deviceFailures } from '../device-error.ts'
import { brokenDevice, type DeviceSource } from '../device-source.ts'
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
    const troubles = scanners.troubles().flatMap(({ id, failure: word, step }) => {
      const failure = deviceFailures.find((one) => one === word)
      return failure ? [{ id, fault: new DeviceError(failure, step, 'document-scanner') }] : []
    })
    const [first] = troubles
    if (found.length === 0 && first && troubles.length === 1) throw first.fault
    return { found, troubles }
  }
  return {
    kind: 'document-scanner',
    async find() {
      const { found, troubles } = await find()
      const working = found.map((one) => ({
        id: one.id,
        name: one.abilities.name,
        simulated: one.simulated,
        firmware: null,
        certificateUntil: null,
        facts: factsOf(one),
      }))
      return [...working, ...troubles.map(({ id, fault }) => brokenDevice(fault, id))]
    },
    lookAgain: () => scanners.lookAgain(),
    async selfTest(id) {
      await scanners.lookAgain()
      if (!(await find()).found.some((one) => one.id === id))
        throw new DeviceError('unreachable', 'discovery', 'document-scanner')
    },
    host,
  }
}
