import { randomUUID } from 'node:crypto'
import jpeg from 'jpeg-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationForm } from '../../domain/identity-card/application.ts'
import type { ApplicationDesk } from '../../main/identity-card/application/application-desk.ts'
import { findApplication } from '../../main/identity-card/application/application-store.ts'
import { printMatching } from '../../main/identity-card/application/match-prints.ts'
import { readTrainingAccounts } from '../../main/training/training-files.ts'
import type { ApplicationView, PrintMatches } from '../../preload/contract/identity-card/application.ts'
import { type Simulator, startSimulator } from '../device/start-simulator.ts'
import { finishedApplication } from '../domain/identity-card/finished-application.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

let scanner: Simulator
let station: OfflineStation
beforeAll(async () => {
  scanner = await startSimulator()
  station = await startOfflineStation(scanner)
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
})

const AN = '001201012345'
const BINH = '001201054321'
const CHI = '001301067890'

function portrait(): Uint8Array {
  return new Uint8Array(jpeg.encode({ width: 600, height: 800, data: Buffer.alloc(600 * 800 * 4, 128) }, 80).data)
}

/** An application of this number with its prints; the simulator lays the fingers of `fingersOf` on its glass. */
async function captured(number: string, fingersOf = number): Promise<ApplicationView> {
  await station.signIn('lan')
  const made = await station.get<ApplicationView>('application.create', {
    ...{ ticket: 'A1', channel: 'at-office', requestId: randomUUID() },
  })
  const { id } = made
  const formOf = (text: string): ApplicationForm => {
    const { form } = finishedApplication('')
    return { ...form, fields: { ...form.fields, personalNumber: { text, source: 'typed' } } }
  }
  const view = () => station.get<ApplicationView>('application.open', { id })
  await station.get('application.save-form', { id, baseVersion: made.version, form: formOf(fingersOf) })
  await station.get('application.go-on-without-record', { id, because: 'not-compared' })
  for (const group of ['right-four', 'left-four', 'thumbs'])
    await station.get('application.capture-prints', { id, group, exceptions: [] })
  await station.get('application.save-form', { id, baseVersion: (await view()).version, form: formOf(number) })
  return view()
}

/** As `captured`, and submitted. */
async function submitted(number: string, fingersOf = number): Promise<ApplicationView> {
  const { id } = await captured(number, fingersOf)
  const view = () => station.get<ApplicationView>('application.open', { id })
  const checks = [{ check: 'size', passed: true, figure: 600, limit: 450 }]
  await station.get('application.keep-portrait', { id, jpeg: portrait(), checks, override: null })
  await station.get('application.print', { id, form: 'enrolment-sheet', requestId: randomUUID() })
  await station.get('application.signed-on-paper', { id })
  await station.get('application.print', { id, form: 'appointment-slip', requestId: randomUUID() })
  await station.get('application.submit', { id, baseVersion: (await view()).version, requestId: randomUUID() })
  return view()
}

const passwordOf = (account: string) =>
  readTrainingAccounts(`${station.dataFolder}/accounts.json`).find((one) => one.account === account)?.password ?? ''

function approval(view: ApplicationView, prints?: { reason: string; remark: string }) {
  const { id, version } = view
  const request = { id, baseVersion: version, password: passwordOf('hung'), requestId: randomUUID() }
  return station.ask('application.approve', prints ? { ...request, prints } : request)
}

test('one hand under two numbers: the clerk reads a count, the leader sees whose, and signs only with a reason that stands in the event', async () => {
  const first = await submitted(AN)
  const second = await submitted(BINH, AN)
  const third = await submitted(CHI)

  const counted = { id: second.id }
  expect(await station.get('application.count-print-matches', counted)).toEqual({ compared: true, others: 2, count: 1 })
  expect(await station.ask('application.compare-prints', counted)).toMatchObject({ failure: 'not-permitted' })

  await station.signIn('hung')
  const begin = performance.now()
  const found = await station.get<PrintMatches>('application.compare-prints', counted)
  process.stdout.write(`1:N among ${found.others} open dossiers: ${(performance.now() - begin).toFixed(0)} ms\n`)
  expect(found).toMatchObject({ compared: true, others: 2 })
  const [match] = found.matches
  expect(found.matches).toHaveLength(1)
  expect(match).toMatchObject({ id: first.id, personalNumber: AN, falseMatch: 'one-in-a-million' })
  expect(match?.fingers).toHaveLength(10)
  for (const { blob, otherBlob } of match?.fingers.slice(0, 1) ?? []) {
    await station.get('application.blob', { id: second.id, blob })
    await station.get('application.blob', { id: first.id, blob: otherBlob })
  }

  expect(await approval(second)).toMatchObject({ failure: 'prints-match-another', detail: { count: 1 } })
  const signed = await approval(second, { reason: 'known-mistake', remark: 'Hồ sơ kia thu nhầm.' })
  expect(signed.ok).toBe(true)
  const event = station.store.sqlite
    .prepare<[string], { canonical: string }>(
      `SELECT canonical FROM office_event WHERE subject = ? AND kind = 'identity-card.application-approved'`,
    )
    .get(second.id)
  expect(JSON.parse(event?.canonical ?? '{}').body.prints).toMatchObject({
    compared: true,
    matches: [{ application: first.id }],
    reason: 'known-mistake',
    remark: 'Hồ sơ kia thu nhầm.',
  })
  const trail = (await station.get<ApplicationView>('application.open', { id: second.id })).trail
  expect(trail.find((entry) => entry.step === 'approved')?.remark).toBe('Hồ sơ kia thu nhầm.')

  const alone = await station.get<PrintMatches>('application.compare-prints', { id: third.id })
  expect(alone).toEqual({ compared: true, others: 2, matches: [] })
  expect((await approval(third)).ok).toBe(true)
})

test('two dossiers of one number are not told as two people', async () => {
  const again = await captured(CHI)
  expect(await station.get('application.count-print-matches', { id: again.id })).toMatchObject({
    ...{ compared: true, count: 0 },
  })
})

test('an engine that is too slow is reported, says nothing of matches, and is asked again the next time', async () => {
  const id = station.store.sqlite.prepare<[], { id: string }>('SELECT id FROM application LIMIT 1').get()?.id ?? ''
  const application = findApplication(station.store, id)
  if (!application) throw new Error('no application to compare')
  const faults: unknown[] = []
  const desk = { store: station.store, now: Date.now } as unknown as ApplicationDesk
  const slow = printMatching({ desk, report: (cause) => faults.push(cause), limitMs: 0 })
  expect(await slow.find(application)).toEqual({ compared: false, others: 0, matches: [] })
  expect(faults).toHaveLength(1)
  const usual = printMatching({ desk, report: (cause) => faults.push(cause) })
  expect(await usual.find(application)).toMatchObject({ compared: true })
})
