import { quantile } from './figures.ts'

/** How late a thread's turns were, in ms, and how much of that was its own computing. */
export interface Stall {
  readonly p50: number
  readonly p99: number
  readonly longest: number
  /** What the thread itself computed while a turn was late: on a shared machine the rest of the wait is other processes' time. */
  readonly ownP99: number
  readonly ownLongest: number
  /** Share (0 to 1) of the turns that came later than `LATE_MS`. */
  readonly lateShare: number
  readonly turns: number
}

export interface StallMeter {
  stop(): Stall
}

/** What a turn may be late; own computing above it is told apart by `onLong`. */
export const LATE_MS = 10

/**
 * A timer of one millisecond in this thread. Each turn notes how much later than that it came, and how much processor time the thread took
 * meanwhile: both, because a late turn alone does not tell who was at work.
 */
export function startStallMeter(onLong: (ms: number) => void = () => undefined): StallMeter {
  const [late, own]: [number[], number[]] = [[], []]
  let last = performance.now()
  let used = process.threadCpuUsage()
  let timer = setTimeout(turn, 1)

  function turn(): void {
    const now = performance.now()
    const { user, system } = process.threadCpuUsage(used)
    const waited = Math.max(0, now - last - 1)
    const computed = Math.min(waited, (user + system) / 1_000)
    late.push(waited)
    own.push(computed)
    if (computed > LATE_MS) onLong(computed)
    last = performance.now()
    used = process.threadCpuUsage()
    timer = setTimeout(turn, 1)
  }

  return {
    stop() {
      clearTimeout(timer)
      return {
        p50: quantile(late, 0.5),
        p99: quantile(late, 0.99),
        longest: Math.max(0, ...late),
        ownP99: quantile(own, 0.99),
        ownLongest: Math.max(0, ...own),
        lateShare: late.filter((one) => one > LATE_MS).length / late.length,
        turns: late.length,
      }
    },
  }
}
