import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SectionName } from '../../../domain/identity-card/application.ts'
import { faultsOf } from '../../look-over/accessibility-faults.ts'
import { buildDesk } from '../desk-double/build-desk.ts'
import { openDesk, type ServedDesk, serveDesk } from '../desk-double/open-desk.ts'
import { CounterDouble } from '../identity-card/application/counter-double.ts'
import { foundCaptures, usualForm } from '../identity-card/application/counter-drafts.ts'
import { openCounter } from '../identity-card/application/open-counter.ts'

let folder: string
let served: ServedDesk
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'camera-choice-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--lang=vi', '--use-fake-ui-for-media-stream'],
      '--use-fake-device-for-media-stream=device-count=2',
    ],
  })
}, 180_000)
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(folder, { recursive: true })
})

const kept = (page: Page) =>
  page.evaluate(() => [localStorage.getItem('preference.camera'), localStorage.getItem('preference.camera-name')])

const away = (page: Page) =>
  page.evaluate(() => {
    localStorage.setItem('preference.camera', 'one-that-is-not-plugged-in')
    localStorage.setItem('preference.camera-name', 'Logitech C920')
  })

test('the camera is chosen by keyboard, tried, and kept by its number and its name', async () => {
  const scene = { who: 'clerk', line: 'up', work: 'usual' } as const
  const { page, double, complaints } = await openDesk(browser, served.address, scene, { at: '/devices/set-up' })
  page.setDefaultTimeout(20_000)
  await page.context().grantPermissions(['camera'])
  await page.reload()
  const choice = page.locator('.k-panel').last().locator('.k-select')
  await choice.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await kept(page))[1]).toMatch(/^fake_device_1/)
  await page.getByRole('button', { name: 'Thử máy ảnh' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Máy ảnh cho hình.').waitFor()
  const told = double.asked.filter(({ name }) => name === 'device.tell-cameras').at(-1)?.request.cameras
  expect(told).toContainEqual({ name: expect.stringMatching(/^fake_device_1/), used: true })
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])

  await away(page)
  await page.reload()
  await page.getByText('Máy ảnh đã chọn (Logitech C920) không cắm').waitFor()
  await page.getByRole('button', { name: 'Thử máy ảnh' }).click()
  // Another one stands in, and the choice waits for its camera.
  await page.getByText('Máy ảnh cho hình.').waitFor()
  expect(await kept(page)).toEqual(['one-that-is-not-plugged-in', 'Logitech C920'])
  await page.context().close()
})

test('at the portrait another camera stands in for the chosen one that is away, and it is said', async () => {
  const counter = new CounterDouble({ form: usualForm(), captures: foundCaptures() })
  const { page } = await openCounter(browser, served.address, counter)
  page.setDefaultTimeout(20_000)
  await page.waitForSelector('.a-head h1')
  await away(page)
  await page.locator('.a-step').nth(SectionName.options.indexOf('portrait')).click()
  await page.locator('.a-portrait-frame[data-live]').waitFor()
  await page.getByText('Máy ảnh đã chọn (Logitech C920) không cắm').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
})
