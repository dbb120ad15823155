import type { CardEncoder } from '../../main/hardware/card-printer/card-printer.ts'
import type { SimulatorState } from './start-printer-simulator.ts'

/** The coupler of the simulated card printer: writes and reads the chip of the card that lies under it. */
export function simulatedCoupler(uri: string): CardEncoder {
  const admin = `${uri.replace('ipp:', 'http:').replace('/ipp/print', '')}/admin`
  async function order(body: object): Promise<SimulatorState> {
    const response = await fetch(admin, { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as SimulatorState
  }
  return {
    async encode(serial, content) {
      await order({ write: { serial, content } })
    },
    async readBack(serial) {
      const content = (await order({})).chips[serial]
      return content === undefined ? undefined : { chip: `chip-of-${serial}`, content }
    },
  }
}
