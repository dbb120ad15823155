import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildDesk } from '../desk-double/build-desk.ts'
import type { Scene } from '../desk-double/double.ts'
import { openDesk, type ServedDesk, serveDesk, startBrowser } from '../desk-double/open-desk.ts'

const leader: Scene = { who: 'leader', line: 'up', work: 'usual' }

let folder: string
let served: ServedDesk
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-prints-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await rm(folder, { recursive: true })
})

const opened = (id: string) => openDesk(browser, served.address, leader, { at: `/review/${id}` })

test('a match shows both people and their prints side by side, with the score in words', async () => {
  const { page, double } = await opened('a-awaiting-approval-1')
  await page.locator('.print-match .k-button').first().click()
  await page.waitForSelector('.k-dialog .print-pair img')
  const text = await page.locator('.k-dialog').textContent()
  expect(text).toContain('NGUYỄN VĂN AN')
  expect(text).toContain('TRẦN THỊ BÍCH NGỌC')
  expect(text).toContain('1 trên 1.000.000 lần so (ước tính)')
  await expect.poll(() => page.locator('.k-dialog .print-pair img').count()).toBe(6)
  const other = double.asked.filter(({ name, request }) => name === 'application.blob' && request.id === 'a-approved-0')
  expect(other).toHaveLength(3)
  await page.context().close()
})

test('from there the leader returns the dossier, or goes on with a reason and a sentence that are sent with the signature', async () => {
  const { page, double } = await opened('a-awaiting-approval-1')
  const dialog = page.locator('.k-dialog')
  const look = () => page.locator('.print-match .k-button').first().click()
  await look()
  await dialog.getByRole('button', { name: 'Trả lại…' }).click()
  await dialog.getByText('Trả lại hồ sơ 000223').waitFor()
  await page.keyboard.press('Escape')

  await look()
  await dialog.getByRole('button', { name: 'Đã xem, duyệt tiếp…' }).click()
  await dialog.locator('input[type=password]').fill('tre-ngà-2089')
  await dialog.getByRole('button', { name: 'Ký duyệt' }).click()
  await dialog.getByText('Chọn một lý do trong danh sách.').waitFor()
  expect(double.asked.filter(({ name }) => name === 'application.approve')).toEqual([])

  await dialog.locator('button[aria-haspopup=listbox]').click()
  await page.getByRole('option', { name: 'Đã so bằng mắt' }).click()
  await dialog.locator('textarea').fill('Đường vân ngón trỏ khác hẳn.')
  await dialog.getByRole('button', { name: 'Ký duyệt' }).click()
  await dialog.waitFor({ state: 'detached' })
  const sent = double.asked.find(({ name }) => name === 'application.approve')
  expect(sent?.request.prints).toEqual({ reason: 'not-the-same-fingers', remark: 'Đường vân ngón trỏ khác hẳn.' })
  await page.context().close()
})

test('without a match nothing more is asked, and prints that were not compared say so and can still be approved', async () => {
  for (const [id, words] of [
    ['a-awaiting-approval-0', 'Không trùng với hồ sơ nào trong 17 hồ sơ'],
    ['a-awaiting-approval-2', 'Chưa so được vân tay'],
  ] as const) {
    const { page, double } = await opened(id)
    await page.getByText(words).waitFor()
    await page.locator('.review-acts .k-button').last().click()
    const dialog = page.locator('.k-dialog')
    await dialog.locator('input[type=password]').fill('tre-ngà-2089')
    expect(await dialog.locator('textarea').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Ký duyệt' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(double.asked.find(({ name }) => name === 'application.approve')?.request.prints).toBeUndefined()
    await page.context().close()
  }
})
