import { randomUUID } from 'node:crypto'
import jpeg from 'jpeg-js'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationView } from '../../preload/contract/identity-card/application.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { finishedApplication } from '../domain/identity-card/finished-application.ts'
import { deskEyes } from '../look-over/desk-eyes.ts'
import { pictureFailure } from './picture-failure.ts'

// Two numbers, one hand. The engine is away when the first pair is approved and there again for the second; the centre is away all the
// time, so that nobody but the office can notice.

const AN = '001201041001'
const BINH = '001201041002'
const CHI = '001201041003'

let opened: LaunchedDesk
let desk: Page
beforeAll(async () => {
  process.env.SOBO_FINGERPRINT_ADDON = '/nowhere/fingerprint.node'
  opened = await launchDesk()
  desk = await opened.desk()
})
afterAll(async () => {
  delete process.env.SOBO_FINGERPRINT_ADDON
  await opened?.close()
})

const eyes = deskEyes(() => opened)
async function lookOver(name: string): Promise<void> {
  expect(await eyes.lookOver(desk, name)).toEqual([])
}

async function work(account: string): Promise<void> {
  if ((await desk.getByRole('link', { name: /Bàn làm việc/ }).count()) > 0) await hand.signOut(desk)
  desk = await opened.desk()
  await hand.signIn(desk, opened.dataFolder, account)
}

const view = (id: string) => hand.ask<ApplicationView>(desk, 'application.open', { id })

async function writeNumber(id: string, number: string, fullName: string): Promise<void> {
  const { form } = finishedApplication('')
  const fields = {
    ...form.fields,
    personalNumber: { text: number, source: 'typed' },
    fullName: { text: fullName, source: 'typed' },
  }
  const { version } = await view(id)
  await hand.ask(desk, 'application.save-form', { id, baseVersion: version, form: { ...form, fields } })
}

/** An application of this number, submitted, with the fingers the scanner gives for `fingersOf`. */
async function submitted(number: string, fullName: string, fingersOf = number): Promise<string> {
  const { id } = await hand.ask<ApplicationView>(desk, 'application.create', {
    ticket: 'T 001',
    channel: 'at-office',
    requestId: randomUUID(),
  })
  await writeNumber(id, fingersOf, fullName)
  for (const group of ['right-four', 'left-four', 'thumbs'])
    await hand.ask(desk, 'application.capture-prints', { id, group, exceptions: [] })
  await writeNumber(id, number, fullName)
  await hand.ask(desk, 'application.go-on-without-record', { id, because: 'not-compared' })
  const grey = jpeg.encode({ width: 600, height: 800, data: Buffer.alloc(600 * 800 * 4, 128) }, 80).data
  // The page's own bytes: what crosses from here to the page is JSON.
  await desk.evaluate(
    async ([about, bytes]) => {
      const { sobo } = globalThis as unknown as { sobo: { ask(name: string, request: unknown): Promise<unknown> } }
      const checks = [{ check: 'size', passed: true, figure: 600, limit: 450 }]
      await sobo.ask('application.keep-portrait', { id: about, jpeg: new Uint8Array(bytes), checks, override: null })
    },
    [id, [...grey]] as const,
  )
  await hand.ask(desk, 'application.print', { id, form: 'enrolment-sheet', requestId: randomUUID() })
  await hand.ask(desk, 'application.signed-on-paper', { id })
  await hand.ask(desk, 'application.print', { id, form: 'appointment-slip', requestId: randomUUID() })
  const { version } = await view(id)
  await hand.ask(desk, 'application.submit', { id, baseVersion: version, requestId: randomUUID() })
  return id
}

async function approve(id: string): Promise<void> {
  const { version } = await view(id)
  const { password } = hand.accountOf(opened.dataFolder, 'hung')
  await hand.ask(desk, 'application.approve', { id, baseVersion: version, password, requestId: randomUUID() })
}

async function bothHandsAreSeen(): Promise<void> {
  const pictures = desk.getByRole('dialog').locator('.print-pair img')
  await expect.poll(() => pictures.count()).toBe(20)
  const drawn = () =>
    pictures.evaluateAll((all) => all.every((one) => (one as unknown as { naturalWidth: number }).naturalWidth > 100))
  await expect.poll(drawn).toBe(true)
}

test('a match that nobody could see when it was approved is found when the engine is back, and stands on the leader’s board', async () => {
  pictureFailure(() => opened, 'office-match-late')
  await work('lan')
  await opened.training.centreReady
  await opened.training.stopCentre()
  const ids = [await submitted(AN, 'NGUYỄN VĂN AN'), await submitted(BINH, 'LÊ THỊ BÌNH', AN)]
  await work('hung')
  for (const id of ids) await approve(id)
  delete process.env.SOBO_FINGERPRINT_ADDON
  await opened.reopen()
  desk = await opened.desk()
  await work('hung')
  // The comparison is the core's own work, a minute after its start at the latest.
  await expect.poll(() => desk.getByText('Trùng vân tay: lãnh đạo xem lại').count(), { timeout: 120_000 }).toBe(2)
  await lookOver('office-match-board')
  await desk
    .getByRole('link', { name: /Trùng vân tay/ })
    .first()
    .click()
  await desk.getByText(/được duyệt khi bộ so vân tay không chạy/).waitFor()
  await lookOver('office-match-late')
  await desk.getByRole('button', { name: 'Xem hai bên' }).click()
  await bothHandsAreSeen()
  await lookOver('office-match-late-both')
})

test('a match found before the approval is shown with both hands, and returning it has its reason chosen already', async () => {
  pictureFailure(() => opened, 'office-match')
  await work('lan')
  await submitted(CHI, 'PHẠM MINH CHI', AN)
  await work('hung')
  await hand.openReview(desk)
  await desk.getByText(/Vân tay trùng với 2 hồ sơ khác số định danh/).waitFor()
  await lookOver('office-match-review')
  await desk.getByRole('button', { name: 'Xem hai bên' }).first().click()
  await bothHandsAreSeen()
  await lookOver('office-match-both')
  await desk.getByRole('dialog').getByRole('button', { name: 'Trả lại…' }).click()
  await desk.getByRole('button', { name: /Trùng vân tay với hồ sơ khác của cơ quan/ }).waitFor()
  await lookOver('office-match-return')
  await desk.getByLabel('Ý kiến của lãnh đạo').fill('Hai hồ sơ một bàn tay, xác minh lại người.')
  await desk.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click()
  await desk.getByText(/Đã trả lại hồ sơ/).waitFor()
})
