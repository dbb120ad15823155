import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationView } from '../../preload/contract/identity-card/application.ts'
import { type Simulator, startSimulator } from '../device/start-simulator.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

// A station whose engine was not built or does not load: the desk stays usable and the record says so.

let scanner: Simulator
let station: OfflineStation
beforeAll(async () => {
  process.env.SOBO_FINGERPRINT_ADDON = '/nowhere/fingerprint.node'
  scanner = await startSimulator()
  station = await startOfflineStation(scanner)
  await station.signIn('lan')
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
  delete process.env.SOBO_FINGERPRINT_ADDON
})

test('without the engine the prints are taken all the same, said to be not checked, and nothing else is missing', async () => {
  const request = { ticket: 'A1', channel: 'at-office', requestId: randomUUID() }
  const { id } = await station.get<ApplicationView>('application.create', request)
  for (const group of ['right-four', 'left-four', 'thumbs'])
    await station.get('application.capture-prints', { id, group, exceptions: [] })
  const { captures, findings } = await station.get<ApplicationView>('application.open', { id })
  const prints = Object.values(captures.prints)
  expect(prints).toHaveLength(10)
  for (const print of prints) expect(print.judgement).toEqual({ state: 'not-checked', because: 'engine-missing' })
  expect(captures.ridges?.state).toBe('not-checked')
  expect(
    findings.filter((one) => one.section === 'fingerprints').map(({ code, severity }) => ({ code, severity })),
  ).toContainEqual({ code: 'prints-not-checked', severity: 'warning' })
  expect(findings.filter((one) => one.section === 'fingerprints' && one.severity === 'gap')).toEqual([])
  expect(station.store.sqlite.prepare('SELECT count(*) AS n FROM print_template').get()).toEqual({ n: 0 })
})
