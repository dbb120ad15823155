import { expect, onTestFinished, test } from 'vitest'
import { deviceBoard } from '../../main/device/index.ts'
import { deskPrinters, printerSource } from '../../main/hardware/index.ts'
import { newStore } from '../main/new-store.ts'
import { startPrinterSimulator } from './start-printer-simulator.ts'

function boardOf(uri: string) {
  const { store } = newStore()
  const printer = deskPrinters({ store, station: { kind: 'ipp', uri }, now: Date.now })
  const memory = { read: () => undefined, write: () => undefined }
  return deviceBoard({ sources: [printerSource(printer, true)], memory, training: true, version: '0', now: Date.now })
}

async function rowOf(uri: string) {
  return (await boardOf(uri).rows()).find((row) => row.kind === 'printer')
}

test('the board shows the printer by its own name, firmware and state, and in trouble when it stands still or is away', async () => {
  const simulator = await startPrinterSimulator()
  onTestFinished(() => simulator.stop())
  expect(await rowOf(simulator.uri)).toMatchObject({
    name: 'Máy in Sổ Bộ',
    firmware: '1.0',
    state: 'ready',
    trouble: null,
  })
  await simulator.order({ troubles: ['door-open-error'] })
  // It keeps its name: which printer it is, is the first thing one wants to know.
  expect(await rowOf(simulator.uri)).toMatchObject({
    name: 'Máy in Sổ Bộ',
    state: 'trouble',
    trouble: { code: 'cover-open' },
  })
  const broken = await boardOf(simulator.uri).selfTest('printer:paper')
  expect(broken?.find((row) => row.kind === 'printer')?.selfTest).toMatchObject({ passed: false })
  await simulator.order({ troubles: [] })
  const well = await boardOf(simulator.uri).selfTest('printer:paper')
  expect(well?.find((row) => row.kind === 'printer')?.selfTest).toMatchObject({ passed: true })
  await simulator.stop()
  expect(await rowOf(simulator.uri)).toMatchObject({ state: 'trouble', trouble: { code: 'unreachable', step: 'ask' } })
})
