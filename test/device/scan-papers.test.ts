import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import { openDocumentScanners } from '../../main/hardware/index.ts'
import { type ApplicationDesk, applicationDesk } from '../../main/identity-card/application/application-desk.ts'
import { type PaperScan, paperScan } from '../../main/identity-card/application/scan-papers.ts'
import { createApplication } from '../../main/identity-card/application/take-in.ts'
import { readUnits } from '../../main/reference.ts'
import { openAccount, session } from '../../main/session/index.ts'
import { newStore } from '../main/new-store.ts'
import { type EsclSimulator, startEsclSimulator } from './start-escl-simulator.ts'

let simulator: EsclSimulator
let scanners: ReturnType<typeof openDocumentScanners>
const units = readUnits()
beforeAll(async () => {
  simulator = await startEsclSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.order({ fault: null, pages: 3, pageMs: 0 })
  scanners = openDocumentScanners({
    places: [{ driver: 'escl', address: simulator.address, simulated: true }],
    log: { note: () => undefined },
  })
})
afterEach(() => scanners.close())

interface Counter {
  readonly desk: ApplicationDesk
  readonly scan: PaperScan
  readonly id: string
  readonly told: { readonly topic: string; readonly body: unknown }[]
  readonly device: string[]
}

/** A counter with a real store, the real rules and the real way to the scanner. */
async function openCounter(): Promise<Counter> {
  const { store, log } = newStore()
  const person = {
    name: 'lan',
    displayName: 'Lan',
    title: '',
    roles: ['intake-officer' as const],
    password: 'tre-sen-42',
  }
  await openAccount(store, log, person)
  const who = session(store)
  expect(await who.signIn('lan', person.password)).toMatchObject({ ok: true })
  const told: { topic: string; body: unknown }[] = []
  const device: string[] = []
  const day = plainDate('2026-11-24')
  const desk = applicationDesk({
    store,
    log,
    session: who,
    units,
    office: trainingOffice(day),
    legalDay: () => day,
    notify: (topic, body) => told.push({ topic, body }),
    now: Date.now,
  })
  const scan = paperScan({
    desk,
    scanners,
    blobKey: generateKeyPairSync('x25519').publicKey,
    onDevice: (event) => device.push('used' in event ? 'used' : event.fault.failure),
  })
  const made = createApplication(desk, { ticket: 'A1', channel: 'at-office', requestId: 'r1' })
  if (!made.ok) throw new Error(made.failure)
  return { desk, scan, id: made.value.id, told, device }
}
const request = (id: string, scanner = `escl:${simulator.address}`) => ({
  id,
  scanner,
  type: 'birth-certificate',
  source: 'feeder' as const,
  resolution: 75,
  colour: 'grey' as const,
  spread: false,
})
const papersOf = ({ desk, id }: Counter) => desk.find(id)?.captures.papers ?? []

test('the pages of the feeder are papers of the application, encrypted and of the chosen kind', async () => {
  const counter = await openCounter()
  const outcome = await counter.scan.run(request(counter.id))
  expect(outcome).toMatchObject({ ok: true, value: { pages: 3 } })
  expect(papersOf(counter).map((paper) => [paper.type, paper.mediaType])).toEqual(
    new Array(3).fill(['birth-certificate', 'image/jpeg']),
  )
  expect(new Set(papersOf(counter).map((paper) => paper.blob)).size).toBe(3)
  expect(counter.told.filter((one) => one.topic === 'scan').at(-1)?.body).toMatchObject({ filed: 3 })
  expect(counter.device).toEqual(['used'])
})

test('a jam costs the pages behind it: those before are filed, the failure says how many', async () => {
  const counter = await openCounter()
  await simulator.order({ fault: 'jam', atPage: 3 })
  expect(await counter.scan.run(request(counter.id))).toEqual({
    ok: false,
    failure: 'paper-jam',
    detail: { pages: 2, step: 'page' },
  })
  expect(papersOf(counter)).toHaveLength(2)
  expect(counter.device).toEqual(['paper-jam'])
})

test('cancelling keeps what was filed and is no fault of the scanner', async () => {
  const counter = await openCounter()
  await simulator.order({ pages: 30, pageMs: 250 })
  const running = counter.scan.run(request(counter.id))
  expect(await counter.scan.run(request(counter.id))).toEqual({ ok: false, failure: 'scan-running' })
  await expect.poll(() => papersOf(counter).length).toBeGreaterThan(1)
  counter.scan.cancel()
  const outcome = await running
  expect(outcome).toMatchObject({ ok: false, failure: 'scan-cancelled' })
  expect(papersOf(counter)).toHaveLength(Number(outcome.ok ? -1 : outcome.detail?.pages))
  expect(counter.device).toEqual([])
})

test('a full application stops the scanner instead of losing pages in silence', async () => {
  const counter = await openCounter()
  await simulator.order({ pages: 45 })
  expect(await counter.scan.run(request(counter.id))).toMatchObject({
    ok: false,
    failure: 'too-many-papers',
    detail: { most: 40, pages: 40 },
  })
  expect(papersOf(counter)).toHaveLength(40)
  await expect.poll(async () => (await simulator.order({})).jobs.at(-1)?.state).toMatch(/Canceled|Completed/)
})

test('a scanner that is not there and an application that is not there are refused', async () => {
  const counter = await openCounter()
  expect(await counter.scan.run(request(counter.id, 'escl:http://127.0.0.1:1/'))).toEqual({
    ok: false,
    failure: 'no-such-scanner',
  })
  expect(await counter.scan.run(request('nobody'))).toEqual({ ok: false, failure: 'no-such-application' })
  expect((await counter.scan.choices()).scanners[0]?.sources.map((one) => one.source)).toEqual([
    'flatbed',
    'feeder',
    'feeder-duplex',
  ])
})
