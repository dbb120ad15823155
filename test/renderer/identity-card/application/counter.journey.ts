import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fingerPositions } from '../../../../domain/biometric/finger-position.ts'
import { SectionName } from '../../../../domain/identity-card/application.ts'
import { faultsOf } from '../../../look-over/accessibility-faults.ts'
import { buildDesk } from '../../desk-double/build-desk.ts'
import { type ServedDesk, serveDesk } from '../../desk-double/open-desk.ts'
import { applicantPages } from './applicant-pages.ts'
import { CounterDouble, type Draft } from './counter-double.ts'
import { foundCaptures, fullDraft, usualForm } from './counter-drafts.ts'
import { type HowOpened, openCounter } from './open-counter.ts'

let folder: string
let served: ServedDesk
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counter-screens-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--lang=vi', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
  })
}, 180_000)
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(folder, { recursive: true })
})

async function opened(draft: Partial<Draft> = {}, how: HowOpened = {}) {
  const counter = new CounterDouble(draft)
  const { page, complaints } = await openCounter(browser, served.address, counter, how)
  await page.waitForSelector(how.window === 'applicant' ? '.p-screen h1' : '.a-head h1')
  return { counter, page, complaints }
}
const usual = () => ({ form: usualForm(), captures: foundCaptures() })
async function goTo(page: Page, step: SectionName): Promise<void> {
  await page.locator('.a-step').nth(SectionName.options.indexOf(step)).click()
}
async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(holds()).toBe(true)
}

describe.each(['vi', 'en'] as const)('in %s', (language) => {
  for (const zoom of [1, 2] as const) {
    test(`every step stands without a fault at ${zoom * 100} %, with long names, twenty papers and many findings`, async () => {
      const { page, complaints } = await opened(fullDraft(), { language, zoom })
      const faults: string[] = []
      for (const step of SectionName.options) {
        await goTo(page, step)
        await page.waitForTimeout(600)
        for (const fault of await faultsOf(page)) faults.push(`${step}: ${fault}`)
      }
      expect(faults).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    })
  }

  test('the applicant’s window has no fault, and no text under 24 px', async () => {
    const pages = applicantPages()
    const answer = (name: string) =>
      name === 'applicant.view' ? { state: 'reading', ticket: 'A42', number: '000123', digest: 'd', pages } : undefined
    const { page } = await opened({}, { language, window: 'applicant', answer })
    for (let at = 0; at < pages.length; at += 1) {
      expect(await faultsOf(page)).toEqual([])
      const smallest = await page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('body *')]
            .filter((one) => one.getClientRects().length > 0 && one.textContent?.trim())
            .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
        ),
      )
      expect(smallest).toBeGreaterThanOrEqual(15)
      const words = await page
        .locator('.p-row dd, .p-row dt, .p-button, .p-hint, .p-count')
        .evaluateAll((all) => Math.min(...all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))))
      expect(words).toBeGreaterThanOrEqual(24)
      await page.keyboard.press('PageDown')
    }
    await page.context().close()
  })
})

test('what was typed last reaches the core without a further key, and the field keeps its text', async () => {
  const { counter, page } = await opened(usual())
  await goTo(page, 'comparison')
  await page.getByLabel('Nghề nghiệp').pressSequentially('Thợ điện', { delay: 30 })
  await expect.poll(() => counter.form.fields.occupation).toEqual({ text: 'Thợ điện', source: 'typed' })
  expect(await page.getByLabel('Nghề nghiệp').inputValue()).toBe('Thợ điện')
  await page.context().close()
})

test('while the core is away nothing is called saved, typing goes on, and all of it arrives', async () => {
  const { counter, page } = await opened(usual())
  await goTo(page, 'comparison')
  counter.refuseSaves = 'core-restarting'
  await page.getByLabel('Nghề nghiệp').fill('Thợ')
  await page.getByText(/Chưa lưu được/).waitFor()
  expect(await page.getByText(/Đã lưu nháp/).count()).toBe(0)
  await page.getByLabel('Nghề nghiệp').fill('Thợ hàn')
  counter.refuseSaves = undefined
  await page.getByText(/Đã lưu nháp/).waitFor()
  expect(counter.form.fields.occupation?.text).toBe('Thợ hàn')
  await page.context().close()
})

test('a field in which somebody types is never rewritten by an answer of the core', async () => {
  const { counter, page } = await opened(usual())
  await goTo(page, 'comparison')
  const field = page.getByLabel('Họ, chữ đệm và tên', { exact: true })
  await field.fill('nguyễn  văn  ')
  await eventually(() => counter.form.fields.fullName?.text === 'nguyễn  văn  ')
  await page.waitForTimeout(300)
  expect(await field.inputValue()).toBe('nguyễn  văn  ')
  await field.press('Enter')
  expect(await field.inputValue()).toBe('nguyễn văn')
  await page.context().close()
})

test('Enter moves from field to field and Ctrl+Enter to the next open step', async () => {
  const { page } = await opened(usual())
  await goTo(page, 'comparison')
  await page.getByLabel('Tên gọi khác').focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field'))).toBe(
    'dateOfBirth',
  )
  await goTo(page, 'intake')
  await page.keyboard.press('Control+Enter')
  await page.locator('.a-step[aria-current="step"]', { hasText: 'Đối chiếu' }).waitFor()
  await page.context().close()
})

test('keeping the register’s value puts it into the field and answers the difference', async () => {
  const { counter, page } = await opened(usual())
  await goTo(page, 'comparison')
  await page.locator('[data-field="ethnicity"]').getByText('Giữ theo CSDL dân cư').click()
  await eventually(() => counter.form.differences.ethnicity?.choice === 'keep-register')
  expect(counter.form.fields.ethnicity).toEqual({ text: '01', source: 'population' })
  await page.context().close()
})

test('ten fingers are taken by F8 alone, the weak one three times and then kept', async () => {
  const { counter, page, complaints } = await opened(usual())
  await goTo(page, 'fingerprints')
  const left = () => fingerPositions.filter((finger) => !counter.view().captures.prints[finger]).length
  for (let press = 0; press < 5; press += 1) {
    await page.getByRole('button', { name: /Thu nhận/ }).waitFor()
    await page.keyboard.press('F8')
    await page.locator('.a-glass[data-live]').waitFor()
    await page.locator('.a-glass:not([data-live])').waitFor()
  }
  expect(left()).toBe(0)
  expect(counter.view().captures.prints['left-little']?.attempts).toBe(3)
  await page.getByText('Đã xong mười ngón').waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a scanner that is not there is told with its cure, and F8 tries again', async () => {
  const { counter, page } = await opened(usual())
  counter.captureFails = 'scanner-unreachable'
  await goTo(page, 'fingerprints')
  await page.keyboard.press('F8')
  await page
    .getByText(/máy thu vân tay/i)
    .first()
    .waitFor()
  await page.keyboard.press('F8')
  await eventually(() => counter.view().captures.prints['right-index'] !== undefined)
  await page.context().close()
})

test('a portrait that fails a check is kept only with a reason', async () => {
  const { counter, page } = await opened(usual())
  await goTo(page, 'portrait')
  await page.locator('.a-portrait-frame[data-live]').waitFor()
  await page.waitForTimeout(700)
  await page.keyboard.press('F8')
  const keep = page.getByRole('button', { name: 'Vẫn dùng ảnh này' })
  await keep.waitFor()
  expect(await keep.isDisabled()).toBe(true)
  await page.getByRole('button', { name: /Lý do dùng ảnh/ }).click()
  await page.getByRole('option', { name: 'Giới hạn của máy ảnh' }).click()
  await keep.click()
  await eventually(() => counter.view().captures.portrait !== null)
  expect(counter.view().captures.portrait?.override?.reason).toBe('device-limits')
  await page.context().close()
})

test('the applicant answers only after every page, by keyboard too', async () => {
  const answers: Record<string, unknown>[] = []
  const pages = applicantPages()
  const answer = (name: string, request: Record<string, unknown>) => {
    if (name === 'applicant.view') return { state: 'reading', ticket: 'A42', number: '000123', digest: 'd', pages }
    if (name !== 'applicant.answer') return undefined
    answers.push(request)
    return { state: 'confirmed', ticket: 'A42', number: null, digest: null, pages: [] }
  }
  const { page } = await opened({}, { window: 'applicant', answer })
  const right = page.getByRole('button', { name: 'Đúng', exact: true })
  expect(await right.isDisabled()).toBe(true)
  for (let turn = 1; turn < pages.length; turn += 1) await page.keyboard.press('PageDown')
  await right.focus()
  await page.keyboard.press('Enter')
  await eventually(() => answers.length === 1)
  expect(answers).toEqual([{ digest: 'd', right: true, pagesSeen: pages.length }])
  await page.context().close()
})

test('the waiting window shows the number and the office, and never a name', async () => {
  const answer = (name: string) =>
    name === 'applicant.view' ? { state: 'waiting', ticket: 'A42', number: null, digest: null, pages: [] } : undefined
  const { page } = await opened(usual(), { window: 'applicant', answer })
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text).toContain('A42')
  expect(text).toContain('Công an phường Hoàn Kiếm')
  expect(text).not.toContain('NGUYỄN')
  await page.context().close()
})
