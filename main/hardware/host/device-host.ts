import * as z from 'zod/mini'
import { DeviceError, type DeviceKind, deviceFailures } from '../device-error.ts'
import type { FromHost } from './host-messages.ts'
import { type HostLimits, type HostProcess, hostProcess } from './host-process.ts'
import type { HostFault, HostState } from './host-state.ts'
import { waitBeforeRestart } from './restart-wait.ts'

export interface HostLog {
  note(step: string, detail?: Readonly<Record<string, string | number | boolean>>): void
}

export interface DeviceHostOptions {
  /** Short, for the log and the device board: 'pcsc', 'hid'. */
  readonly name: string
  readonly device: DeviceKind
  /** The file that calls `serveHost`: `new URL('./pcsc-host.ts', import.meta.url)`. */
  readonly module: URL
  readonly limits?: Partial<HostLimits>
  readonly environment?: Readonly<Record<string, string>>
  /** Kept running, restarted by itself: for hosts that watch for devices. Otherwise it starts with the first question. */
  readonly keepUp?: boolean
  readonly log: HostLog
  readonly onState?: (state: HostState) => void
}

export interface HostAsk<Reply> {
  readonly reply: z.core.$ZodType<Reply>
  /** Milliseconds for the whole answer, waiting for a restart included; null for calls that last (watching). */
  readonly ms: number | null
  readonly signal?: AbortSignal
  /** What comes on the way, parsed by the caller; throwing from it counts as garbage. */
  readonly onProgress?: (body: unknown) => void
}

export interface DeviceHost {
  readonly state: HostState
  /** Rejects with `DeviceError` only: the driver's own failures, and 'driver-restarting', 'too-slow', 'cancelled', 'malformed-answer', 'busy'. */
  ask<Reply>(method: string, request: unknown, how: HostAsk<Reply>): Promise<Reply>
  /** Ends the process for good. */
  stop(): Promise<void>
}

const LIMITS: HostLimits = {
  heapMb: 256,
  rssMb: 512,
  heartbeatMs: 1_000,
  hangMs: 8_000,
  mostFrameBytes: 64 * 1024 * 1024,
  mostFramesASecond: 2_000,
}
/** A call that was cancelled must let go of its device within this time. */
const LET_GO_MS = 2_000
const MOST_OPEN_CALLS = 64

interface OpenCall {
  readonly settle: (outcome: { readonly body: unknown } | { readonly error: DeviceError }) => void
  readonly onProgress: (body: unknown) => void
}

/** A driver in a process of its own that may be killed at any time. Started on demand, watched, restarted with back-off. */
export function deviceHost(options: DeviceHostOptions): DeviceHost {
  const limits = { ...LIMITS, ...options.limits }
  let life: HostProcess | undefined
  let ready = false
  let waited = 0
  let timer: NodeJS.Timeout | undefined
  let nextId = 1
  const open = new Map<number, OpenCall>()
  /** Cancelled or timed out, and not yet let go: answers to them are no garbage. */
  const letGo = new Map<number, NodeJS.Timeout>()
  const unsent: (() => void)[] = []
  const stopped: (() => void)[] = []
  const now = () => new Date().toISOString()
  let current: HostState = {
    name: options.name,
    state: 'idle',
    since: now(),
    restarts: 0,
    lastFault: null,
    pid: null,
  }
  const error = (failure: DeviceError['failure'], step: string, cause?: unknown) =>
    new DeviceError(failure, `${options.name} ${step}`, options.device, { cause })

  function become(change: Partial<HostState>): void {
    const since = change.state && change.state !== current.state ? now() : current.since
    current = { ...current, ...change, since }
    options.onState?.(current)
  }

  function hear(message: FromHost): void {
    if (message.kind === 'ready') {
      ready = true
      become({ state: 'up' })
      for (const send of unsent.splice(0)) send()
      return
    }
    if (message.kind === 'pong') return
    const call = open.get(message.id)
    if (message.kind !== 'progress') {
      clearTimeout(letGo.get(message.id))
      const late = letGo.delete(message.id)
      if (!call && !late) life?.end('garbage')
    } else if (!call && !letGo.has(message.id)) life?.end('garbage')
    if (!call) return
    if (message.kind === 'progress') call.onProgress(message.body)
    else if (message.kind === 'reply') call.settle({ body: message.body })
    else {
      const failure = deviceFailures.find((one) => one === message.failure) ?? 'interrupted'
      const cause = new Error(message.error)
      call.settle({ error: new DeviceError(failure, message.step, options.device, { cause }) })
    }
  }

  function onEnd(fault: HostFault | null, lifeMs: number, seen: Readonly<Record<string, unknown>>): void {
    life = undefined
    ready = false
    for (const waiting of letGo.values()) clearTimeout(waiting)
    letGo.clear()
    options.log.note('device-host-ended', {
      host: options.name,
      fault: fault ?? 'none',
      printed: JSON.stringify(seen),
    })
    if (current.state === 'stopped') {
      for (const tell of stopped.splice(0)) tell()
      return
    }
    waited = waitBeforeRestart(lifeMs, waited)
    become({ state: 'restarting', pid: null, ...(fault ? { lastFault: { fault, at: now() } } : {}) })
    timer = setTimeout(() => {
      timer = undefined
      if (options.keepUp || unsent.length > 0) launch()
      else become({ state: 'idle' })
    }, waited)
    for (const call of [...open.values()]) call.settle({ error: error('driver-restarting', `host (${fault})`) })
  }

  function launch(): void {
    become({ state: 'starting', restarts: current.restarts + (current.lastFault ? 1 : 0) })
    const born = hostProcess({
      module: options.module,
      environment: options.environment ?? {},
      limits,
      onMessage: hear,
      onEnd: (fault, output) => onEnd(fault, born.life, output.seen()),
    })
    life = born
    become({ pid: born.pid ?? null })
  }

  function abandon(id: number): void {
    if (!ready || !life) return
    const left = life
    left.send({ kind: 'cancel', id })
    letGo.set(
      id,
      setTimeout(() => left.end('hung'), LET_GO_MS),
    )
  }

  function ask<Reply>(method: string, request: unknown, how: HostAsk<Reply>): Promise<Reply> {
    if (current.state === 'stopped') return Promise.reject(error('unreachable', 'stopped'))
    if (how.signal?.aborted) return Promise.reject(error('cancelled', method))
    if (open.size >= MOST_OPEN_CALLS) return Promise.reject(error('busy', method))
    const id = nextId++
    return new Promise<Reply>((resolve, reject) => {
      let sent = false
      const send = () => {
        sent = true
        try {
          life?.send({ kind: 'call', id, method, request })
        } catch (cause) {
          // Larger than a message may be.
          open.get(id)?.settle({ error: error('interrupted', `${method} (request)`, cause) })
        }
      }
      const close = () => {
        open.delete(id)
        clearTimeout(patience)
        how.signal?.removeEventListener('abort', cancel)
        const place = unsent.indexOf(send)
        if (place >= 0) unsent.splice(place, 1)
      }
      const giveUp = (failure: 'cancelled' | 'too-slow' | 'driver-restarting') => {
        close()
        if (sent) abandon(id)
        reject(error(failure, method))
      }
      const cancel = () => giveUp('cancelled')
      // Never sent: it is the driver that is not there, not the device that is slow.
      const late = () => giveUp(sent ? 'too-slow' : 'driver-restarting')
      const patience = how.ms === null ? undefined : setTimeout(late, how.ms)
      open.set(id, {
        settle(outcome) {
          close()
          if ('error' in outcome) return reject(outcome.error)
          const parsed = z.safeParse(how.reply, outcome.body)
          if (parsed.success) return resolve(parsed.data)
          life?.end('garbage')
          reject(error('malformed-answer', method, parsed.error))
        },
        onProgress: how.onProgress ?? (() => undefined),
      })
      how.signal?.addEventListener('abort', cancel, { once: true })
      if (ready) return send()
      unsent.push(send)
      if (!life && timer === undefined) launch()
    })
  }

  if (options.keepUp) launch()
  return {
    get state() {
      return current
    },
    ask,
    async stop() {
      clearTimeout(timer)
      timer = undefined
      const dying = life
      become({ state: 'stopped', pid: null })
      for (const call of [...open.values()]) call.settle({ error: error('unreachable', 'stopped') })
      if (!dying) return
      const gone = new Promise<void>((resolve) => stopped.push(resolve))
      dying.end()
      await gone
    },
  }
}
