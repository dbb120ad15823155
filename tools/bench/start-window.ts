import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { getElectron } from '../desk/find-electron.ts'

const OPEN_WITHIN_MS = 60_000

export interface StartedWindow {
  readonly pid: number
  /** From the start of the process until the element stood there, by the wall clock, in milliseconds. */
  readonly interactiveAfterMs: number
  stop(): Promise<void>
}

/** Address of Chromium's own debugging port, which it says on stderr. */
function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Electron ended before it listened (${code})`)))
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\/\/\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
  })
}

/** Resolves with the wall-clock time at which the page had the element. */
async function firstPageWith(browser: Browser, selector: string, from: string): Promise<number> {
  const until = Date.now() + OPEN_WITHIN_MS
  const asked = new Set<Page>()
  return new Promise((resolve, reject) => {
    const look = () => {
      for (const page of browser.contexts().flatMap((context) => context.pages())) {
        if (asked.has(page) || !page.url().startsWith(from)) continue
        asked.add(page)
        page
          .waitForFunction(
            (wanted) => document.querySelector(wanted) && performance.timeOrigin + performance.now(),
            selector,
            { polling: 'raf', timeout: OPEN_WITHIN_MS },
          )
          .then((handle) => handle.jsonValue())
          .then((at) => resolve(Number(at)))
          // A window that never shows it (the applicant's) is not the one that is timed.
          .catch(() => undefined)
      }
      if (Date.now() > until) reject(new Error(`no page with ${selector} within ${OPEN_WITHIN_MS} ms`))
      else setTimeout(look, 10).unref()
    }
    look()
  })
}

/**
 * Starts Electron as its user would (no test loader, no pause) and waits until a page has the element. The processes are new;
 * the disk's cache is warm.
 */
export async function startWindow(
  args: readonly string[],
  display: string,
  page: { readonly selector: string; readonly from: string },
): Promise<StartedWindow> {
  const startedAt = Date.now()
  const child = spawn(
    getElectron(),
    ['--remote-debugging-port=0', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
    { env: { ...process.env, DISPLAY: display }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await gone
  }
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const at = await firstPageWith(browser, page.selector, page.from)
    return { pid: child.pid ?? 0, interactiveAfterMs: Math.round(at - startedAt), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}
