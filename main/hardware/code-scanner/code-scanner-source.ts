import { DeviceError } from '../device-error.ts'
import type { DeviceSource } from '../device-source.ts'
import type { HostState } from '../host/index.ts'
import type { CodeScanners } from './code-scanner.ts'

/** Code scanners on the device board. The self test opens the way anew and asks that the scanner stands there and may be read. */
export function codeScannerSource(scanners: CodeScanners, host: () => HostState): DeviceSource {
  async function assertReadable(id: string): Promise<void> {
    const found = scanners.devices().find((one) => one.id === id)
    if (!found) throw new DeviceError('unreachable', 'discovery', 'code-scanner')
    if (found.trouble) throw new DeviceError(found.trouble, 'open', 'code-scanner')
  }
  return {
    kind: 'code-scanner',
    async find() {
      // One that cannot be read is no device that is ready: its row shows why, whatever stands beside it.
      return scanners.devices().map((one) => ({
        id: one.id,
        name: one.name,
        simulated: one.simulated,
        firmware: null,
        certificateUntil: null,
        ...(one.trouble === null ? {} : { trouble: new DeviceError(one.trouble, 'open', 'code-scanner') }),
        facts: [
          { key: 'protocol', value: 'USB HID POS' },
          ...(one.serialNumber === '' ? [] : [{ key: 'serial', value: one.serialNumber }]),
        ],
      }))
    },
    lookAgain: () => scanners.lookAgain(),
    selfTest: assertReadable,
    host,
  }
}
