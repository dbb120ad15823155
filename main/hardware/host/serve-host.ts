import { Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { DeviceError } from '../device-error.ts'
import { FrameFault, hostFrameReader, writeFrame } from './host-frame.ts'
import { ToHost } from './host-messages.ts'

export interface HostCall {
  /** Aborted when the core has cancelled the call or lost its patience: leave the device free. */
  readonly signal: AbortSignal
  /** Sends something on the way to the answer: JSON and Uint8Array. */
  progress(body: unknown): void
}

/** Answers of a host by method. The request is what the core sent: parse it. The reply: JSON and Uint8Array. */
export type HostHandlers = Readonly<Record<string, (request: unknown, call: HostCall) => Promise<unknown>>>

const CHANNEL_FD = 3
const MOST_FRAME_BYTES = 64 * 1024 * 1024

/**
 * The child's side of `deviceHost`: the module of a host calls it once. A `DeviceError` reaches the core with its failure and step; of
 * any other error only the class, because its message may quote data. The process ends when the core does, even while it hangs.
 */
export function serveHost(handlers: HostHandlers): void {
  const channel = new Socket({ fd: CHANNEL_FD, readable: true, writable: true })
  const reader = hostFrameReader(MOST_FRAME_BYTES)
  const open = new Map<number, AbortController>()
  new Worker(new URL('./orphan-watch.ts', import.meta.url), { workerData: { parent: process.ppid } }).unref()

  const send = (message: unknown) => {
    if (!channel.destroyed) channel.write(writeFrame(message, MOST_FRAME_BYTES))
  }

  function fail(id: number, fault: unknown): void {
    const known = fault instanceof DeviceError
    send({
      kind: 'failure',
      id,
      failure: known ? fault.failure : 'interrupted',
      step: (known ? fault.step : 'driver').slice(0, 80),
      error: (fault instanceof Error ? fault.name : typeof fault).slice(0, 80),
    })
  }

  async function answer(id: number, method: string, request: unknown): Promise<void> {
    const cancelling = new AbortController()
    open.set(id, cancelling)
    try {
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
      if (!handler) throw new TypeError('no such method')
      const body = await handler(request, {
        signal: cancelling.signal,
        progress: (part) => {
          if (open.has(id)) send({ kind: 'progress', id, body: part })
        },
      })
      send({ kind: 'reply', id, body })
    } catch (fault) {
      fail(id, fault)
    } finally {
      open.delete(id)
    }
  }

  channel.on('data', (chunk) => {
    try {
      for (const value of reader.push(chunk)) {
        const message = ToHost.parse(value)
        if (message.kind === 'ping') send({ kind: 'pong', beat: message.beat, rss: process.memoryUsage.rss() })
        else if (message.kind === 'cancel') open.get(message.id)?.abort()
        else void answer(message.id, message.method, message.request)
      }
    } catch (fault) {
      // The core speaks this protocol or it is not the core.
      process.stderr.write(`${fault instanceof FrameFault ? fault.name : 'Error'}: channel\n`)
      process.exit(1)
    }
  })
  channel.on('error', () => process.exit(1))
  channel.on('close', () => process.exit(0))
  send({ kind: 'ready' })
}
