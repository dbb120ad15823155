/** What a bench found: a number and its unit under a name that says what was measured. */
export type Figures = Readonly<Record<string, { readonly value: number; readonly unit: string }>>

/** A file `tools/bench/<name>.bench.ts` exports these. */
export interface Bench {
  readonly name: string
  /** Measured with all of this name, too. */
  readonly group?: string
  run(): Promise<Figures>
}

/** Middle value; of an even count the mean of the two in the middle. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new RangeError('a median of nothing')
  return (low + high) / 2
}

/** The value below which this share (0 to 1) of the values lies. Throws on an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  if (found === undefined) throw new RangeError('a quantile of nothing')
  return found
}
