/** A deterministic stream of numbers: the same seed gives the same people on every machine. */
export interface SeededRandom {
  /** 0 ≤ n < 1 */
  next(): number
  /** Whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight. */
  weighed<T>(from: readonly (readonly [T, number])[]): T
}

/** Mulberry32: small, even, and good enough to invent people; never for keys. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick(from) {
      const found = from[whole(0, from.length - 1)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    weighed(from) {
      const total = from.reduce((sum, [, weight]) => sum + weight, 0)
      let left = next() * total
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      const last = from.at(-1)
      if (!last) throw new RangeError('nothing to pick from')
      return last[0]
    },
  }
}
