import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStationConfig } from '../../main/station-config.ts'
import type { ApplicationView } from '../../preload/contract/identity-card/application.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { finishedApplication } from '../domain/identity-card/finished-application.ts'
import { deskEyes } from '../look-over/desk-eyes.ts'
import { pictureFailure } from './picture-failure.ts'

// The real window, the real engine, the simulated scanner over its own protocol: labels are right, the ridges are not.

let opened: LaunchedDesk
let desk: Page
beforeAll(async () => {
  opened = await launchDesk()
  desk = await opened.desk()
  await hand.signIn(desk, opened.dataFolder, 'lan')
})
afterAll(() => opened?.close())

async function order(fault: string): Promise<void> {
  const port = readStationConfig(opened.dataFolder).training?.fingersPort
  const answer = await fetch(`http://127.0.0.1:${port}/admin/fault`, {
    method: 'POST',
    body: JSON.stringify({ fault }),
  })
  expect(await answer.json()).toEqual({ ok: true })
}

/** An application of this person, open at the step of the fingerprints. */
async function atThePrints(personalNumber: string): Promise<string> {
  const made = await hand.ask<ApplicationView>(desk, 'application.create', {
    ticket: 'V 001',
    channel: 'at-office',
    requestId: randomUUID(),
  })
  const { form } = finishedApplication('')
  const fields = { ...form.fields, personalNumber: { text: personalNumber, source: 'typed' } }
  await hand.ask(desk, 'application.save-form', {
    id: made.id,
    baseVersion: made.version,
    form: { ...form, fields },
  })
  await desk.evaluate((id) => {
    location.hash = `#/application/${id}`
  }, made.id)
  await desk.getByRole('heading', { name: new RegExp(`^Hồ sơ ${made.number}`) }).waitFor()
  await desk.locator('.a-step').nth(3).click()
  await desk.getByRole('heading', { name: 'Thu vân tay', exact: true }).waitFor()
  return made.id
}

/** F8, until the scanner has let go again. */
async function capture(fault?: string): Promise<void> {
  if (fault) await order(fault)
  const before = await prints()
  await desk.getByRole('button', { name: /^Thu nhận/ }).waitFor()
  await desk.keyboard.press('F8')
  await expect.poll(prints, { timeout: 120_000 }).not.toBe(before)
  await desk.locator('.a-glass[data-live]').waitFor({ state: 'detached' })
}

let open = ''
let keptIn = ''
const prints = async () =>
  JSON.stringify((await hand.ask<ApplicationView>(desk, 'application.open', { id: open })).captures.lastCaptureHash)

const eyes = deskEyes(() => opened)
async function lookOver(name: string): Promise<void> {
  expect(await eyes.lookOver(desk, name)).toEqual([])
}

/** Both prints stand there as pictures that were drawn. */
async function bothAreSeen(): Promise<void> {
  const pictures = desk.locator('.a-two-prints img')
  await expect.poll(() => pictures.count()).toBe(2)
  await expect
    .poll(() =>
      pictures.evaluateAll((all) =>
        all.every((one) => (one as unknown as { naturalWidth: number }).naturalWidth > 100),
      ),
    )
    .toBe(true)
}

test('a finger laid twice is shown beside its double, and taking it again settles it', async () => {
  pictureFailure(() => opened, 'prints-twice')
  open = await atThePrints('001201031001')
  await capture('same-ridges-twice')
  await desk.getByRole('heading', { name: 'Một ngón thu hai lần' }).waitFor()
  await desk.getByText('Ngón trỏ phải và ngón giữa phải là cùng một vân.').waitFor()
  await bothAreSeen()
  await desk
    .locator('.a-finger-row[data-state="doubtful"]')
    .getByText(/Vân không khớp tên ngón/)
    .waitFor()
  await lookOver('prints-finger-twice')
  await desk.getByRole('button', { name: 'Thu lại: Bốn ngón tay phải' }).click()
  await desk.getByRole('heading', { name: 'Một ngón thu hai lần' }).waitFor({ state: 'detached' })
})

test('one hand laid for both is told with both prints; kept with a reason, it is left to the leader', async () => {
  pictureFailure(() => opened, 'prints-hand')
  await capture('other-hand-ridges')
  await desk.getByRole('heading', { name: 'Một bàn tay thu hai lần' }).waitFor()
  await bothAreSeen()
  await lookOver('prints-hand-twice')
  await desk.getByRole('button', { name: 'Giữ cả hai…' }).click()
  const keep = desk.getByRole('button', { name: 'Giữ cả hai với lý do này' })
  expect(await keep.isDisabled()).toBe(true)
  await desk.getByRole('button', { name: /Lý do giữ/ }).click()
  await desk.getByRole('option', { name: 'Đã so bằng mắt, hai ngón khác nhau' }).click()
  await lookOver('prints-keep-both')
  await keep.click()
  await desk.getByText(/cặp vân không khớp tên ngón được giữ, có lý do; lãnh đạo sẽ thấy/).waitFor()
  await lookOver('prints-kept')
  const { findings } = await hand.ask<ApplicationView>(desk, 'application.open', { id: open })
  expect(findings.map((one) => one.code)).toContain('prints-doubt-kept')
  keptIn = open
})

test('other fingers than those of the holder are told at once, with the earlier print beside the new one', async () => {
  pictureFailure(() => opened, 'prints-holder')
  open = await atThePrints('001201031002')
  await capture()
  open = await atThePrints('001201031002')
  await capture('other-person-ridges')
  await desk.getByText('Không phải cùng một người.').waitFor()
  await bothAreSeen()
  await lookOver('prints-not-the-holder')
})

test('hands swapped for each other are known by the earlier prints, and taken right they are the holder’s', async () => {
  pictureFailure(() => opened, 'prints-swap')
  open = await atThePrints('001201031003')
  await capture()
  await capture()
  open = await atThePrints('001201031003')
  await capture('other-hand-ridges')
  await desk.getByRole('heading', { name: 'Hai bàn tay bị đổi chỗ' }).waitFor()
  await bothAreSeen()
  await lookOver('prints-hands-swapped')
  await desk.getByRole('button', { name: 'Thu lại: Bốn ngón tay phải' }).click()
  await desk.getByText(/Vân tay khớp hồ sơ trước/).waitFor()
  await lookOver('prints-holder-known')
})

test('the leader sees the pairs that were kept and the reason, with both prints', async () => {
  pictureFailure(() => opened, 'prints-leader')
  await hand.signOut(desk)
  desk = await opened.desk()
  await hand.signIn(desk, opened.dataFolder, 'hung')
  await desk.evaluate((id) => {
    location.hash = `#/review/${id}`
  }, keptIn)
  await desk.getByText('Vân tay cần xem lại').waitFor()
  await desk
    .getByText(/giữ vì: Đã so bằng mắt, hai ngón khác nhau/)
    .first()
    .waitFor()
  await expect.poll(() => desk.locator('.a-two-prints img').count()).toBeGreaterThanOrEqual(2)
  await lookOver('prints-review')
})
