import { useSyncExternalStore } from 'react'

/** How many questions wait for the core to come back; the window shows one line about it. */
let waiting = 0
const listeners = new Set<() => void>()

function change(by: number): void {
  waiting += by
  for (const listener of listeners) listener()
}

/** Says that a question waits for the core; the answer ends it. */
export function startWaiting(): () => void {
  change(1)
  let ended = false
  return () => {
    if (ended) return
    ended = true
    change(-1)
  }
}

/** Whether the window waits for the core at this moment. */
export function useCoreIsAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting > 0,
  )
}
