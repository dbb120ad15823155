import { useCallback, useEffect, useRef, useState } from 'react'
import { type FaceWatch, type FaceWatchState, faceWatch } from './face-watch.ts'

export interface FaceWatchHeld {
  readonly state: FaceWatchState
  /** The model; the first call loads it. */
  readonly watch: () => FaceWatch
}

/** The model of the face for as long as the step is shown; loaded when a camera first wants it, its memory freed afterwards. */
export function useFaceWatch(): FaceWatchHeld {
  const [state, setState] = useState<FaceWatchState>('loading')
  const held = useRef<FaceWatch>(undefined)
  const watch = useCallback(() => {
    held.current ??= faceWatch(setState)
    return held.current
  }, [])
  useEffect(
    () => () => {
      held.current?.close()
      held.current = undefined
    },
    [],
  )
  return { state, watch }
}
