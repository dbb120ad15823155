import { DeviceError } from '../device-error.ts'
import { brokenDevice, type DeviceSource } from '../device-source.ts'
import type { FingerprintFinder } from './fingerprint-scanner.ts'

/** Scanners on the device board; the self test asks the device itself, over its signed protocol, whether it is ready. */
export function fingerprintSource(scanners: FingerprintFinder): DeviceSource {
  return {
    kind: 'fingerprint',
    async find() {
      const found = await scanners.find()
      const refused = scanners.refused()
      const [first] = refused
      if (found.length === 0 && first && refused.length === 1) throw first
      const working = found.map((scanner) => ({
        id: scanner.serialNumber,
        name: `${scanner.make} ${scanner.model}`,
        simulated: scanner.simulated,
        firmware: scanner.firmware,
        certificateUntil: scanner.certificateUntil,
        facts: [
          { key: 'serial', value: scanner.serialNumber },
          { key: 'protocol', value: scanner.protocol },
        ],
      }))
      return [...working, ...refused.map((fault, i) => brokenDevice(fault, `SBI ${i + 1}`))]
    },
    lookAgain: () => scanners.lookAgain(),
    async selfTest(id, signal) {
      const scanner = (await scanners.find()).find((one) => one.serialNumber === id)
      if (!scanner) throw new DeviceError('unreachable', 'discovery', 'fingerprint')
      await scanner.check(signal)
    },
  }
}
