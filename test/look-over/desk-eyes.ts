import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { Language } from '../../renderer/app/text.ts'
import type { LaunchedDesk } from '../../tools/desk/launch-desk.ts'
import { pictureFaults } from './picture-faults.ts'

const FAULTY = path.resolve(import.meta.dirname, '..', '..', '.runtime', 'faulty-pictures')
/** Where every picture is kept for a person to look at, not the faulty ones alone. */
const PICTURES = process.env.JOURNEY_PICTURES
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
/** One layout and the texts of another language. */
const SETTLE_MS = 150

export interface DeskEyes {
  /**
   * Looks at a screen of the real desk as it stands, in both languages, at 100 and at 200 %: what an eye would find wrong and, at 100 %,
   * what axe does. Leaves the screen as it was. Says what is wrong, empty where all is well; the faulty pictures are in
   * `.runtime/faulty-pictures`, all of them where JOURNEY_PICTURES names a folder.
   */
  lookOver(page: Page, name: string): Promise<readonly string[]>
  /** Pictures looked at so far. */
  looked(): number
}

export function deskEyes(opened: () => LaunchedDesk): DeskEyes {
  let looked = 0

  /** Every window of the desk at this zoom: the pages share their origin, and with it the zoom. */
  async function zoomTo(factor: number): Promise<void> {
    await opened().windows.app.evaluate(({ webContents }, wanted) => {
      for (const contents of webContents.getAllWebContents()) contents.setZoomFactor(wanted)
    }, factor)
  }

  /** A choice is followed by the window in which it was not made: so this window is told through the other one. */
  async function speak(page: Page, language: Language): Promise<void> {
    const [desk, applicant] = [await opened().desk(), await opened().applicant()]
    const other = page === desk ? applicant : desk
    await other.evaluate((wanted) => localStorage.setItem('preference.language', wanted), language)
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
  }

  /** The window as Electron shows it: Playwright's own picture is a quarter of it at 200 %. */
  async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
    const window = await opened().windows.app.browserWindow(page)
    const png = await window.evaluate(async ({ webContents }) =>
      (await webContents.capturePage()).toPNG().toString('base64'),
    )
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, `${name}.png`), Buffer.from(png, 'base64'))
  }

  async function axeFaults(page: Page): Promise<readonly string[]> {
    // The announcer of react-aria is its own: what it says points at what has gone meanwhile.
    const axe = new AxeBuilder({ page }).withTags(RULES).exclude('[data-live-announcer]')
    // Electron's pages open no further page, which axe would use to look into frames; there are none.
    const { violations } = await axe.setLegacyMode().analyze()
    return violations.map((one) => {
      const nodes = one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))
      return `axe ${one.id}: ${nodes.join(', ')}`
    })
  }

  async function look(page: Page, name: string, language: Language, zoom: number): Promise<readonly string[]> {
    await page.waitForTimeout(SETTLE_MS)
    const found = [...(await pictureFaults(page, language)), ...(zoom === 1 ? await axeFaults(page) : [])]
    looked += 1
    const file = `${name}-${language}-${zoom * 100}`
    if (PICTURES) await keepPicture(page, PICTURES, file)
    // What an earlier run found here is not this run's.
    rmSync(path.join(FAULTY, `${file}.png`), { force: true })
    if (found.length > 0) await keepPicture(page, FAULTY, file)
    return found.map((fault) => `${name} (${language}, ${zoom * 100} %): ${fault}`)
  }

  return {
    async lookOver(page, name) {
      const found = [...(await look(page, name, 'vi', 1))]
      await zoomTo(2)
      found.push(...(await look(page, name, 'vi', 2)))
      await speak(page, 'en')
      found.push(...(await look(page, name, 'en', 2)))
      await zoomTo(1)
      found.push(...(await look(page, name, 'en', 1)))
      await speak(page, 'vi')
      return found
    },
    looked: () => looked,
  }
}
