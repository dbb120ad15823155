import { afterAll, beforeAll, expect, test } from 'vitest'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'

let opened: LaunchedDesk
beforeAll(async () => {
  opened = await launchDesk()
})
afterAll(() => opened?.close())

test('three papers in the feeder become three papers of the application, over the scanner’s own protocol', async () => {
  const desk = await opened.desk()
  await hand.signIn(desk, opened.dataFolder, 'lan')
  await hand.newApplication(desk, 'A021')
  await desk.locator('.a-step').nth(1).click()
  const papers = desk.locator('.a-papers')
  await papers.getByRole('button', { name: /Loại giấy tờ/ }).click()
  await desk.locator('.k-popover [role="option"]').first().click()
  await papers.getByRole('button', { name: 'Quét…' }).click()
  const dialog = desk.locator('.k-dialog')
  await dialog.getByText('So Bo SIM-A3').waitFor()
  expect(await dialog.getByText('Mô phỏng').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Quét', exact: true }).click()
  await dialog.getByText('Đã quét và lưu 3 trang').waitFor()
  if (process.env.JOURNEY_PICTURES) await desk.screenshot({ path: `${process.env.JOURNEY_PICTURES}/scanned.png` })
  await dialog.getByRole('button', { name: 'Xong', exact: true }).click()
  await expect.poll(() => desk.locator('.a-paper-card img').count()).toBe(3)
  if (process.env.JOURNEY_PICTURES) await desk.screenshot({ path: `${process.env.JOURNEY_PICTURES}/papers.png` })
})

test('the devices page names the document scanner and says that it is simulated; no code scanner is said with its cure', async () => {
  const desk = await opened.desk()
  await desk.evaluate(() => {
    location.hash = '#/devices'
  })
  const row = desk.locator('li', { hasText: 'Máy quét giấy tờ' })
  await row.getByText('So Bo SIM-A3').waitFor()
  expect(await row.getByText('Mô phỏng').count()).toBe(1)
  expect(await row.getByText('Sẵn sàng').count()).toBe(1)
  await desk.locator('li', { hasText: 'Máy quét mã' }).getByText('USB HID POS').waitFor()
  if (process.env.JOURNEY_PICTURES)
    await desk.screenshot({ path: `${process.env.JOURNEY_PICTURES}/devices.png`, fullPage: true })
})
