import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { CONTENT_SECURITY_POLICY as POLICY, policyOf } from '../../../main/shell/served-file.ts'
import { type DeskDouble, deskDouble, type Scene } from './double.ts'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

export interface ServedDesk {
  readonly address: string
  close(): Promise<void>
}

/** Serves a built window from a folder on a free local port. */
export async function serveDesk(folder: string): Promise<ServedDesk> {
  const server: Server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://desk').pathname
    const file = path.resolve(folder, `.${name === '/' ? '/index.html' : decodeURIComponent(name)}`)
    const type = MEDIA_TYPES[path.extname(file)]
    const content = file.startsWith(folder) && type ? await readFile(file).catch(() => undefined) : undefined
    if (!content || !type) {
      response.writeHead(404, { 'content-security-policy': POLICY }).end()
      return
    }
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policyOf(file) }).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = server.address()
  if (place === null || typeof place === 'string') throw new Error('no port')
  return {
    address: `http://127.0.0.1:${place.port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--lang=vi'] })

export interface OpenDesk {
  readonly page: Page
  readonly double: DeskDouble
  /** Console errors, refused styles and scripts, uncaught faults since the page was opened. */
  readonly complaints: string[]
}

type Wire = { readonly bytes: string } | unknown
const toWire = (value: unknown): Wire =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Uint8Array ? { bytes: Buffer.from(part).toString('base64') } : part,
    ),
  )

/** Opens a page of the window against the desk's double. `zoom` 2 is 200 %: half the CSS pixels, twice the dots. */
export async function openDesk(
  browser: Browser,
  address: string,
  scene: Scene,
  how: { at?: string; language?: 'vi' | 'en'; theme?: 'light' | 'contrast'; zoom?: 1 | 2 } = {},
): Promise<OpenDesk> {
  const zoom = how.zoom ?? 1
  const context = await browser.newContext({
    viewport: { width: Math.round(1366 / zoom), height: Math.round(768 / zoom) },
    deviceScaleFactor: zoom,
    locale: 'vi-VN',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  const double = deskDouble(scene)
  await page.exposeFunction('askDouble', async (name: string, request: Record<string, unknown>) =>
    toWire(await double.answer(name, request)),
  )
  await page.addInitScript(
    ([language, theme]) => {
      localStorage.setItem('preference.language', language ?? 'vi')
      localStorage.setItem('preference.theme', theme ?? 'light')
      const fromWire = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(fromWire)
        if (typeof value !== 'object' || value === null) return value
        if ('bytes' in value && typeof value.bytes === 'string')
          return Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0))
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromWire(part)]))
      }
      const ask = Reflect.get(window, 'askDouble') as (name: string, request: unknown) => Promise<unknown>
      const listeners: { topic: string; listener: (body: unknown) => void }[] = []
      Object.defineProperty(window, 'sobo', {
        value: {
          window: 'desk',
          ask: async (name: string, request: unknown) => fromWire(await ask(name, request)),
          onNotice(topic: string, listener: (body: unknown) => void) {
            const entry = { topic, listener }
            listeners.push(entry)
            return () => listeners.splice(listeners.indexOf(entry), 1)
          },
        },
      })
      Object.defineProperty(window, 'tell', {
        value: (topic: string, body: unknown) => {
          for (const entry of listeners) if (entry.topic === topic) entry.listener(body)
        },
      })
    },
    [how.language ?? 'vi', how.theme ?? 'light'],
  )
  await page.goto(`${address}#${how.at ?? '/'}`)
  await page.waitForFunction(() => document.fonts.ready.then(() => true))
  return { page, double, complaints }
}
