export interface StepClock {
  /** What is being done from now on; the time since the last call goes to what was done before. */
  enter(name: string): void
  /** In the order in which they were begun, milliseconds. */
  steps(): { readonly name: string; readonly ms: number }[]
}

/** Adds up how long each stage of a read took, waiting and computing together. */
export function stepClock(): StepClock {
  const spent = new Map<string, number>()
  let current: string | undefined
  let since = performance.now()
  const close = () => {
    const now = performance.now()
    if (current !== undefined) spent.set(current, (spent.get(current) ?? 0) + now - since)
    since = now
  }
  return {
    enter(name) {
      close()
      current = name
    },
    steps() {
      close()
      return [...spent].map(([name, ms]) => ({ name, ms: Math.round(ms * 100) / 100 }))
    },
  }
}
