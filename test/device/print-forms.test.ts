import { expect, onTestFinished, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { trainingOffice } from '../../domain/unit/training-office.ts'
import { openPaperPrinter } from '../../main/hardware/index.ts'
import { applicationDesk } from '../../main/identity-card/application/index.ts'
import { printForm } from '../../main/identity-card/application/print-forms.ts'
import { createApplication } from '../../main/identity-card/application/take-in.ts'
import { readUnits, readWords } from '../../main/reference.ts'
import { openAccount, session } from '../../main/session/index.ts'
import { newStore } from '../main/new-store.ts'
import { startPrinterSimulator } from './start-printer-simulator.ts'

async function counter() {
  const simulator = await startPrinterSimulator()
  onTestFinished(() => simulator.stop())
  const { store, log } = newStore()
  await openAccount(store, log, {
    name: 'lan',
    displayName: 'Nguyễn Thị Lan',
    title: 'Cán bộ thu nhận',
    roles: ['intake-officer'],
    password: 'sen-tre-42',
  })
  const who = session(store)
  await who.signIn('lan', 'sen-tre-42')
  const day = plainDate('2026-01-05')
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
  const made = createApplication(desk, { ticket: 'A103', channel: 'at-office', requestId: 'create' })
  if (!made.ok) throw new Error(made.failure)
  const printer = openPaperPrinter({ store, address: { kind: 'ipp', uri: simulator.uri }, now: Date.now })
  const heard: { ticket: string; state: string }[] = []
  const parts = {
    desk,
    training: true,
    printer,
    words: readWords(),
    onDevice: () => undefined,
    onNews: (news: { ticket: string; state: string }) => void heard.push(news),
  }
  const print = (requestId: string) => printForm(parts, { id: made.value.id, form: 'enrolment-sheet', requestId })
  const printed = () => desk.find(made.value.id)?.captures.printed ?? []
  return { simulator, printer, print, printed, heard }
}

test('a sheet is remembered as printed when the printer has printed it, and not before', async () => {
  const { simulator, print, printed, heard } = await counter()
  await simulator.order({ jamNext: true })
  expect(await print('one')).toMatchObject({ ok: false, failure: 'print-aborted' })
  expect(printed()).toEqual([])
  expect((await print('one')).ok).toBe(true)
  expect(printed()).toMatchObject([{ form: 'enrolment-sheet' }])
  expect(simulator.printed()).toHaveLength(1)
  expect(heard).toContainEqual({ ticket: 'one', state: 'printing', reasons: [] })
})

test('a sheet in doubt is asked about under its ticket, also by another act; "it came out" is remembered without a second sheet', async () => {
  const { simulator, printer, print, printed } = await counter()
  await simulator.order({ pageMs: 600 })
  const printing = print('one')
  await expect
    .poll(async () => (await simulator.order({})).jobs.some(({ state }) => state === 5), { timeout: 30_000 })
    .toBe(true)
  await simulator.order({ forgetJobs: true })
  expect(await printing).toEqual({ ok: false, failure: 'print-in-doubt', detail: { ticket: 'one' } })
  expect(await print('two')).toEqual({ ok: false, failure: 'print-in-doubt', detail: { ticket: 'one' } })
  expect(printed()).toEqual([])
  expect(printer.settle('one', true, 'lan')).toBe(true)
  expect((await print('two')).ok).toBe(true)
  expect(printed()).toMatchObject([{ form: 'enrolment-sheet' }])
  await expect.poll(() => simulator.printed().length).toBe(1)
  expect((await simulator.order({})).jobs).toEqual([])
})

test('"it did not come out" prints it again, once', async () => {
  const { simulator, printer, print } = await counter()
  await simulator.order({ pageMs: 600 })
  const printing = print('one')
  await expect
    .poll(async () => (await simulator.order({})).jobs.some(({ state }) => state === 5), { timeout: 30_000 })
    .toBe(true)
  await simulator.order({ forgetJobs: true })
  expect((await printing).ok).toBe(false)
  printer.settle('one', false, 'lan')
  expect((await print('one')).ok).toBe(true)
  expect((await simulator.order({})).jobs).toHaveLength(1)
})
