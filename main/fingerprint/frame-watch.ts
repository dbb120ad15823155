import { Worker } from 'node:worker_threads'
import type { CaptureGroup } from '../../domain/biometric/capture-group.ts'
import { FingerPosition, findFingerByIsoCode, type Hand } from '../../domain/biometric/finger-position.ts'
import type { PrintReason } from '../../domain/biometric/print-judgement.ts'
import * as native from '../../native/fingerprint/index.ts'
import { inTime, TooSlow } from './in-time.ts'

/** A finger on the glass as one frame shows it. */
export interface SeenFinger {
  readonly position: FingerPosition
  readonly quality: number
  readonly reasons: PrintReason[]
}

export interface SeenGlass {
  readonly fingers: readonly SeenFinger[]
  /** Which hand's four fingers these are, by the heights of their tips; absent where that tells nothing. */
  readonly hand?: Hand
}

/** Judges frames of the preview. Without fingers: nothing to say, be it that they are not down yet or that it cannot. */
export interface FrameWatch {
  look(frame: Uint8Array, group: CaptureGroup): Promise<SeenGlass>
  close(): Promise<void>
}

interface Grey {
  readonly grey: Uint8Array
  readonly width: number
  readonly height: number
}

const NOTHING: SeenGlass = { fingers: [] }
const LIMIT_MS = 2_000
/** Of the worker that opens frames: a frame of the largest size takes a quarter of it. */
const HEAP_MB = 128
/** After a fault nothing is looked at for a while: a missing engine is one line in the log, not two a second. */
const REST_MS = 10_000
/**
 * Frames state no resolution (SBI 0.9.5 and 1.0, stream). The glass of a 4-4-2 scanner is 81 mm wide, that of a single finger about
 * 30 mm: enough to tell fingers and skin apart. The engine takes 300 to 1,000 dpi.
 */
const GLASS_INCHES = { slap: 3.2, single: 1.2 }

function resolutionOf(width: number, glass: keyof typeof GLASS_INCHES): number {
  return Math.max(300, Math.min(1_000, Math.round(width / GLASS_INCHES[glass])))
}

const startWorker = () =>
  new Worker(new URL('./frame-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })

/** Opens frames in a worker that is started with the first one, anew after it hung or died, and ends with the process. */
function frameOpener(start: () => Worker) {
  let worker: Worker | undefined
  let nextId = 1
  const waiting = new Map<number, (answer: Grey | Error) => void>()
  const fail = (cause: Error) => {
    for (const answer of waiting.values()) answer(cause)
    waiting.clear()
    worker = undefined
  }

  function started(): Worker {
    if (worker) return worker
    const made = start()
    made.unref()
    made.on('message', ({ id, picture, refused }: { id: number; picture?: Grey; refused?: string }) => {
      waiting.get(id)?.(picture ?? new Error(`the frame does not open: ${refused}`))
      waiting.delete(id)
    })
    made.on('error', (cause) => {
      // One that was let go of says nothing about the next.
      if (worker === made) fail(cause)
    })
    worker = made
    return made
  }

  return {
    async open(frame: Uint8Array): Promise<Grey> {
      const id = nextId++
      const answer = new Promise<Grey | Error>((resolve) => waiting.set(id, resolve))
      started().postMessage({ id, frame })
      const opened = await answer
      if (opened instanceof Error) throw opened
      return opened
    },
    /** Ends the worker, whatever it is at; the next frame starts another. */
    async letGo(why: string) {
      const left = worker
      fail(new Error(why))
      await left?.terminate()
    },
  }
}

export interface FrameWatchPatience {
  readonly limitMs?: number
  /** Makes the worker that opens frames; tests give one that misbehaves. */
  readonly start?: () => Worker
}

export function frameWatch(
  onFault: (step: string, cause: unknown) => void,
  { limitMs = LIMIT_MS, start = startWorker }: FrameWatchPatience = {},
): FrameWatch {
  const opener = frameOpener(start)
  let restsUntil = 0

  async function judge(picture: native.Picture, position: FingerPosition, signal: AbortSignal) {
    const print = await native.extractPrint(picture, { signal })
    return print.ok ? [{ position, quality: print.quality, reasons: [...print.reasons] }] : []
  }

  async function see(frame: Uint8Array, group: CaptureGroup, signal: AbortSignal): Promise<SeenGlass> {
    const picture = await opener.open(frame)
    const single = FingerPosition.safeParse(group).data
    if (single)
      return { fingers: await judge({ ...picture, dpi: resolutionOf(picture.width, 'single') }, single, signal) }
    const slap = await native.segmentSlap(
      { ...picture, dpi: resolutionOf(picture.width, 'slap') },
      group as native.SlapKind,
      signal,
    )
    // Without all fingers their names are a guess, and coaching the wrong finger is worse than none.
    if (!slap.ok || !slap.complete) return NOTHING
    const seen = await Promise.all(
      slap.fingers.map((finger) => {
        const position = findFingerByIsoCode(finger.position)
        return position ? judge(finger.picture, position, signal) : []
      }),
    )
    return { fingers: seen.flat(), ...(slap.handSeen === 'unknown' ? {} : { hand: slap.handSeen }) }
  }

  return {
    async look(frame, group) {
      if (Date.now() < restsUntil) return NOTHING
      try {
        return await inTime(limitMs, (signal) => see(frame, group, signal))
      } catch (fault) {
        restsUntil = Date.now() + REST_MS
        onFault('fingerprint-frame', fault)
        // A worker that hangs would hang for every frame to come.
        if (fault instanceof TooSlow) await opener.letGo('too slow')
        return NOTHING
      }
    },
    close: () => opener.letGo('closed'),
  }
}
