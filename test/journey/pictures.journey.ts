import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../renderer/app/text.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { approveAndReceipt } from '../../tools/walkthrough/approve-and-receipt.ts'
import { capture } from '../../tools/walkthrough/capture.ts'
import { checkAndSign } from '../../tools/walkthrough/check-and-sign.ts'
import { openTheDesk } from '../../tools/walkthrough/open-the-desk.ts'
import { takeIn } from '../../tools/walkthrough/take-in.ts'
import type { Walk } from '../../tools/walkthrough/walk.ts'
import { pictureFaults } from '../look-over/picture-faults.ts'
import { pictureFailure } from './picture-failure.ts'

const FAULTY = path.resolve(import.meta.dirname, '..', '..', '.runtime', 'faulty-pictures')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
/** One layout and the texts of another language. */
const SETTLE_MS = 150

let opened: LaunchedDesk
beforeAll(async () => {
  rmSync(FAULTY, { recursive: true, force: true })
  opened = await launchDesk()
})
afterAll(() => opened?.close())

/** Every window of the desk at this zoom: the pages share their origin, and with it the zoom. */
async function zoomTo(factor: number): Promise<void> {
  await opened.windows.app.evaluate(({ webContents }, wanted) => {
    for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(wanted)
  }, factor)
}

/** A choice is followed by the window in which it was not made: so this window is told through the other one. */
async function speak(page: Page, language: Language): Promise<void> {
  const [desk, applicant] = [await opened.desk(), await opened.applicant()]
  const other = page === desk ? applicant : desk
  await other.evaluate((wanted) => localStorage.setItem('preference.language', wanted), language)
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
}

/** The window as Electron shows it: a page's own picture is a quarter of it at 200 %. */
async function pictureOf(page: Page, file: string): Promise<void> {
  const kind = await page.evaluate(() => (globalThis as unknown as { sobo: { window: string } }).sobo.window)
  const png = await opened.windows.app.evaluate(async ({ webContents }, wanted) => {
    for (const contents of webContents.getAllWebContents())
      if ((await contents.executeJavaScript('globalThis.sobo?.window')) === wanted)
        return (await contents.capturePage()).toPNG().toString('base64')
    return ''
  }, kind)
  writeFileSync(file, Buffer.from(png, 'base64'))
}

const faults: string[] = []
let looked = 0

async function look(page: Page, name: string, language: Language, zoom: number): Promise<void> {
  await page.waitForTimeout(SETTLE_MS)
  const found = [...(await pictureFaults(page, language))]
  if (zoom === 1) {
    const axe = new AxeBuilder({ page }).withTags(RULES).exclude('[data-live-announcer]')
    // The announcer of react-aria is its own: what it says points at what has gone meanwhile.
    // Electron's pages open no further page, which axe would use to look into frames; there are none.
    const { violations } = await axe.setLegacyMode().analyze()
    for (const one of violations)
      found.push(
        `axe ${one.id}: ${one.nodes
          .map((node) => node.html.slice(0, 160))
          .slice(0, 3)
          .join(', ')}`,
      )
  }
  looked += 1
  if (found.length === 0) return
  mkdirSync(FAULTY, { recursive: true })
  await pictureOf(page, path.join(FAULTY, `${name}-${language}-${zoom * 100}.png`))
  faults.push(...found.map((fault) => `${name} (${language}, ${zoom * 100} %): ${fault}`))
  appendFileSync(
    path.join(FAULTY, 'faults.txt'),
    `${found.map((fault) => `${name} (${language}, ${zoom * 100} %): ${fault}`).join('\n')}\n`,
  )
}

/** Looks at the screen as it stands: both languages, at 100 and at 200 %. Leaves it as it was. */
async function lookOver(page: Page, name: string): Promise<void> {
  await look(page, name, 'vi', 1)
  await zoomTo(2)
  await look(page, name, 'vi', 2)
  await speak(page, 'en')
  await look(page, name, 'en', 2)
  await zoomTo(1)
  await look(page, name, 'en', 1)
  await speak(page, 'vi')
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
  expect(looked).toBeGreaterThan(150)
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
