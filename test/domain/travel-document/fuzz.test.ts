import { expect, test } from 'vitest'
import { cpuMs } from '../../cpu-ms.ts'
import type { FuzzTarget } from '../../fuzz/fuzz-target.ts'
import { changedBytes } from './changed-bytes.ts'
import { fuzzTargets } from './fuzz-targets.ts'

const RUNS = 1500
/** Of the processor's time for one input: others use the machine too. What hangs takes far longer. */
const LONGEST_MS = 1000

async function slowestOf(target: FuzzTarget, seed: number): Promise<number> {
  let slowest = 0
  for (const bytes of changedBytes(target.seeds, RUNS, seed)) {
    const start = cpuMs()
    await target.run(bytes)
    slowest = Math.max(slowest, cpuMs() - start)
  }
  return slowest
}

for (const target of fuzzTargets) {
  test(`${target.name}: good inputs pass, ${RUNS} changed ones give a result or a typed fault, none hangs`, async () => {
    for (const seed of target.seeds) expect(await target.run(seed)).toBe('read')
    expect(await slowestOf(target, 20261126)).toBeLessThan(LONGEST_MS)
  })
}
