/** Hybrid logical clock: never goes back, even when the machine's clock does. Text `ms-counter-office`, sortable. */
export interface HybridClock {
  tick(): string
}

export function hybridClock(office: number, last: string | undefined, now: () => number): HybridClock {
  let [wall, counter] = (last ?? '0-0').split('-').map(Number) as [number, number]
  return {
    tick() {
      const time = now()
      if (time > wall) {
        wall = time
        counter = 0
      } else counter += 1
      return `${String(wall).padStart(15, '0')}-${String(counter).padStart(6, '0')}-${office}`
    },
  }
}
