import { globSync } from 'node:fs'
import path from 'node:path'

/** What a file named `fuzz-targets.ts` exports in its list `fuzzTargets`. */
export interface FuzzTarget {
  readonly name: string
  /** Comes back for any bytes at all, in bounded time and memory; what it throws is a finding. */
  run(bytes: Uint8Array): unknown
  /** Good inputs: changed ones reach further than chance does. */
  readonly seeds?: readonly Uint8Array[]
}

const TESTS = path.resolve(import.meta.dirname, '..')

/** Every file of targets below `test/`, in the order of their names. */
export function targetFiles(): string[] {
  return globSync('**/fuzz-targets.ts', { cwd: TESTS })
    .sort()
    .map((name) => path.join(TESTS, name))
}

export async function readTargets(file: string): Promise<readonly FuzzTarget[]> {
  const { fuzzTargets } = (await import(file)) as { readonly fuzzTargets: readonly FuzzTarget[] }
  return fuzzTargets
}

/** Name in reports: the folder tells where the parser lives. */
export const nameOf = (file: string, target: FuzzTarget): string =>
  `${path.relative(TESTS, path.dirname(file))}: ${target.name}`
