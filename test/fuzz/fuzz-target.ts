import { globSync } from 'node:fs'
import path from 'node:path'

/** 'read': understood to the end. 'refused': in one of the parser's own ways. */
export type FuzzReading = 'read' | 'refused'

/** What a file named `fuzz-targets.ts` exports in its list `fuzzTargets`. */
export interface FuzzTarget {
  readonly name: string
  /** Comes back for any bytes at all, in bounded time and memory; what it throws is a finding. */
  run(bytes: Uint8Array): FuzzReading | Promise<FuzzReading>
  /** Good inputs, each of them read: changed ones reach further than chance does. */
  readonly seeds: readonly Uint8Array[]
}

/** A parser that answers with a value ('refused' where it says so itself), or throws faults of the allowed classes and nothing else. */
export function parserTarget(
  name: string,
  allowed: readonly (new (...args: never[]) => Error)[],
  seeds: readonly Uint8Array[],
  parse: (bytes: Uint8Array) => unknown,
): FuzzTarget {
  return {
    name,
    seeds,
    async run(bytes) {
      try {
        return (await parse(bytes)) === 'refused' ? 'refused' : 'read'
      } catch (fault) {
        if (!allowed.some((one) => fault instanceof one)) throw fault
        return 'refused'
      }
    },
  }
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
