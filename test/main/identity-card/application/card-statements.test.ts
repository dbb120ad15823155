import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import { emptyCaptures } from '../../../../domain/identity-card/application.ts'
import { assessChip } from '../../../../domain/identity-card/assess-chip.ts'
import type { CardStatement } from '../../../../domain/travel-document/source-agreement.ts'
import { trainingOffice } from '../../../../domain/unit/training-office.ts'
import type { ChipDocument, ChipReaders } from '../../../../main/hardware/chip-reader/chip-reader.ts'
import { testIssuer } from '../../../../main/hardware/chip-reader/simulator/test-issuer.ts'
import { withStatements } from '../../../../main/identity-card/application/card-statements.ts'
import { applicationDesk, chipReadingRoom } from '../../../../main/identity-card/application/index.ts'
import { readCode } from '../../../../main/identity-card/application/read-code.ts'
import { createApplication } from '../../../../main/identity-card/application/take-in.ts'
import { readUnits } from '../../../../main/reference.ts'
import { openAccount, session } from '../../../../main/session/index.ts'
import { readEmulated } from '../../hardware/chip-reader/emulated-reading.ts'
import { newStore } from '../../new-store.ts'

const ZONE = 'IDVNM0900123450001090012345<<1\n9003152M3003150VNM<<<<<<<<<<<2\nNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<'
const OTHER_NUMBER = '001090012346||Nguyễn Văn An|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|15072024'

/** What an emulated card gave, once for all tests; without a portrait and by the quicker access. */
let document: ChipDocument
beforeAll(async () => {
  const changes = { pace: [], chipAuthentication: null, activeAuthentication: 'none', dataGroups: [1, 13] }
  const { understood } = await readEmulated(await testIssuer(), changes)
  const figures = { steps: [], apdus: 0, bytes: 0, readMs: 0, cardMs: 0, totalMs: 0 }
  document = { ok: true, reader: 'reader', ...understood, ...figures }
})

async function counter() {
  const { store, log } = newStore()
  const clerk = { displayName: 'Nguyễn Thị Lan', title: 'Cán bộ thu nhận', roles: ['intake-officer' as const] }
  await openAccount(store, log, { ...clerk, name: 'lan', password: 'song-nui-42' })
  const who = session(store)
  if (!(await who.signIn('lan', 'song-nui-42')).ok) throw new Error('not signed in')
  const day = plainDate('2026-11-26')
  const desk = applicationDesk({
    store,
    log,
    session: who,
    units: readUnits(),
    office: trainingOffice(day),
    legalDay: () => day,
    notify: () => undefined,
    now: Date.now,
  })
  const readers: ChipReaders = {
    seen: { service: 'up', readers: [] },
    onChange: () => () => undefined,
    readDocument: async () => document,
    stop: async () => undefined,
  }
  const room = chipReadingRoom({
    desk,
    readers,
    trust: () => ({ authorities: [], revocations: [] }),
    blobKey: generateKeyPairSync('x25519').publicKey,
    onDevice: () => undefined,
    today: () => day,
  })
  const made = createApplication(desk, { ticket: 'A1', channel: 'at-office', requestId: 'r1' })
  if (!made.ok) throw new Error(made.failure)
  const { id } = made.value
  const now = () => {
    const application = desk.find(id)
    if (!application) throw new Error('the application is gone')
    return application
  }
  const steps = {
    typed: () =>
      desk.change(id, {}, (before) => ({
        ...before,
        form: {
          ...before.form,
          fields: { personalNumber: { text: '001090012345', source: 'typed' } },
        },
      })),
    qr: (text = OTHER_NUMBER) => readCode(desk, { id, text, channel: 'scanned' }),
    zone: () => readCode(desk, { id, text: ZONE, channel: 'scanned' }),
    chip: async () => {
      const outcome = await room.run({
        id,
        key: { by: 'can', number: '123456' },
        reader: null,
        spendLastTry: false,
      })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    },
  }
  return { steps, now }
}

test.each([
  ['qr', 'chip'],
  ['chip', 'qr'],
  ['typed', 'qr', 'chip'],
  ['typed', 'chip', 'qr'],
  ['chip', 'zone', 'qr'],
  ['qr', 'zone', 'chip'],
] as const)(
  'a code whose number is not the chip\'s is a suspected forgery, read in the order "%s, %s"',
  async (...order) => {
    const { steps, now } = await counter()
    for (const step of order) await steps[step]()
    const { captures } = now()
    expect(captures.chip?.disagreements.map(({ field }) => field)).toEqual(['personalNumber'])
    const values = captures.chip?.disagreements[0]?.values
    expect(values).toEqual(expect.arrayContaining([{ source: 'qr', value: '001090012346' }]))
    expect(values).toEqual(expect.arrayContaining([{ source: 'chip-zone', value: '001090012345' }]))
    expect(assessChip(captures).filter(({ code }) => code === 'chip-data-disagree')).toMatchObject([
      { severity: 'warning', field: 'personalNumber' },
    ])
  },
)

test('code and printed zone of one card are held against each other without a chip', async () => {
  const { steps, now } = await counter()
  steps.qr()
  steps.zone()
  expect(now().captures.chip).toBeUndefined()
  expect(assessChip(now().captures)).toMatchObject([{ code: 'chip-data-disagree', field: 'personalNumber' }])
})

test('a code that is scanned again takes the place of the one before', async () => {
  const { steps, now } = await counter()
  await steps.chip()
  steps.qr()
  expect(now().captures.chip?.disagreements).toHaveLength(1)
  steps.qr(OTHER_NUMBER.replace('001090012346', '001090012345'))
  expect(now().captures.chip?.disagreements).toEqual([])
  expect(assessChip(now().captures).map(({ code }) => code)).not.toContain('chip-data-disagree')
})

test('the order in which the parts of a card are read never changes what they disagree on', () => {
  const statement = fc.record({
    personalNumber: fc.option(fc.constantFrom('001090012345', '001090012346'), { nil: undefined }),
    fullName: fc.option(fc.constantFrom('Nguyễn Văn An', 'NGUYEN VAN AN', 'Lê Thị Bé'), { nil: undefined }),
    dateOfBirth: fc.option(fc.constantFrom('1990-03-15', '1990', '1991-03-15'), { nil: undefined }),
    sex: fc.option(fc.constantFrom('male', 'female'), { nil: undefined }),
  })
  const sources = ['chip-zone', 'chip-details', 'qr', 'mrz'] as const
  const found = (statements: readonly CardStatement[]) => {
    let captures = emptyCaptures()
    for (const one of statements) captures = withStatements(captures, [one.source], [one])
    return assessChip(captures).map(({ field }) => field)
  }
  fc.assert(
    fc.property(
      fc.tuple(statement, statement, statement, statement),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2 }),
      (said, order) => {
        const all = order.flatMap((i) => {
          const [source, one] = [sources[i], said[i]]
          return source && one ? [{ source, ...one }] : []
        })
        expect(found(all)).toEqual(found(all.toReversed()))
      },
    ),
  )
})
