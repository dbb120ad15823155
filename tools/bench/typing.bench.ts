import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import * as hand from '../desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../desk/launch-desk.ts'
import { launchWindows, removeFolder } from '../desk/launch-windows.ts'
import { type Figures, median, quantile } from './figures.ts'

export const name = 'typing'

const KEYS = 120
/** A fast typist: ten keys a second. */
const BETWEEN_KEYS_MS = 100
const SLOWED = 6

/** Milliseconds from each key press to the frame after the next paint, as the page itself sees them. */
async function keyToFrame(page: Page, field: string): Promise<number[]> {
  await page.evaluate((selector) => {
    const seen: number[] = []
    Object.assign(globalThis, { seen })
    const target = document.querySelector(selector)
    target?.addEventListener('keydown', (event) => {
      requestAnimationFrame(() => {
        // After this frame was painted: a message comes in behind it.
        const channel = new MessageChannel()
        channel.port1.onmessage = () => seen.push(performance.now() - event.timeStamp)
        channel.port2.postMessage(0)
      })
    })
  }, field)
  await page.locator(field).focus()
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('abcdeghik'[i % 9] ?? 'a')
    await page.waitForTimeout(BETWEEN_KEYS_MS)
  }
  return page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen)
}

async function slowed(page: Page, times: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
  return session
}

/** The largest form of the desk, with a whole person in it. */
async function openForm(opened: LaunchedDesk): Promise<Page> {
  const page = await opened.desk()
  page.setDefaultTimeout(60_000)
  await hand.signIn(page, opened.dataFolder, 'lan')
  await hand.newApplication(page, 'B1')
  await hand.scanCard(page, 'Nguyễn Văn An')
  await hand.closeScan(page)
  await hand.takeFoundPerson(page)
  await page.getByRole('button', { name: /2 Đối chiếu/ }).click()
  await page.locator('[data-field="otherName"] input').waitFor()
  return page
}

/** Key to next frame on the application form against a bare input in an empty window, at full speed and with the processor slowed. */
export async function run(): Promise<Figures> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'so-bo-bench-typing-'))
  const opened = await launchDesk({ dataFolder })
  try {
    await opened.training.centreReady
    const page = await openForm(opened)
    const field = '[data-field="otherName"] input'
    const form = await keyToFrame(page, field)
    await slowed(page, SLOWED)
    const formSlowed = await keyToFrame(page, field)
    const empty = await launchWindows([
      path.join(import.meta.dirname, 'empty-window'),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ])
    try {
      const bare = empty.app.windows()[0] ?? (await empty.app.firstWindow())
      await bare.locator('input').first().waitFor()
      const alone = await keyToFrame(bare, 'input')
      await slowed(bare, SLOWED)
      const aloneSlowed = await keyToFrame(bare, 'input')
      const p95 = (values: readonly number[]) => quantile(values, 0.95)
      return {
        keys: { value: form.length, unit: 'keys each' },
        'form: key to frame, median': { value: round(median(form)), unit: 'ms' },
        'form: key to frame, p95': { value: round(p95(form)), unit: 'ms' },
        'bare input: key to frame, p95': { value: round(p95(alone)), unit: 'ms' },
        'form over bare input, p95': { value: round(p95(form) / p95(alone)), unit: 'ratio' },
        [`form, processor slowed ${SLOWED}×: key to frame, p95`]: { value: round(p95(formSlowed)), unit: 'ms' },
        [`bare input, processor slowed ${SLOWED}×: key to frame, p95`]: { value: round(p95(aloneSlowed)), unit: 'ms' },
        [`form over bare input, processor slowed ${SLOWED}×, p95`]: {
          value: round(p95(formSlowed) / p95(aloneSlowed)),
          unit: 'ratio',
        },
      }
    } finally {
      await empty.close()
    }
  } finally {
    await opened.close()
    removeFolder(dataFolder)
  }
}

const round = (value: number) => Math.round(value * 100) / 100
