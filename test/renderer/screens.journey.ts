import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf } from '../look-over/accessibility-faults.ts'
import { buildDesk } from './desk-double/build-desk.ts'
import type { Scene } from './desk-double/double.ts'
import { openDesk, type ServedDesk, serveDesk, startBrowser } from './desk-double/open-desk.ts'

const clerk: Scene = { who: 'clerk', line: 'up', work: 'usual' }
const nobody: Scene = { ...clerk, who: 'nobody' }
const leader: Scene = { ...clerk, who: 'leader' }
const technician: Scene = { ...clerk, who: 'technician' }
const FIRST_LOAD_KB = 350

let folder: string
let served: ServedDesk
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-screens-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(folder, { recursive: true })
})

interface Screen {
  readonly name: string
  readonly scene: Scene
  readonly at?: string
  /** What stands there once the screen is ready. */
  readonly ready: string
  readonly act?: (page: Page) => Promise<void>
  readonly listOpen?: boolean
}

async function chooseDossier(page: Page): Promise<void> {
  await page.locator('.k-combo-open').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.look-up input').fill('nguyen van an 2001')
  await page.waitForSelector('.hit')
}

const screens: readonly Screen[] = [
  { name: 'sign-in', scene: nobody, ready: '.training-accounts' },
  { name: 'board', scene: clerk, ready: '.board-card' },
  { name: 'board with the line out', scene: { ...clerk, line: 'out' }, ready: '.line-lamp[data-state="out"]' },
  { name: 'empty board', scene: { ...clerk, work: 'empty' }, ready: '.k-empty' },
  { name: 'long list', scene: { ...leader, work: 'many' }, at: '/list/awaiting-approval', ready: '.k-rows-row' },
  { name: 'look-up', scene: clerk, at: '/look-up', ready: '.k-combo', act: chooseDossier },
  {
    name: 'opened person, line out',
    scene: { ...clerk, line: 'out' },
    at: '/look-up',
    ready: '.k-combo',
    act: async (page) => {
      await chooseDossier(page)
      await page.locator('.look-up input').press('Enter')
      await page.waitForSelector('.k-dialog .k-data')
    },
  },
  {
    name: 'list hanging open',
    scene: clerk,
    at: '/look-up',
    ready: '.k-combo',
    act: (page) => page.locator('.k-combo-open').click(),
    listOpen: true,
  },
  { name: 'devices', scene: clerk, at: '/devices', ready: '.k-data' },
  { name: 'choosing devices, as a clerk', scene: clerk, at: '/devices/set-up', ready: '.set-up-item' },
  {
    name: 'choosing devices',
    scene: technician,
    at: '/devices/set-up',
    ready: '.set-up-item',
    act: searchAndChoose,
  },
  {
    name: 'choosing devices, none found',
    scene: { ...technician, work: 'empty' },
    at: '/devices/set-up',
    ready: '.set-up-item',
    act: (page) => page.locator('.k-button[data-kind=main]').click(),
  },
  { name: 'blanks', scene: clerk, at: '/blanks', ready: '.records' },
  { name: 'blanks of the leader', scene: leader, at: '/blanks', ready: '.records' },
  { name: 'line', scene: { ...clerk, line: 'out' }, at: '/line', ready: '.records' },
  { name: 'help', scene: clerk, at: '/help', ready: '.help-keys' },
  { name: 'settings', scene: clerk, at: '/settings', ready: '.k-choices' },
  { name: 'what another office does', scene: clerk, at: '/not-here/civil-status', ready: '.k-banner' },
  { name: 'new application', scene: clerk, ready: '.board-card', act: (page) => page.keyboard.press('F2') },
  { name: 'ticket', scene: clerk, ready: '.board-card', act: (page) => page.keyboard.press('F7') },
  { name: 'find quickly', scene: clerk, ready: '.board-card', act: (page) => page.keyboard.press('Control+k') },
  { name: 'review', scene: leader, at: '/review/a-awaiting-approval-0', ready: '.capture canvas' },
  {
    name: 'approval',
    scene: leader,
    at: '/review/a-awaiting-approval-0',
    ready: '.capture canvas',
    act: (page) => page.locator('.review-acts .k-button').last().click(),
  },
  {
    name: 'review with prints of somebody else',
    scene: leader,
    at: '/review/a-awaiting-approval-1',
    ready: '.print-match .k-button',
  },
  {
    name: 'both people whose prints match',
    scene: leader,
    at: '/review/a-awaiting-approval-1',
    ready: '.print-match .k-button',
    act: lookAtBoth,
  },
  {
    name: 'review whose prints were not compared',
    scene: leader,
    at: '/review/a-awaiting-approval-2',
    ready: '.print-match .k-banner',
  },
]

/** By keyboard alone: the search, then the first printer, whose certificate nobody knows; then a printer that takes no PDF. */
async function searchAndChoose(page: Page): Promise<void> {
  await page.locator('.k-button[data-kind=main]').focus()
  await page.keyboard.press('Enter')
  const items = page.locator('.k-panel').first().locator('.set-up-item')
  await items.nth(3).waitFor()
  await items.nth(1).locator('.k-button').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.k-banner[data-tone=bad][role=alert]')
  await items.nth(0).locator('.k-button').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('.set-up-pin')
}

async function lookAtBoth(page: Page): Promise<void> {
  await page.locator('.print-match .k-button').first().click()
  await page.waitForSelector('.k-dialog .print-pair img')
}

describe('every screen can be read, reached and hit, in both languages', () => {
  for (const language of ['vi', 'en'] as const)
    test.each(screens)(`$name (${language})`, async ({ scene, at, ready, act, listOpen }) => {
      const { page, complaints } = await openDesk(browser, served.address, scene, { language, ...(at ? { at } : {}) })
      await page.waitForSelector(ready)
      await act?.(page)
      // Lists, dialogs and the web font come in within a few frames.
      await page.waitForTimeout(400)
      expect(await faultsOf(page, listOpen)).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    })
})

describe('200 % zoom and high contrast', () => {
  test.each(
    screens.filter(({ name }) =>
      [
        'sign-in',
        'board',
        'line',
        'review',
        'approval',
        'look-up',
        'both people whose prints match',
        'choosing devices',
      ].includes(name),
    ),
  )('$name', async ({ scene, at, ready, act }) => {
    const { page } = await openDesk(browser, served.address, scene, {
      zoom: 2,
      theme: 'contrast',
      ...(at ? { at } : {}),
    })
    await page.waitForSelector(ready)
    await act?.(page)
    await page.waitForTimeout(400)
    expect(await faultsOf(page)).toEqual([])
    await page.context().close()
  })
})

test('the first load of the desk stays under 350 kB of script, and the paper library is not in it', async () => {
  const { page } = await openDesk(browser, served.address, clerk)
  await page.waitForSelector('.board-card')
  const names = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
  )
  const scripts = names.filter((name) => /\.m?js$/.test(name))
  expect(scripts.filter((name) => name.includes('pdf'))).toEqual([])
  let bytes = 0
  for (const name of scripts) bytes += gzipSync(await (await fetch(new URL(name, served.address))).bytes()).length
  expect(bytes / 1024).toBeLessThan(FIRST_LOAD_KB)
  await page.context().close()
})

describe('typing with an input method', () => {
  test('Enter and function keys are left to a running composition', async () => {
    const { page } = await openDesk(browser, served.address, nobody)
    const account = page.locator('input[name=account]')
    await account.focus()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Input.imeSetComposition', { text: 'Nguyê', selectionStart: 5, selectionEnd: 5 })
    for (const key of ['Enter', 'F12'])
      await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('account')
    await devtools.send('Input.insertText', { text: 'Nguyễn' })
    expect(await account.inputValue()).toBe('Nguyễn')
    await account.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password')
    await page.context().close()
  })

  test('the Backspace and text that UniKey sends leave the name as it was meant, in a field that searches while typing', async () => {
    const { page } = await openDesk(browser, served.address, clerk, { at: '/look-up' })
    await page.waitForSelector('.k-combo')
    await chooseDossier(page)
    const field = page.locator('.look-up input')
    await field.fill('')
    await field.focus()
    // Telex "Nguyeenx Vawn Ddoongf" as fake keys: letters, Backspaces, replacement text.
    const bursts = [
      'Nguye',
      '⌫',
      'ê',
      'n',
      '⌫',
      '⌫',
      'ễn',
      ' Va',
      '⌫',
      'ă',
      'n D',
      '⌫',
      'Đ',
      'o',
      '⌫',
      'ô',
      'ng',
      '⌫',
      '⌫',
      '⌫',
      'ồng',
    ]
    for (const burst of bursts)
      if (burst === '⌫') await page.keyboard.press('Backspace')
      else await page.keyboard.insertText(burst)
    expect(await field.inputValue()).toBe('Nguyễn Văn Đồng')
    await page.context().close()
  })
})

describe('doing a thing once', () => {
  test('a held Enter signs in once', async () => {
    const { page, double } = await openDesk(browser, served.address, nobody)
    await page.fill('input[name=account]', 'lan.nt')
    await page.fill('input[name=password]', 'sen-hồ-4711')
    for (let i = 0; i < 5; i += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await page.waitForSelector('.board-card')
    expect(double.asked.filter(({ name }) => name === 'session.sign-in')).toHaveLength(1)
    await page.context().close()
  })

  test('a double click on "Ký duyệt" approves once, and a wrong password approves nothing', async () => {
    const { page, double } = await openDesk(browser, served.address, leader, { at: '/review/a-awaiting-approval-0' })
    await page.waitForSelector('.review-acts .k-button')
    await page.locator('.review-acts .k-button').last().click()
    await page.fill('.k-dialog input[type=password]', 'sai')
    await page.locator('.k-dialog-foot .k-button').last().click()
    await page.waitForSelector('.k-refusal')
    expect(await page.inputValue('.k-dialog input[type=password]')).toBe('')
    await page.fill('.k-dialog input[type=password]', 'tre-ngà-2089')
    await page.locator('.k-dialog-foot .k-button').last().dblclick()
    await page.waitForSelector('.k-dialog', { state: 'detached' })
    const approvals = double.asked.filter(({ name }) => name === 'application.approve')
    expect(approvals).toHaveLength(2)
    expect(approvals[1]?.request).toMatchObject({ id: 'a-awaiting-approval-0', baseVersion: 41 })
    await page.context().close()
  })
})

test('a core that restarts is waited for, and the window says so', async () => {
  const { page, double } = await openDesk(browser, served.address, clerk)
  await page.waitForSelector('.board-card')
  double.restartFor(4)
  await page.evaluate(() => Reflect.get(window, 'tell')('board', {}))
  await page.waitForSelector('.core-away')
  await page.waitForSelector('.core-away', { state: 'detached' })
  expect(await page.locator('.board-card').count()).toBeGreaterThan(0)
  await page.context().close()
})

test('F12 locks, the page keeps nobody on it, and the sign-in comes back to the same place', async () => {
  const { page, double } = await openDesk(browser, served.address, clerk, { at: '/list/received' })
  await page.waitForSelector('.board-card')
  await page.keyboard.press('F12')
  await page.waitForSelector('.training-accounts')
  expect(double.asked.find(({ name }) => name === 'session.lock')?.request).toEqual({ at: '/list/received' })
  expect(await page.locator('.board-card').count()).toBe(0)
  await page.fill('input[name=account]', 'lan.nt')
  await page.fill('input[name=password]', 'sen-hồ-4711')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/list\/received$/)
  await page.waitForSelector('.board-card')
  await page.context().close()
})

test('the one who approves goes from the list to the review, and on with Ctrl+PgDn', async () => {
  const { page } = await openDesk(browser, served.address, leader, { at: '/list/awaiting-approval' })
  await page.locator('.board-card').first().click()
  await page.waitForURL(/#\/review\/a-awaiting-approval-0$/)
  await page.waitForSelector('.review-acts')
  await page.keyboard.press('Control+PageDown')
  await page.waitForURL(/#\/review\/a-awaiting-approval-2$/)
  await page.context().close()
})
