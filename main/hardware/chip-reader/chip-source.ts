import { DeviceError } from '../device-error.ts'
import type { DeviceSource } from '../device-source.ts'
import type { PcscReaders } from './drivers/pcsc/pcsc-readers.ts'

/** Chip readers on the device board. A service that does not run has no readers; its test says so. */
export function chipSource(readers: PcscReaders, isSimulated: (name: string) => boolean): DeviceSource {
  return {
    kind: 'chip-reader',
    async find() {
      return readers.seen.readers.map(({ name, card }) => ({
        id: name,
        name,
        simulated: isSimulated(name),
        busy: card === 'in-use',
        firmware: null,
        certificateUntil: null,
        facts: [{ key: 'protocol', value: 'PC/SC' }],
      }))
    },
    async selfTest(id, signal) {
      const now = await readers.lookNow(signal)
      if (now.service === 'away') throw new DeviceError('unreachable', 'self test', 'chip-reader')
      if (!now.readers.some(({ name }) => name === id)) throw new DeviceError('unreachable', 'self test', 'chip-reader')
    },
    host: () => readers.host(),
  }
}
