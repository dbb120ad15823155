import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzTargets } from './fuzz-targets.ts'

test.each(fuzzTargets)('$name takes any bytes', ({ run }) => {
  let runs = 0
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      run(bytes)
      runs += 1
    }),
    { numRuns: 4_000, seed: 20 },
  )
  expect(runs).toBe(4_000)
})
