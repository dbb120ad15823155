const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000
/** What has run this long was well: the next death starts the back-off anew. */
const WELL_AFTER_MS = 30_000

export interface RestartWait {
  /** Milliseconds to wait before the next start, after a life of so many milliseconds. */
  after(lifeMs: number): number
}

/** Doubling waits between starts of something that keeps dying: 200 ms at first, ten seconds at most. */
export function restartWait(): RestartWait {
  let next = FIRST_WAIT_MS
  return {
    after(lifeMs) {
      if (lifeMs > WELL_AFTER_MS) next = FIRST_WAIT_MS
      const now = next
      next = Math.min(next * 2, LONGEST_WAIT_MS)
      return now
    },
  }
}
