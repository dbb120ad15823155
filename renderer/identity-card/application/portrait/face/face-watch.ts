import type { Pixels } from '../pixels.ts'
import type { FaceFigures } from './face-figures.ts'
import type { FaceAnswer, LookAtFace } from './face-messages.ts'

export type FaceWatchState = 'loading' | 'ready' | 'unavailable'

/** The model of the face in its own thread. It helps the clerk and holds nobody up: when it cannot help it says so. */
export interface FaceWatch {
  readonly state: FaceWatchState
  /** Figures of one picture; undefined while the model loads, is busy or is not available, or has taken too long. */
  look(pixels: Pixels, patient?: boolean): Promise<FaceFigures | undefined>
  close(): void
}

/** The first load reads about five megabytes and compiles; a slow desk gets its time, a broken one an answer. */
const LOAD_MS = 25_000
const LOOK_MS = 4_000
/** A worker that hung is replaced so often; what hangs again and again helps nobody. */
const MOST_STARTS = 3

const startWorker = () => new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module', name: 'face' })

/** `onState` hears every change. The worker may be given for tests. */
export function faceWatch(onState: (state: FaceWatchState) => void, start: () => Worker = startWorker): FaceWatch {
  let state: FaceWatchState = 'loading'
  let nextId = 1
  const open = new Map<number, (figures: FaceFigures | undefined) => void>()
  let worker: Worker | undefined

  let starts = 0
  let patience: ReturnType<typeof setTimeout> | undefined

  function become(next: FaceWatchState): void {
    if (state === next || state === 'unavailable') return
    state = next
    clearTimeout(patience)
    if (next === 'unavailable') close()
    onState(next)
  }
  function close(): void {
    clearTimeout(patience)
    worker?.terminate()
    worker = undefined
    for (const settle of [...open.values()]) settle(undefined)
    open.clear()
  }
  function begin(): void {
    starts += 1
    patience = setTimeout(() => become('unavailable'), LOAD_MS)
    try {
      const made = start()
      worker = made
      // What a worker says that was let go of counts no more.
      const heard = (hear: () => void) => (made === worker ? hear() : undefined)
      made.addEventListener('message', ({ data }: MessageEvent<FaceAnswer>) =>
        heard(() => {
          if (data.kind === 'ready') become('ready')
          else if (data.kind === 'unavailable') become('unavailable')
          else open.get(data.id)?.(data.figures)
        }),
      )
      made.addEventListener('error', () => heard(() => become('unavailable')))
    } catch {
      // A window that may not start workers has no model; the other checks stay.
      become('unavailable')
    }
  }
  /** It did not answer in its time: it hangs, and would for every picture to come. */
  function replace(): void {
    if (!worker) return
    close()
    if (starts >= MOST_STARTS) become('unavailable')
    else {
      become('loading')
      begin()
    }
  }
  begin()

  return {
    get state() {
      return state
    },
    look(pixels, patient = false) {
      if (!worker || state !== 'ready' || (open.size > 0 && !patient)) return Promise.resolve(undefined)
      const id = nextId++
      const data = new Uint8ClampedArray(pixels.data)
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          settle(undefined)
          replace()
        }, LOOK_MS)
        const settle = (figures: FaceFigures | undefined) => {
          clearTimeout(late)
          open.delete(id)
          resolve(figures)
        }
        open.set(id, settle)
        const message: LookAtFace = { id, data, width: pixels.width, height: pixels.height }
        worker?.postMessage(message, [data.buffer])
      })
    },
    close,
  }
}
