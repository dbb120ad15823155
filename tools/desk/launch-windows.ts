import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core'
import type { WindowKind } from '../../preload/contract/define-contract.ts'
import { getElectron } from './find-electron.ts'
import { type OwnDisplay, ownDisplay } from './own-display.ts'

/**
 * Holds the program back until Playwright listens. Playwright adds it itself only for the Electron of the npm package; without it
 * a window that opens while the connection is made can leave both waiting for each other.
 */
const PLAYWRIGHT_LOADER = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  ...['lib', 'server', 'electron', 'loader.js'],
)
/**
 * A display of our own has no graphics processor: left to itself Chromium starts a process for one, which fails, and starts the next while the
 * windows open. Starts that never came to a window were all seen in the middle of that.
 */
const WITHOUT_GPU = ['--disable-gpu']
/** Limits are for what never comes: beside other work on two cores a window may take many times its usual second. */
const OPEN_WITHIN_MS = 150_000
const ANSWER_WITHIN_MS = 120_000
const CLOSE_WITHIN_MS = 15_000
const MOST_WORDS = 4_000
const KIND_WITHIN_MS = 5_000
/** So often in a row a page may be late before the program itself is asked about it. */
const SILENT_TIMES = 4
const LATE = Symbol('late')

/** The program's two windows in a real Electron. */
export interface LaunchedWindows {
  readonly app: ElectronApplication
  /** Value of DISPLAY the windows stand on; empty where the system has none. */
  readonly display: string
  /** Waits for the window of that kind; after a lock or a crash it is a new page. */
  window(kind: WindowKind): Promise<Page>
  /** Quits as the clerk would; whatever does not end is ended by pid. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** On the screen that is there, instead of one of its own. */
  readonly visible?: boolean
  readonly environment?: Readonly<Record<string, string>>
  /** Another executable than the Electron that set-up found. */
  readonly executable?: string
}

/** The kind a page was made for; undefined while it still loads or already goes. */
async function kindOf(page: Page): Promise<string | undefined> {
  return page
    .evaluate(() => (globalThis as { sobo?: { window: string } }).sobo?.window)
    .catch((fault: Error) => {
      // A page that closes or navigates while it is asked has no kind now; the next look tells.
      if (/closed|destroyed|navigat|crash/i.test(fault.message)) return undefined
      throw fault
    })
}

/** One window that does not answer keeps nobody from asking the other. */
function inTime<T>(asked: Promise<T>): Promise<T | typeof LATE> {
  return Promise.race([asked, new Promise<typeof LATE>((resolve) => setTimeout(resolve, KIND_WITHIN_MS, LATE))])
}

/** The page's kind as the program itself knows it, by a way that Playwright has no part in. */
async function kindByElectron(app: ElectronApplication, page: Page): Promise<unknown> {
  const window = await app.browserWindow(page)
  return window.evaluate(({ webContents }) => webContents.executeJavaScript('globalThis.sobo?.window'))
}

/**
 * Seen twice in some thousand starts, beside much other work: both pages there and loaded, and no answer to Playwright for as long as it was asked.
 * What became of them is not known. So the program is asked by a way without Playwright: a page that answers there is well, is only not seen,
 * and is loaded again; one that answers nobody is left as it is, and told as that when the time is over.
 */
async function showAgain(app: ElectronApplication, page: Page): Promise<void> {
  const kind = await inTime(kindByElectron(app, page))
  if (typeof kind !== 'string') return
  process.stderr.write(`the ${kind} window answers Electron and not Playwright: loading it again\n`)
  const window = await app.browserWindow(page)
  await window.evaluate(({ webContents }) => webContents.reload())
}

/** The last that the program said, for whoever has to find out why something did not come. */
function lastWords(program: ChildProcess): () => string {
  let said = ''
  const hear = (text: Buffer) => {
    said = (said + text.toString('utf8')).slice(-MOST_WORDS)
  }
  program.stdout?.on('data', hear)
  program.stderr?.on('data', hear)
  return () => said
}

async function waitForWindow(app: ElectronApplication, kind: WindowKind, words: () => string): Promise<Page> {
  const until = Date.now() + OPEN_WITHIN_MS
  const silences = new Map<Page, number>()
  while (Date.now() < until) {
    for (const page of app.windows()) {
      if (page.isClosed()) continue
      const answer = await inTime(kindOf(page))
      if (answer === kind) {
        page.setDefaultTimeout(ANSWER_WITHIN_MS)
        await page.waitForLoadState('load')
        return page
      }
      const silent = answer === LATE ? (silences.get(page) ?? 0) + 1 : 0
      silences.set(page, silent)
      if (silent > 0 && silent % SILENT_TIMES === 0) await showAgain(app, page)
    }
    // A program that has ended opens nothing any more.
    if (app.process().exitCode !== null || app.process().signalCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { exitCode, signalCode } = app.process()
  const there = await Promise.all(
    app.windows().map(async (page) => {
      const byElectron = await inTime(kindByElectron(app, page)).catch((fault: Error) => fault.message)
      return `${page.url()} (to Playwright ${String(await inTime(kindOf(page)))}, to Electron ${String(byElectron)})`
    }),
  )
  throw new Error(
    `the ${kind} window did not open within ${OPEN_WITHIN_MS} ms; there: ${there.join(', ') || 'none'}; the program ${exitCode ?? signalCode ?? 'runs'} and said: ${words()}`,
  )
}

async function closeApp(app: ElectronApplication, electronProcess: ChildProcess): Promise<void> {
  if (electronProcess.exitCode !== null || electronProcess.signalCode !== null) return
  const late = setTimeout(() => electronProcess.kill('SIGKILL'), CLOSE_WITHIN_MS)
  // The program may be gone before it has answered that it goes.
  await app.close().catch(() => undefined)
  clearTimeout(late)
}

/** A display to open windows on: the one that is there, where it is wanted, else one of our own. */
async function displayFor(visible: boolean): Promise<OwnDisplay | undefined> {
  return visible && process.env.DISPLAY ? undefined : ownDisplay()
}

/** Starts Electron through Playwright with these arguments: the folder of the program first, then the program's own. */
export async function launchWindows(args: readonly string[], options: LaunchOptions = {}): Promise<LaunchedWindows> {
  const display = await displayFor(options.visible ?? false)
  try {
    const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env as Record<string, string>
    const app = await electron.launch({
      executablePath: options.executable ?? getElectron(),
      args: ['-r', PLAYWRIGHT_LOADER, ...args, ...(display ? WITHOUT_GPU : [])],
      // Playwright takes the sandbox away unless it is told to leave it.
      chromiumSandbox: !args.includes('--no-sandbox'),
      env: { ...environment, ...(display ? { DISPLAY: display.name } : {}), ...options.environment },
      timeout: OPEN_WITHIN_MS,
    })
    // Asked for now: an application that has ended tells nothing any more.
    const electronProcess = app.process()
    const words = lastWords(electronProcess)
    return {
      app,
      display: display?.name ?? process.env.DISPLAY ?? '',
      window: (kind) => waitForWindow(app, kind, words),
      async close() {
        await closeApp(app, electronProcess)
        await display?.stop()
      },
    }
  } catch (fault) {
    await display?.stop()
    throw fault
  }
}

/** Removes a folder of a desk that has ended. */
export function removeFolder(folder: string): void {
  rmSync(path.resolve(folder), { recursive: true, force: true, maxRetries: 5 })
}
