import { useEffect, useRef } from 'react'

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'compositionupdate'] as const

/** Calls `onIdle` once the person has done nothing for `ms`. */
export function useIdleness(ms: number, onIdle: () => void): void {
  const latest = useRef(onIdle)
  latest.current = onIdle
  useEffect(() => {
    let last = performance.now()
    let told = false
    const sign = (): void => {
      last = performance.now()
      told = false
    }
    for (const name of SIGNS) window.addEventListener(name, sign, { passive: true, capture: true })
    // A clock that looks, not a timer that is reset by each mouse move; also right after the machine slept.
    const clock = setInterval(() => {
      if (told || performance.now() - last < ms) return
      told = true
      latest.current()
    }, 5_000)
    return () => {
      clearInterval(clock)
      for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true })
    }
  }, [ms])
}
