import { randomUUID } from 'node:crypto'
import jpeg from 'jpeg-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import { printJudge } from '../../main/fingerprint/index.ts'
import {
  applicationDesk,
  decisionListener,
  laterComparison,
  printMatching,
} from '../../main/identity-card/application/index.ts'
import { officeLog } from '../../main/log/index.ts'
import { readUnits } from '../../main/reference.ts'
import { findIdentity } from '../../main/replication/index.ts'
import { session } from '../../main/session/index.ts'
import { readTrainingAccounts } from '../../main/training/training-files.ts'
import type { ApplicationView, Board, PrintMatches } from '../../preload/contract/identity-card/application.ts'
import { type Simulator, startSimulator } from '../device/start-simulator.ts'
import { finishedApplication } from '../domain/identity-card/finished-application.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

// A station whose engine was away when prints were taken and approved, and is there again.

const AWAY = '/nowhere/fingerprint.node'
const AN = '001201041001'
const BINH = '001201041002'
const CHI = '001201041003'

let scanner: Simulator
let station: OfflineStation
beforeAll(async () => {
  process.env.SOBO_FINGERPRINT_ADDON = AWAY
  scanner = await startSimulator()
  station = await startOfflineStation(scanner)
  await station.signIn('lan')
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
  delete process.env.SOBO_FINGERPRINT_ADDON
})

/** The same work as the core's own, asked for now instead of in a minute. */
function later() {
  const identity = findIdentity(station.store)
  if (!identity) throw new Error('the station is not enrolled')
  const desk = applicationDesk({
    store: station.store,
    log: officeLog(station.store, identity),
    session: session(station.store),
    units: readUnits(),
    office: trainingOffice(plainDate('2026-11-24')),
    legalDay: () => plainDate('2026-11-24'),
    notify: () => undefined,
    now: Date.now,
  })
  const matching = printMatching({ desk, report: () => undefined })
  return laterComparison({ desk, judge: printJudge({ onFault: () => undefined }), matching, report: () => undefined })
}

const view = (id: string) => station.get<ApplicationView>('application.open', { id })

async function formOf(id: string, number: string): Promise<ApplicationView> {
  const { form } = finishedApplication('')
  const fields = { ...form.fields, personalNumber: { text: number, source: 'typed' } }
  return station.get('application.save-form', { id, baseVersion: (await view(id)).version, form: { ...form, fields } })
}

async function captured(number: string, fingersOf = number): Promise<ApplicationView> {
  const request = { ticket: 'A1', channel: 'at-office', requestId: randomUUID() }
  const { id } = await station.get<ApplicationView>('application.create', request)
  await formOf(id, fingersOf)
  for (const group of ['right-four', 'left-four', 'thumbs'])
    await station.get('application.capture-prints', { id, group, exceptions: [] })
  return formOf(id, number)
}

async function approved(number: string, fingersOf = number): Promise<ApplicationView> {
  await station.signIn('lan')
  const { id } = await captured(number, fingersOf)
  await station.get('application.go-on-without-record', { id, because: 'not-compared' })
  const checks = [{ check: 'size', passed: true, figure: 600, limit: 450 }]
  const picture = jpeg.encode({ width: 600, height: 800, data: Buffer.alloc(600 * 800 * 4, 128) }, 80).data
  await station.get('application.keep-portrait', { id, jpeg: new Uint8Array(picture), checks, override: null })
  await station.get('application.print', { id, form: 'enrolment-sheet', requestId: randomUUID() })
  await station.get('application.signed-on-paper', { id })
  await station.get('application.print', { id, form: 'appointment-slip', requestId: randomUUID() })
  await station.get('application.submit', { id, baseVersion: (await view(id)).version, requestId: randomUUID() })
  await station.signIn('hung')
  const password =
    readTrainingAccounts(`${station.dataFolder}/accounts.json`).find((one) => one.account === 'hung')?.password ?? ''
  await station.get('application.approve', {
    ...{ id, baseVersion: (await view(id)).version, password, requestId: randomUUID() },
  })
  return view(id)
}

const eventsLater = (id: string) =>
  station.store.sqlite
    .prepare<[string], { canonical: string }>(
      "SELECT canonical FROM office_event WHERE subject = ? AND kind = 'identity-card.prints-compared-later'",
    )
    .all(id)
    .map(({ canonical }) => JSON.parse(canonical).body)

test('what was taken and approved while the engine was away waits for it, and is done a few at a time when it is back', async () => {
  const draft = await captured(CHI)
  expect(draft.captures.ridges?.state).toBe('not-checked')
  const one = await approved(AN)
  const two = await approved(BINH, AN)
  expect(await later().pass()).toBe('stuck')
  expect(eventsLater(one.id)).toEqual([])

  delete process.env.SOBO_FINGERPRINT_ADDON
  // Cut off after the first is written: what is done stays done, the rest is taken up.
  const cut = later()
  const running = cut.pass()
  cut.stop()
  await running
  expect(await later().pass()).toBe('done')

  await station.signIn('lan')
  const after = await view(draft.id)
  expect(after.captures.ridges?.state).toBe('checked')
  for (const print of Object.values(after.captures.prints)) expect(print.judgement).toMatchObject({ state: 'judged' })
  expect(after.findings.map((finding) => finding.code)).not.toContain('prints-not-checked')

  for (const [own, other] of [
    [one, two],
    [two, one],
  ] as const) {
    expect(eventsLater(own.id)).toMatchObject([{ others: 2, matches: [other.id] }])
    expect(await view(own.id)).toMatchObject({ state: 'approved', lateMatch: true })
  }
  expect(await later().pass()).toBe('done')
  expect(eventsLater(one.id)).toHaveLength(1)
})

test('the leader finds the late match on the board and both people’s prints behind it', async () => {
  await station.signIn('hung')
  const board = await station.get<Board>('application.board')
  const cards = board.columns.flatMap((column) => column.cards).filter((card) => card.lateMatch)
  expect(cards).toHaveLength(2)
  const found = await station.get<PrintMatches>('application.compare-prints', { id: cards[0]?.id ?? '' })
  expect(found.matches.map((match) => match.id)).toEqual([cards[1]?.id])
  expect(found.matches[0]?.fingers).toHaveLength(10)
})

test('a number that comes after the prints is held against the earlier prints at once', async () => {
  await station.signIn('lan')
  const none = await captured('', CHI)
  expect(none.captures.holder).toBeUndefined()
  // The earlier dossier of the number has other fingers: the answer to the typed number says so.
  const wrong = await formOf(none.id, AN)
  expect(wrong.captures.holder).toMatchObject({ outcome: 'not-the-same', personalNumber: AN })
  expect(wrong.findings.map((finding) => finding.code)).toContain('prints-not-same-person')
  const right = await formOf(none.id, CHI)
  expect(right.captures.holder).toMatchObject({ outcome: 'same', personalNumber: CHI })
  expect(right.findings.map((finding) => finding.code)).not.toContain('prints-not-same-person')
  const nobody = await formOf(none.id, '001201049999')
  expect(nobody.captures.holder).toBeUndefined()
})

test('an approved dossier is compared with, an accepted one is the centre’s, and the record says so', async () => {
  const again = await captured(BINH, AN)
  expect(again.captures.holder).toMatchObject({ outcome: 'same', personalNumber: BINH })
  const id = again.captures.holder?.earlierApplication ?? ''
  decisionListener({ store: station.store, notify: () => undefined })(
    { kind: 'application-decided', applicationId: id, reason: null, remark: '', compared: null, decision: 'accepted' },
    '2026-11-24T04:00:00.000Z',
  )
  const after = await captured(BINH, AN)
  const { holder, ridges } = after.captures
  // Compared with the draft that is still here; without it only the centre can.
  expect(holder?.earlierApplication).toBe(again.id)
  await station.get('application.withdraw', { id: again.id, remark: 'Thử', requestId: randomUUID() })
  await formOf(after.id, '001201049998')
  const alone = await formOf(after.id, BINH)
  expect(ridges?.atCentre).toBeUndefined()
  expect(alone.captures.holder).toBeUndefined()
  expect(alone.captures.ridges?.atCentre).toMatch(/^\d{6}$/)
})
