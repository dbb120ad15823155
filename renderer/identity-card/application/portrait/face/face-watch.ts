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

const startWorker = () => new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module', name: 'face' })

/** `onState` hears every change. The worker may be given for tests. */
export function faceWatch(onState: (state: FaceWatchState) => void, start: () => Worker = startWorker): FaceWatch {
  let state: FaceWatchState = 'loading'
  let nextId = 1
  const open = new Map<number, (figures: FaceFigures | undefined) => void>()
  let worker: Worker | undefined

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
    for (const settle of open.values()) settle(undefined)
    open.clear()
  }
  const patience = setTimeout(() => become('unavailable'), LOAD_MS)
  try {
    worker = start()
    worker.addEventListener('message', ({ data }: MessageEvent<FaceAnswer>) => {
      if (data.kind === 'ready') become('ready')
      else if (data.kind === 'unavailable') become('unavailable')
      else open.get(data.id)?.(data.figures)
    })
    worker.addEventListener('error', () => become('unavailable'))
  } catch {
    // A window that may not start workers has no model; the other checks stay.
    become('unavailable')
  }

  return {
    get state() {
      return state
    },
    look(pixels, patient = false) {
      if (!worker || state !== 'ready' || (open.size > 0 && !patient)) return Promise.resolve(undefined)
      const id = nextId++
      const data = new Uint8ClampedArray(pixels.data)
      return new Promise((resolve) => {
        const late = setTimeout(() => settle(undefined), LOOK_MS)
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
