import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SectionName } from '../../../../domain/identity-card/application.ts'
import type { ReplyOf } from '../../../../preload/contract/index.ts'
import { faultsOf } from '../../../look-over/accessibility-faults.ts'
import { pictureFaults } from '../../../look-over/picture-faults.ts'
import { buildDesk } from '../../desk-double/build-desk.ts'
import { type ServedDesk, serveDesk, startBrowser } from '../../desk-double/open-desk.ts'
import { CounterDouble } from './counter-double.ts'
import { foundCaptures, usualForm } from './counter-drafts.ts'
import { openCounter } from './open-counter.ts'

let folder: string
let served: ServedDesk
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counter-scan-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(folder, { recursive: true })
})

const CARD = '001090012345|012345678|Nguyen Van An|15031990|Nam|12 Hang Bong, Ha Noi|20042021'
const scanners: ReplyOf<'application.document-scanners'> = {
  scanners: [
    {
      id: 'escl:sim',
      name: 'So Bo SIM-A3',
      simulated: true,
      sources: [
        { source: 'flatbed', resolutions: [75, 300], colours: ['colour', 'grey'], widest: 297 },
        { source: 'feeder', resolutions: [75, 300], colours: ['colour', 'grey'], widest: 210 },
      ],
    },
  ],
  troubles: [],
}

/** A usual office's scanner: its glass is too small for an open book. */
const smallGlass: typeof scanners = {
  scanners: [
    {
      id: 'escl:small',
      name: 'So Bo SIM-A4',
      simulated: true,
      sources: [{ source: 'flatbed', resolutions: [75, 300], colours: ['colour', 'grey'], widest: 215.9 }],
    },
  ],
  troubles: [],
}

async function opened(
  own: (name: string, request: Record<string, unknown>) => unknown = () => undefined,
  offered = scanners,
) {
  const asked: { name: string; request: Record<string, unknown> }[] = []
  const counter = new CounterDouble({ form: usualForm(), captures: foundCaptures() })
  const { page, complaints } = await openCounter(browser, served.address, counter, {
    answer(name, request) {
      asked.push({ name, request })
      return name === 'application.document-scanners' ? offered : own(name, request)
    },
  })
  await page.waitForSelector('.a-head h1')
  await page.locator('.a-step').nth(SectionName.options.indexOf('comparison')).click()
  await page.waitForSelector('.k-section-body')
  const codes = () => asked.flatMap((one) => (one.name === 'application.read-code' ? [one.request] : []))
  return { page, complaints, asked, codes, counter }
}

const tell = (page: Page, topic: string, body: unknown) =>
  page.evaluate(([where, what]) => Reflect.get(window, 'tell')(where, what), [topic, body] as const)

/** Keys as the system would send them, at times of their own: how busy this machine is does not blur them. */
async function press(page: Page, keys: readonly { readonly key: string; readonly wait: number }[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  let at = Date.now() / 1000
  for (const { key, wait } of keys) {
    at += wait / 1000
    const codes: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Backspace: 8 }
    const windowsVirtualKeyCode = codes[key] ?? 0
    const text = key === 'Enter' ? { text: '\r' } : [...key].length === 1 ? { text: key } : {}
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key,
      timestamp: at,
      windowsVirtualKeyCode,
      ...text,
    })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: at, windowsVirtualKeyCode })
  }
}
const quick = (text: string) => [...text].map((key) => ({ key, wait: 3 }))
const nameBox = (page: Page) => page.locator('[data-field="fullName"] input').first()

test('a code from a HID scanner, read anywhere in the application, opens F7 and is read as scanned', async () => {
  const { page, codes } = await opened()
  await nameBox(page).focus()
  await tell(page, 'code', { text: CARD, symbology: ']Q1', tooLong: false })
  await page.locator('.k-dialog').waitFor()
  await expect.poll(codes).toMatchObject([{ text: CARD, channel: 'scanned' }])
  // While it is open the next one is read there, once.
  await tell(page, 'code', { text: 'second', symbology: ']Q1', tooLong: false })
  await expect.poll(codes).toMatchObject([{ text: CARD }, { text: 'second', channel: 'scanned' }])
  expect(await page.locator('.k-dialog').count()).toBe(1)
})

test('a scanner that types into a field is heard, and the field keeps what stood there', async () => {
  const { page, codes, counter } = await opened()
  await nameBox(page).focus()
  const stood = await nameBox(page).inputValue()
  await press(page, [...quick(CARD), { key: 'Enter', wait: 3 }])
  await page.locator('.k-dialog').waitFor()
  await expect.poll(codes).toMatchObject([{ text: CARD, channel: 'scanned' }])
  expect(await nameBox(page).inputValue()).toBe(stood)
  await expect.poll(() => counter.form.fields.fullName?.text).toBe(stood)
})

test('what an input method of Windows types in a burst stays as it was typed', async () => {
  const { page, codes } = await opened()
  await nameBox(page).focus()
  await nameBox(page).fill('')
  const hand = [...'Nguyeen'].map((key) => ({ key, wait: 90 }))
  const answer = [{ key: 'Backspace', wait: 1 }, { key: 'Backspace', wait: 1 }, ...quick('ễn Văn Đồng Cộng hòa xã hội')]
  await press(page, [...hand, ...answer, { key: 'Tab', wait: 3 }])
  expect(await nameBox(page).inputValue()).toBe('Nguyeễn Văn Đồng Cộng hòa xã hội')
  await page.waitForTimeout(300)
  expect(codes()).toEqual([])
  expect(await page.locator('.k-dialog').count()).toBe(0)
})

test('in F7 a code that an input method has changed is told, not read', async () => {
  const { page, codes } = await opened()
  await page.keyboard.press('F7')
  await page.locator('#scan-box').waitFor()
  await press(page, [
    ...quick('001090012345|12A'),
    { key: 'Backspace', wait: 1 },
    ...quick('Á|15031990'),
    { key: 'Enter', wait: 3 },
  ])
  await page.getByText('Bộ gõ tiếng Việt đã làm sai mã').waitFor()
  expect(codes()).toEqual([])
})

test('papers are scanned from the feeder: progress, cancel, and a jam told with what was kept', async () => {
  let finish: (outcome: unknown) => void = () => undefined
  const { page, asked, complaints } = await opened((name) => {
    if (name === 'application.scan-papers') return new Promise((resolve) => (finish = resolve))
    return name === 'application.cancel-scan' ? {} : undefined
  })
  const papers = page.locator('.a-papers')
  await papers.getByRole('button', { name: 'Quét…' }).click()
  await page.getByText('Chọn loại giấy tờ trước').waitFor()
  await papers.getByRole('button', { name: /Loại giấy tờ/ }).click()
  await page.locator('.k-popover [role="option"]').first().click()
  await papers.getByRole('button', { name: 'Quét…' }).click()
  const dialog = page.locator('.k-dialog')
  await dialog.getByText('So Bo SIM-A3').waitFor()
  expect(await dialog.getByText('Mô phỏng').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Quét', exact: true }).click()
  await expect
    .poll(() => asked.find((one) => one.name === 'application.scan-papers')?.request)
    .toMatchObject({
      scanner: 'escl:sim',
      source: 'feeder',
      resolution: 200,
      colour: 'colour',
      spread: false,
    })
  await tell(page, 'scan', { applicationId: 'a1', page: 2, bytes: 400_000, filed: 1 })
  await dialog.getByText('Đang nhận trang 2').waitFor()
  finish({ failure: 'paper-jam', detail: { pages: 1, step: 'page' } })
  await dialog.getByText('Kẹt giấy').waitFor()
  await dialog.getByText('1 trang đã quét trước đó vẫn lưu').waitFor()
  await dialog.getByRole('button', { name: 'Quét', exact: true }).click()
  await dialog.getByRole('button', { name: 'Hủy' }).click()
  await expect.poll(() => asked.some((one) => one.name === 'application.cancel-scan')).toBe(true)
  finish({ failure: 'scan-cancelled', detail: { pages: 0, step: 'page' } })
  await dialog.getByText('Đã dừng quét theo yêu cầu').waitFor()
  expect(complaints).toEqual([])
})

test('an open A3 book on a small glass is scanned by halves, and the missing half is asked for', async () => {
  const views: CounterDouble[] = []
  const { page, asked, complaints, counter } = await opened(
    (name) => (name === 'application.scan-papers' ? { view: views[0]?.view(), pages: 1 } : undefined),
    smallGlass,
  )
  views.push(counter)
  const papers = page.locator('.a-papers')
  await papers.getByRole('button', { name: /Loại giấy tờ/ }).click()
  await page.locator('.k-popover [role="option"]').first().click()
  await papers.getByRole('button', { name: 'Quét…' }).click()
  const dialog = page.locator('.k-dialog')
  await dialog.getByText('quét từng nửa, trái rồi phải').click()
  await dialog.getByRole('button', { name: 'Quét nửa trái' }).click()
  await dialog.getByText('Nửa trái đã lưu').waitFor()
  await dialog.getByRole('button', { name: 'Quét nửa phải' }).click()
  await dialog.getByRole('button', { name: 'Quét nửa trái' }).waitFor()
  expect(asked.filter((one) => one.name === 'application.scan-papers')).toHaveLength(2)
  expect(complaints).toEqual([])
})

test.each([
  ['vi', 1],
  ['vi', 2],
  ['en', 1],
  ['en', 2],
] as const)('the scan dialog has no fault to the eye or to a screen reader: %s, zoom %i', async (language, zoom) => {
  const counter = new CounterDouble({ form: usualForm(), captures: foundCaptures() })
  const { page } = await openCounter(browser, served.address, counter, {
    language,
    zoom,
    answer(name) {
      if (name === 'application.document-scanners') return scanners
      return name === 'application.scan-papers'
        ? { failure: 'paper-jam', detail: { pages: 2, step: 'page' } }
        : undefined
    },
  })
  await page.waitForSelector('.a-head h1')
  await page.locator('.a-step').nth(SectionName.options.indexOf('comparison')).click()
  const papers = page.locator('.a-papers')
  await papers.locator('.k-select button, button[aria-haspopup="listbox"]').first().click()
  await page.locator('.k-popover [role="option"]').first().click()
  await papers.getByRole('button', { name: language === 'vi' ? 'Quét…' : 'Scan…' }).click()
  const dialog = page.locator('.k-dialog')
  await dialog.locator('[role="radio"], input[type="radio"]').first().waitFor({ state: 'attached' })
  await dialog.getByText(language === 'vi' ? 'Mặt kính' : 'On the glass').click()
  await dialog.getByText(language === 'vi' ? 'tách thành hai trang' : 'cut into two pages').waitFor()
  await dialog.getByRole('button', { name: language === 'vi' ? 'Quét' : 'Scan', exact: true }).click()
  await dialog.getByText(language === 'vi' ? 'Kẹt giấy' : 'Paper jam').waitFor()
  // At 200 % the page below is scrolled as a whole, and the look-over cuts by the box of its body, which has left the window with it.
  const seen = (await pictureFaults(page, language)).filter((fault) => zoom === 1 || fault !== 'the screen is empty')
  expect(seen).toEqual([])
  // What went wrong stands above the fold.
  expect(
    await dialog
      .getByText(language === 'vi' ? 'Kẹt giấy' : 'Paper jam')
      .evaluate((element) => element.getBoundingClientRect().bottom < innerHeight),
  ).toBe(true)
  expect(await faultsOf(page)).toEqual([])
})
