const DAY_MS = 86_400_000
/** An office may be cut off for months; a clock that is a day ahead or more than a year behind is wrong. */
const MOST_AHEAD_MS = DAY_MS
const MOST_BEHIND_MS = 400 * DAY_MS

/** Whether a station's clock was so far from ours that people should look. Such events are marked, never refused. */
export function isClockSuspect(recordedAt: string, now: number): boolean {
  const recorded = Date.parse(recordedAt)
  return Number.isNaN(recorded) || recorded > now + MOST_AHEAD_MS || recorded < now - MOST_BEHIND_MS
}
