import type { Browser, Page } from 'playwright-core'
import type * as z from 'zod/mini'
import { contract, isCallName } from '../../../../preload/contract/index.ts'
import { deskDouble } from '../../desk-double/double.ts'
import type { CounterDouble } from './counter-double.ts'

type Answer = (name: string, request: Record<string, unknown>) => unknown

export interface HowOpened {
  readonly at?: string
  readonly language?: 'vi' | 'en'
  readonly theme?: 'light' | 'contrast'
  readonly zoom?: 1 | 2
  readonly window?: 'desk' | 'applicant'
  /** Given: answers before the double does (the applicant's window). */
  readonly answer?: Answer
}

const toWire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Uint8Array ? { bytes: Buffer.from(part).toString('base64') } : part,
    ),
  )

/** Opens a window of the desk against the counter's double; replies and requests are held to the contract. */
export async function openCounter(
  browser: Browser,
  address: string,
  counter: CounterDouble,
  how: HowOpened = {},
): Promise<{ page: Page; complaints: string[] }> {
  const zoom = how.zoom ?? 1
  const context = await browser.newContext({
    viewport: { width: Math.round(1366 / zoom), height: Math.round(768 / zoom) },
    deviceScaleFactor: zoom,
    locale: 'vi-VN',
    permissions: ['camera'],
  })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  const desk = deskDouble({ who: 'clerk', line: 'up', work: 'usual' })
  await page.exposeFunction('askDouble', async (name: string, wired: Record<string, unknown>) => {
    const request = unwired(wired)
    if (!isCallName(name)) return { ok: false, failure: 'wrong-shape' }
    const call: { request: z.ZodMiniType; reply: z.ZodMiniType } = contract[name]
    const shaped = call.request.safeParse(request)
    if (!shaped.success) throw new Error(`${name}: ${JSON.stringify(shaped.error.issues)}`)
    const own = (await how.answer?.(name, request)) ?? (await counter.answer(name, request))
    if (own === undefined) return toWire(await desk.answer(name, request))
    if (typeof own === 'object' && own !== null && 'failure' in own) return { ok: false, ...own }
    return toWire({ ok: true, value: call.reply.parse(own) })
  })
  await page.addInitScript(
    ([language, theme, kind]) => {
      localStorage.setItem('preference.language', language ?? 'vi')
      localStorage.setItem('preference.theme', theme ?? 'light')
      const fromWire = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(fromWire)
        if (typeof value !== 'object' || value === null) return value
        if ('bytes' in value && typeof value.bytes === 'string')
          return Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0))
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromWire(part)]))
      }
      const wire = (value: unknown): unknown => {
        if (value instanceof Uint8Array) return { bytes: btoa(String.fromCharCode(...value.subarray(0, 50_000))) }
        if (Array.isArray(value)) return value.map(wire)
        if (typeof value !== 'object' || value === null) return value
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wire(part)]))
      }
      const ask = Reflect.get(window, 'askDouble') as (name: string, request: unknown) => Promise<unknown>
      const listeners: { topic: string; listener: (body: unknown) => void }[] = []
      Object.defineProperty(window, 'sobo', {
        value: {
          window: kind,
          ask: async (name: string, request: unknown) => fromWire(await ask(name, wire(request))),
          onNotice(topic: string, listener: (body: unknown) => void) {
            const entry = { topic, listener }
            listeners.push(entry)
            return () => listeners.splice(listeners.indexOf(entry), 1)
          },
        },
      })
      Object.defineProperty(window, 'tell', {
        value: (topic: string, body: unknown) => {
          for (const entry of [...listeners]) if (entry.topic === topic) entry.listener(fromWire(body))
        },
      })
    },
    [how.language ?? 'vi', how.theme ?? 'light', how.window ?? 'desk'],
  )
  await page.goto(`${address}#${how.at ?? '/application/a1'}`)
  await page.waitForFunction(() => document.fonts.ready.then(() => true))
  return { page, complaints }
}

function unwired(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unwiredPart(part)]))
}
function unwiredPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwiredPart)
  if (typeof value !== 'object' || value === null) return value
  if ('bytes' in value && typeof value.bytes === 'string') return new Uint8Array(Buffer.from(value.bytes, 'base64'))
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unwiredPart(part)]))
}
