import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { getElectron } from '../desk/find-electron.ts'

const OPEN_WITHIN_MS = 60_000

export interface StartedWindow {
  readonly pid: number
  /** From the start of the process until the element stood there, by the wall clock, in milliseconds. */
  readonly interactiveAfterMs: number
  stop(): Promise<void>
}

/** Port of Chromium's own debugging service, which it says on stderr. */
function debuggingPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Electron ended before it listened (${code})`)))
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      const port = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1]
      if (port) resolve(port)
    })
  })
}

/** Evaluates to the wall-clock time at which the page has the element. */
function timeOf(selector: string): string {
  return `new Promise((resolve) => {
    const look = () => document.querySelector(${JSON.stringify(selector)})
      ? resolve(performance.timeOrigin + performance.now()) : requestAnimationFrame(look)
    look()
  })`
}

/** Asks one page over its own socket; Playwright's connection would hold up windows that open meanwhile. */
function askPage(socketAddress: string, expression: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketAddress)
    socket.onopen = () =>
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, awaitPromise: true, returnByValue: true },
        }),
      )
    socket.onerror = () => reject(new Error('the page went away while it was asked'))
    socket.onmessage = ({ data }) => {
      const said = JSON.parse(String(data)) as { id?: number; result?: { result?: { value?: unknown } } }
      if (said.id !== 1) return
      socket.close()
      const value = said.result?.result?.value
      if (typeof value === 'number') resolve(value)
      else reject(new Error('the page navigated while it was asked'))
    }
  })
}

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

/** Resolves with the time of the first page that has the element; the others (the applicant's) may never have it. */
async function firstPageWith(port: string, selector: string, from: string): Promise<number> {
  const asked = new Set<string>()
  let found: number | undefined
  const until = Date.now() + OPEN_WITHIN_MS
  while (found === undefined) {
    if (Date.now() > until) throw new Error(`no page with ${selector} within ${OPEN_WITHIN_MS} ms`)
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[]
    for (const { type, url, webSocketDebuggerUrl } of targets) {
      if (type !== 'page' || !url.startsWith(from) || asked.has(webSocketDebuggerUrl)) continue
      asked.add(webSocketDebuggerUrl)
      askPage(webSocketDebuggerUrl, timeOf(selector)).then(
        (at) => {
          found ??= at
        },
        // It navigated: the next look finds it under the same address.
        () => asked.delete(webSocketDebuggerUrl),
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return found
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
  const rights = process.getuid?.() === 0 && !args.includes('--no-sandbox') ? ['--no-sandbox'] : []
  const child = spawn(getElectron(), ['--remote-debugging-port=0', ...rights, ...args], {
    env: { ...process.env, DISPLAY: display },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await gone
  }
  const late = setTimeout(() => child.kill('SIGKILL'), 2 * OPEN_WITHIN_MS)
  try {
    const at = await firstPageWith(await debuggingPort(child), page.selector, page.from)
    return { pid: child.pid ?? 0, interactiveAfterMs: Math.round(at - startedAt), stop }
  } catch (fault) {
    await stop()
    throw fault
  } finally {
    clearTimeout(late)
  }
}
