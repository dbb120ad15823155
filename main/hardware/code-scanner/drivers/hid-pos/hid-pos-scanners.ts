import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import { DeviceError } from '../../../device-error.ts'
import { deviceHost, type HostLog, type HostState } from '../../../host/index.ts'
import type { CodeScannerDevice, CodeScanners, ScannedCode } from '../../code-scanner.ts'
import { decodeCode } from '../../decode-code.ts'
import { FromWatch } from './host-words.ts'

export interface HidPosParts {
  readonly log: HostLog
  readonly onHost?: (state: HostState) => void
  /** Silence that counts as a hang, for machines that are emulated. */
  readonly hangMs?: number
}

/** Nobody scans faster than a listener takes; beyond this the listener is stuck. */
const MOST_WAITING = 32
const WATCH_AGAIN_MS = 500

interface Listener {
  readonly waiting: ScannedCode[]
  wake: () => void
}

/** HID POS scanners (USB usage page 0x8C) behind node-hid, in a process of their own that may die at any time. */
export function hidPosScanners(parts: HidPosParts): CodeScanners & { readonly host: () => HostState } {
  const { log } = parts
  let devices: readonly CodeScannerDevice[] = []
  const listeners = new Set<Listener>()
  const changed = new Set<() => void>()
  let closing = false
  let watching = new AbortController()
  const host = deviceHost({
    name: 'hid',
    device: 'code-scanner',
    module: new URL('./hid-pos-host.ts', import.meta.url),
    limits: {
      heapMb: 64,
      rssMb: 256,
      mostFrameBytes: 64 * 1024,
      mostFramesASecond: 200,
      ...(parts.hangMs === undefined ? {} : { hangMs: parts.hangMs }),
    },
    log,
    ...(parts.onHost ? { onState: parts.onHost } : {}),
  })

  function setDevices(now: readonly CodeScannerDevice[]): void {
    devices = now
    for (const tell of changed) tell()
  }

  function hear(body: unknown): void {
    const said = FromWatch.parse(body)
    if (said.kind === 'devices') setDevices(said.devices.map((one) => ({ ...one, simulated: false })))
    else if (said.kind === 'broken') log.note('code-broken', { why: said.why })
    else handOn(said)
  }

  function handOn(said: Extract<FromWatch, { kind: 'code' }>): void {
    const { symbology, bytes, device } = said
    const code: ScannedCode = { symbology, bytes, device, text: decodeCode(bytes, symbology).text }
    for (const listener of listeners) {
      if (listener.waiting.length >= MOST_WAITING) log.note('code-not-heard', { waiting: listener.waiting.length })
      else listener.waiting.push(code)
      listener.wake()
    }
  }

  async function watch(): Promise<void> {
    while (!closing) {
      watching = new AbortController()
      try {
        await host.ask('watch', {}, { reply: z.object({}), ms: null, signal: watching.signal, onProgress: hear })
      } catch (fault) {
        if (!(fault instanceof DeviceError)) throw fault
        // The host is being started again, with its own back-off; what stood there is not readable meanwhile.
        if (fault.failure !== 'cancelled')
          setDevices(devices.map((one) => ({ ...one, trouble: 'interrupted' as const })))
      }
      if (!closing) await pause(WATCH_AGAIN_MS)
    }
  }
  const watched = watch().catch((fault: unknown) => {
    // Ours alone: the desk goes on without its scanners, and the page says so.
    log.note('code-scanners-stopped', { error: fault instanceof Error ? fault.name : typeof fault })
    setDevices(devices.map((one) => ({ ...one, trouble: 'interrupted' as const })))
  })

  return {
    devices: () => devices,
    host: () => host.state,
    async *codes(signal) {
      const listener: Listener = { waiting: [], wake: () => undefined }
      listeners.add(listener)
      const wake = () => listener.wake()
      signal.addEventListener('abort', wake)
      try {
        while (!signal.aborted && !closing) {
          const code = listener.waiting.shift()
          if (code) yield code
          else
            await new Promise<void>((resolve) => {
              listener.wake = resolve
            })
        }
      } finally {
        signal.removeEventListener('abort', wake)
        listeners.delete(listener)
      }
    },
    onChange(listener) {
      changed.add(listener)
      return () => changed.delete(listener)
    },
    async lookAgain() {
      watching.abort()
    },
    async close() {
      closing = true
      watching.abort()
      for (const listener of listeners) listener.wake()
      await host.stop()
      await watched
    },
  }
}
