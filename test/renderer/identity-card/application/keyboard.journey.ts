import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SectionName } from '../../../../domain/identity-card/application.ts'
import { buildDesk } from '../../desk-double/build-desk.ts'
import { type ServedDesk, serveDesk, startBrowser } from '../../desk-double/open-desk.ts'
import { CounterDouble } from './counter-double.ts'
import { foundCaptures, usualForm } from './counter-drafts.ts'
import { openCounter } from './open-counter.ts'

let folder: string
let served: ServedDesk
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counter-keys-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(folder, { recursive: true })
})

async function openedAt(step: SectionName) {
  const counter = new CounterDouble({ form: usualForm(), captures: foundCaptures() })
  const { page } = await openCounter(browser, served.address, counter)
  await page.waitForSelector('.a-head h1')
  await page.locator('.a-step').nth(SectionName.options.indexOf(step)).click()
  await page.waitForSelector('.k-section-body')
  return { counter, page }
}
const fieldInFocus = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field ?? '')

test('Enter alone walks from the name to the last field of the step, through radios, lists and check boxes', async () => {
  const { page } = await openedAt('comparison')
  await page.locator('[data-field="fullName"] input').first().focus()
  const met: string[] = []
  for (let presses = 0; presses < 60 && met.at(-1) !== 'relationToHead'; presses += 1) {
    const field = await fieldInFocus(page)
    if (field !== '' && met.at(-1) !== field) met.push(field)
    await page.keyboard.press('Enter')
    expect(await page.locator('.k-popover, .k-dialog').count()).toBe(0)
  }
  const expected = ['fullName', 'otherName', 'dateOfBirth', 'sex', 'personalNumber', 'oldIdentityNumber', 'ethnicity']
  expect(met.slice(0, expected.length)).toEqual(expected)
  expect(met).toContain('permanentResidence')
  expect(met.at(-1)).toBe('relationToHead')
  expect(new Set(met).size).toBe(met.length)
})

test('a mark is described by keyboard alone, and Enter never removes it', async () => {
  const { counter, page } = await openedAt('marks')
  await page.locator('[data-field="mark-add"] button').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => fieldInFocus(page)).toBe('mark-0')
  async function chooseFirst(): Promise<void> {
    await page.keyboard.press('ArrowDown')
    await page.locator('.k-popover').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.k-popover').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
  }
  await chooseFirst()
  await page.keyboard.type('3,5')
  await page.keyboard.press('Enter')
  await chooseFirst()
  await chooseFirst()
  await expect.poll(() => page.locator('.a-wording[data-ready]').count()).toBe(1)
  await expect.poll(() => counter.form.marks).toMatchObject([{ distanceInCm: '3,5' }])
  expect(await fieldInFocus(page)).toBe('mark-add')
})

test('a code that is too long is refused whole and stays in the box', async () => {
  const { page } = await openedAt('intake')
  await page.keyboard.press('F7')
  await page.locator('#scan-box').waitFor()
  await page.keyboard.insertText('A'.repeat(5000))
  await page.keyboard.press('Enter')
  expect(await page.locator('.k-dialog [role="alert"]').textContent()).toContain('Mã dài hơn mức cho phép')
  expect((await page.locator('#scan-box').inputValue()).length).toBe(5000)
})

test('a name pasted too long is kept whole, and the rule says that it is too long', async () => {
  const { counter, page } = await openedAt('comparison')
  const name = 'NGUYỄN '.repeat(30).trim()
  await page.locator('[data-field="fullName"] input').first().fill(name)
  await page.keyboard.press('Enter')
  await expect.poll(() => counter.form.fields.fullName?.text).toBe(name)
  await expect
    .poll(() => page.locator('[data-field="fullName"] .k-refusal').allInnerTexts())
    .toContainEqual(expect.stringContaining('quá dài'))
})
