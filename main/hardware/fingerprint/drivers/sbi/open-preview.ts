import { setTimeout as pause } from 'node:timers/promises'
import { openSbi } from './sbi-exchange.ts'
import { frameReader } from './sbi-stream.ts'

/** Nobody waits longer for a first frame: the preview is a help, not the capture. */
const FIRST_FRAME_MS = 1_000
/**
 * So long the fingers are seen before the capture begins: while it captures a device adds no frames (SBI, RCAPTURE), and without this the
 * clerk would see none.
 */
const SEEN_MS = 700
/** So long fingers that do not lie well are coached; then they are taken as they are. */
const COACHED_MS = 3_000

/** Frames of one STREAM request; when they fail, they end, and nobody else is hurt. */
export interface Preview {
  /** The newest frame, once. */
  take(): Uint8Array<ArrayBuffer> | undefined
  /** Settles when there may be something new to look at. */
  changed(): Promise<void>
  /** Settles when the fingers were seen for a while, or when no preview is to be had. Never rejects. */
  readonly seen: Promise<void>
  /** Lets whoever waits look again. */
  wake(): void
  close(): void
}

export function openPreview(port: number, body: string, signal: AbortSignal, lying?: Promise<void>): Preview {
  const closing = new AbortController()
  const reader = frameReader()
  let newest: Uint8Array<ArrayBuffer> | undefined
  let wake: () => void = () => undefined
  let woken = false
  let settleSeen: () => void = () => undefined
  const seen = new Promise<void>((resolve) => {
    settleSeen = resolve
  })
  let patience = setTimeout(settleSeen, FIRST_FRAME_MS)
  let began = false
  const stir = () => {
    woken = true
    wake()
  }

  const socket = openSbi(port, 'STREAM', '/stream', body, AbortSignal.any([signal, closing.signal]))
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearTimeout(patience)
    settleSeen()
    stir()
  })
  socket.on('data', (chunk) => {
    try {
      for (const frame of reader.push(chunk)) newest = frame
    } catch {
      socket.destroy()
    }
    if (newest && !began) {
      began = true
      clearTimeout(patience)
      patience = setTimeout(settleSeen, lying ? COACHED_MS : SEEN_MS)
      if (lying) void Promise.all([lying, pause(SEEN_MS)]).then(settleSeen)
    }
    stir()
  })

  return {
    seen,
    take() {
      const frame = newest
      newest = undefined
      return frame
    },
    changed() {
      if (woken) {
        woken = false
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        wake = () => {
          woken = false
          resolve()
        }
      })
    },
    wake: stir,
    close: () => closing.abort(),
  }
}
