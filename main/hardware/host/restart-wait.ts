const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000
/** What has run this long was well: the next death starts the back-off anew. */
const WELL_AFTER_MS = 30_000

/** Milliseconds before the next start of a host that has lived `lifeMs` and waited `waitedMs` before; doubles up to ten seconds. */
export function waitBeforeRestart(lifeMs: number, waitedMs: number): number {
  if (lifeMs > WELL_AFTER_MS || waitedMs === 0) return FIRST_WAIT_MS
  return Math.min(waitedMs * 2, LONGEST_WAIT_MS)
}
