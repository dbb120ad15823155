import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fingerPositions } from '../../domain/biometric/finger-position.ts'
import { findTemplate } from '../../main/fingerprint/index.ts'
import { decisionListener } from '../../main/identity-card/application/index.ts'
import type { ApplicationView } from '../../preload/contract/identity-card/application.ts'
import { type Simulator, startSimulator } from '../device/start-simulator.ts'
import { finishedApplication } from '../domain/identity-card/finished-application.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

// The whole core with the real engine, over the real protocol; the ridges are grown by the simulator.

let scanner: Simulator
let station: OfflineStation
beforeAll(async () => {
  scanner = await startSimulator()
  station = await startOfflineStation(scanner)
  await station.signIn('lan')
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
})

const open = (id: string) => station.get<ApplicationView>('application.open', { id })
const codes = (view: ApplicationView) =>
  view.findings.filter((one) => one.section === 'fingerprints').map((one) => one.code)

async function applicationOf(personalNumber: string): Promise<ApplicationView> {
  const request = { ticket: 'A1', channel: 'at-office', requestId: randomUUID() }
  const { id, version } = await station.get<ApplicationView>('application.create', request)
  const { form } = finishedApplication('')
  const own = { ...form, fields: { ...form.fields, personalNumber: { text: personalNumber, source: 'typed' } } }
  return station.get('application.save-form', { id, baseVersion: version, form: own })
}

async function capture(id: string, group: string, fault?: string): Promise<ApplicationView> {
  if (fault) await scanner.order('/admin/fault', { fault })
  const { view } = await station.get<{ view: ApplicationView }>('application.capture-prints', {
    id,
    group,
    exceptions: [],
  })
  return view
}

async function allTen(id: string, fault?: string): Promise<ApplicationView> {
  for (const group of ['right-four', 'left-four', 'thumbs']) await capture(id, group, fault)
  return open(id)
}

let people = 0
const newNumber = () => `0012010${String(20_000 + people++)}`

const templateRows = () =>
  station.store.sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM print_template').get()?.n ?? 0

describe('each print', () => {
  test('carries the engine’s quality and reasons beside the device’s, and has a sealed template that goes with it', async () => {
    const before = templateRows()
    const { id } = await applicationOf(newNumber())
    const view = await capture(id, 'right-four')
    const prints = Object.values(view.captures.prints)
    expect(prints).toHaveLength(4)
    for (const print of prints) {
      expect(print.judgement).toMatchObject({ state: 'judged' })
      expect(findTemplate(station.store, print.blob)?.length).toBeGreaterThan(500)
    }
    expect(templateRows()).toBe(before + 4)
    expect(view.captures.ridges?.state).toBe('checked')
    await station.get('application.drop-print', { id, position: 'right-index' })
    expect(templateRows()).toBe(before + 3)
    const now = await open(id)
    await station.get('application.withdraw', { id, remark: 'Thử', requestId: randomUUID() })
    expect(now.captures.prints['right-index']).toBeUndefined()
    expect(templateRows()).toBe(before)
  })

  test('the centre’s acceptance takes the templates with the biometrics, its return does not', async () => {
    const { id } = await applicationOf(newNumber())
    const { captures } = await capture(id, 'thumbs')
    const blob = captures.prints['left-thumb']?.blob ?? ''
    const decide = decisionListener({ store: station.store, notify: () => undefined })
    const approved = station.store.sqlite.prepare("UPDATE application SET state = 'approved' WHERE id = ?")
    const common = { kind: 'application-decided', applicationId: id, reason: null, remark: '', compared: null } as const
    approved.run(id)
    decide({ ...common, decision: 'returned' }, '2026-11-24T03:00:00.000Z')
    expect(findTemplate(station.store, blob)).toBeDefined()
    approved.run(id)
    decide({ ...common, decision: 'accepted' }, '2026-11-24T04:00:00.000Z')
    expect(findTemplate(station.store, blob)).toBeUndefined()
  })

  test('ten fingers as they should be raise no doubt, person after person', async () => {
    for (let person = 0; person < 4; person++) {
      const view = await allTen((await applicationOf(newNumber())).id)
      expect(Object.keys(view.captures.prints)).toHaveLength(10)
      expect(codes(view).filter((code) => code !== 'prints-low-quality')).toEqual([])
    }
  })
})

describe('ridges that do not fit their labels', () => {
  test('a finger laid twice stops the submission with the pair, until it is taken again', async () => {
    // The better of two tries is another finger each time: what is in doubt goes, however good it looks.
    for (let person = 0; person < 3; person++) {
      const { id } = await applicationOf(newNumber())
      const wrong = await capture(id, 'right-four', 'same-ridges-twice')
      expect(wrong.captures.doubts).toMatchObject([
        {
          trouble: 'same-finger-twice',
          finger: 'right-index',
          other: 'right-middle',
          otherApplication: null,
          kept: null,
        },
      ])
      expect(codes(wrong)).toContain('prints-doubtful')
      expect(wrong.findings.find((one) => one.code === 'prints-doubtful')?.severity).toBe('gap')
      const right = await capture(id, 'right-four')
      expect(right.captures.doubts).toBeUndefined()
      expect(codes(right)).not.toContain('prints-doubtful')
    }
  })

  test('the same hand laid for the other is told as such, finger by finger, with the later hand to take again', async () => {
    const { id } = await applicationOf(newNumber())
    await capture(id, 'right-four')
    const wrong = await capture(id, 'left-four', 'other-hand-ridges')
    const doubts = wrong.captures.doubts ?? []
    expect(doubts.length).toBeGreaterThanOrEqual(3)
    for (const { trouble, finger, other } of doubts) {
      expect(trouble).toBe('same-hand-twice')
      expect(finger.startsWith('left') && other.startsWith('right')).toBe(true)
    }
    expect((await capture(id, 'left-four')).captures.doubts).toBeUndefined()
  })

  test('hands swapped at a first visit are told by the shape of the hand on the glass, until the right one is taken', async () => {
    // The simulator grows a new person's fingers while the preview runs: they are grown by a visit that leaves nothing behind.
    const number = newNumber()
    const grown = await applicationOf(number)
    await capture(grown.id, 'left-four')
    await station.get('application.withdraw', { id: grown.id, remark: 'Thử', requestId: randomUUID() })
    const { id } = await applicationOf(number)
    const wrong = await capture(id, 'right-four', 'other-hand-ridges')
    expect(Object.values(wrong.captures.prints).every((print) => print.otherHandSeen)).toBe(true)
    expect(codes(wrong)).toContain('prints-other-hand-seen')
    // The true left hand, laid down as asked, raises no doubt of this kind; the ridges tell that it came twice.
    const left = await capture(id, 'left-four')
    expect(left.captures.prints['left-index']?.otherHandSeen).toBeUndefined()
    const right = await capture(id, 'right-four')
    expect(Object.values(right.captures.prints).some((print) => print.otherHandSeen)).toBe(false)
    expect(codes(right)).not.toContain('prints-other-hand-seen')
  })

  test('both kept with a reason are a warning with that reason in the record, and "other" wants a sentence', async () => {
    const { id } = await applicationOf(newNumber())
    await capture(id, 'right-four', 'same-ridges-twice')
    const keep = (reason: string, remark: string) =>
      station.ask('application.keep-doubted-prints', { id, reason, remark })
    expect(await keep('other', ' ')).toMatchObject({ ok: false })
    expect(await keep('checked-by-eye', 'Đã so bằng mắt.')).toMatchObject({ ok: true })
    expect(await keep('checked-by-eye', '')).toMatchObject({ ok: false, failure: 'nothing-doubted' })
    const view = await open(id)
    expect(codes(view)).not.toContain('prints-doubtful')
    expect(view.findings.find((one) => one.code === 'prints-doubt-kept')).toMatchObject({
      severity: 'warning',
      data: {
        pairs: 'same-finger-twice right-index right-middle',
        keptReason: 'checked-by-eye',
        remark: 'Đã so bằng mắt.',
      },
    })
    // Another capture asks again and finds the same pair: it stays kept.
    const later = await capture(id, 'thumbs')
    expect(later.captures.doubts).toMatchObject([{ kept: { reason: 'checked-by-eye' } }])
  })
})

describe('the holder of earlier prints', () => {
  test('the same person is known again, another one is told, swapped hands are told as swapped', async () => {
    const number = newNumber()
    const first = await allTen((await applicationOf(number)).id)
    expect(first.captures.holder).toBeUndefined()
    const again = await allTen((await applicationOf(number)).id)
    expect(again.captures.holder).toMatchObject({ outcome: 'same', earlierApplication: first.id })
    expect(codes(again)).not.toContain('prints-not-same-person')

    const strange = await allTen((await applicationOf(number)).id, 'other-person-ridges')
    expect(strange.captures.holder).toMatchObject({ outcome: 'not-the-same', fingers: 10 })
    expect(strange.findings.find((one) => one.code === 'prints-not-same-person')).toMatchObject({ severity: 'warning' })
  })

  test('hands swapped for each other are known by the earlier prints', async () => {
    const number = newNumber()
    await allTen((await applicationOf(number)).id)
    const { id } = await applicationOf(number)
    const view = await allTen(id, 'other-hand-ridges')
    const doubts = view.captures.doubts ?? []
    expect(doubts.length).toBeGreaterThanOrEqual(7)
    expect(new Set(doubts.map((doubt) => doubt.trouble))).toEqual(new Set(['swapped-hands']))
    expect(doubts.every((doubt) => doubt.otherApplication !== null)).toBe(true)
    expect(fingerPositions).toContain(doubts[0]?.finger)
  })
})
