import { randomInt } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processTree } from '../../tools/bench/process-tree.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { corePid } from '../journey/core-pid.ts'
import { pictureFailure } from '../journey/picture-failure.ts'

/** More of them for a report: `SOBO_KILLS=500 npm test -- test/fault/draft-kill.test.ts --testTimeout=0`. */
const TRIALS = Number(process.env.SOBO_KILLS ?? 50)
/** Every so many kills take the windows too: everything of the program at once, as a power switch does. A core alone waits longer after each. */
const WHOLE_PROGRAM_EVERY = 4
const AFTER_LAST_KEY_MS = 500
/** A name people really type: marks, apostrophe, hyphen; no digit, so that no rule of another field has a say. */
const SIGNS = [...'abcdeghiklmnopqrstuvxyăâđêôơưáàảãạấầẩẫậ ’-']

let opened: LaunchedDesk
beforeAll(async () => {
  opened = await launchDesk()
  await opened.training.centreReady
})
afterAll(() => opened?.close())

interface Opened {
  readonly form: { readonly fields: Readonly<Record<string, { readonly text: string } | undefined>> }
}

function deskPage(): Promise<Page> {
  return opened.desk()
}

/** The core alone; the window stays and signs in again. */
function killCore(): void {
  process.kill(corePid(opened.windows.app.process().pid ?? 0), 'SIGKILL')
}

/** Windows, core, everything at once; then the program is opened again on the same data. */
async function killProgram(): Promise<void> {
  for (const pid of processTree(opened.windows.app.process().pid ?? 0).reverse()) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (fault) {
      // It went with its parent: that is what was wanted.
      if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault
    }
  }
  await opened.reopen()
}

function someText(): string {
  const signs = Array.from({ length: randomInt(3, 24) }, () => SIGNS[randomInt(SIGNS.length)] ?? 'a')
  return `x${signs.join('')}y`.replace(/\s+/g, ' ')
}

/** The field of the second step that no rule waits for. */
async function fieldOf(page: Page) {
  const field = page.getByRole('textbox', { name: /^Tên gọi khác/ })
  if ((await field.count()) === 0) await page.getByRole('button', { name: /2 Đối chiếu/ }).click()
  await field.waitFor()
  return field
}

test('what was typed is there after a kill half a second after the last key, every time', async () => {
  pictureFailure(() => opened, 'draft-kill')
  let page = await deskPage()
  await hand.signIn(page, opened.dataFolder, 'lan')
  await hand.newApplication(page, 'K001')
  const { columns } = await hand.ask<{ columns: { cards: { id: string }[] }[] }>(page, 'application.board')
  const id = columns.flatMap((column) => column.cards)[0]?.id ?? ''
  const lost: { trial: number; typed: string; found: string | undefined }[] = []
  for (let trial = 1; trial <= TRIALS; trial++) {
    const field = await fieldOf(page)
    await field.press('Control+a')
    const typed = someText()
    for (const sign of typed) await page.keyboard.insertText(sign)
    await page.waitForTimeout(AFTER_LAST_KEY_MS)
    if (trial % WHOLE_PROGRAM_EVERY === 0) await killProgram()
    else killCore()
    page = await deskPage()
    await page.getByRole('textbox', { name: 'Tài khoản', exact: true }).waitFor()
    await hand.signIn(page, opened.dataFolder, 'lan')
    const { form } = await hand.ask<Opened>(page, 'application.open', { id })
    const found = form.fields.otherName?.text
    if (found?.normalize('NFC') !== typed.normalize('NFC')) lost.push({ trial, typed, found })
    await page.evaluate((place) => {
      location.hash = place
    }, `#/application/${id}`)
    await page.getByRole('heading', { name: /^Hồ sơ \d+/ }).waitFor()
  }
  process.stderr.write(`${TRIALS} kills ${AFTER_LAST_KEY_MS} ms after the last key, ${lost.length} drafts lost\n`)
  expect(lost).toEqual([])
}, 900_000)
