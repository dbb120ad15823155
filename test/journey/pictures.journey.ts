import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { approveAndReceipt } from '../../tools/walkthrough/approve-and-receipt.ts'
import { capture } from '../../tools/walkthrough/capture.ts'
import { checkAndSign } from '../../tools/walkthrough/check-and-sign.ts'
import { openTheDesk } from '../../tools/walkthrough/open-the-desk.ts'
import { takeIn } from '../../tools/walkthrough/take-in.ts'
import type { Walk } from '../../tools/walkthrough/walk.ts'
import { deskEyes } from '../look-over/desk-eyes.ts'
import { pictureFailure } from './picture-failure.ts'

let opened: LaunchedDesk
beforeAll(async () => {
  opened = await launchDesk()
})
afterAll(() => opened?.close())

const eyes = deskEyes(() => opened)
const faults: string[] = []
async function lookOver(page: Page, name: string): Promise<void> {
  faults.push(...(await eyes.lookOver(page, name)))
}

/** The walk of `npm run walkthrough`, with eyes in place of a camera. */
const watching: Walk = {
  step: (_name, work) => work(),
  picture: lookOver,
  keepPapers: () => [],
  note: () => undefined,
  finish: () => true,
}

test('no screen of the whole job shows overlap, cut text, a word of the other language or a barrier, in both languages, at 100 and at 200 %', async () => {
  pictureFailure(() => opened, 'pictures')
  const walker = { opened, walk: watching }
  await openTheDesk(walker)
  await takeIn(walker)
  await capture(walker)
  await checkAndSign(walker)
  await approveAndReceipt(walker)
  expect(eyes.looked()).toBeGreaterThan(150)
  expect(faults).toEqual([])
}, 900_000)

test('nor do the screens beside it: help, quick search, look-up, settings, the line cut, an empty and an ended list', async () => {
  pictureFailure(() => opened, 'pictures-beside')
  faults.length = 0
  const desk = await opened.desk()
  await hand.signIn(desk, opened.dataFolder, 'lan')
  await desk.keyboard.press('F1')
  await desk
    .getByRole('heading', { name: /Trợ giúp/ })
    .first()
    .waitFor()
  await lookOver(desk, 'help')
  await desk.keyboard.press('Alt+1')
  await desk.keyboard.press('Control+k')
  await desk.getByRole('dialog').waitFor()
  await lookOver(desk, 'palette')
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('F2')
  await desk.getByRole('dialog').waitFor()
  await lookOver(desk, 'new-application')
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('F3')
  await desk.waitForTimeout(500)
  await lookOver(desk, 'look-up-screen')
  await desk.evaluate(() => {
    location.hash = '#/settings'
  })
  await desk.waitForTimeout(500)
  await lookOver(desk, 'settings')
  await hand.ask(desk, 'line.drill', { cut: true })
  await desk
    .getByText(/Mất đường truyền từ/)
    .first()
    .waitFor()
  await desk.getByRole('link', { name: /Đường truyền/ }).click()
  await desk.waitForTimeout(500)
  await lookOver(desk, 'line-cut')
  await hand.newApplication(desk, 'A099')
  await lookOver(desk, 'intake-offline')
  await hand.ask(desk, 'line.drill', { cut: false })
  expect(faults).toEqual([])
}, 300_000)
