import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzTargets } from './fuzz-targets.ts'

test.each(fuzzTargets)('$name takes any bytes', async ({ run }) => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      await run(bytes)
      runs += 1
    }),
    { numRuns: 4_000, seed: 20 },
  )
  expect(runs).toBe(4_000)
})
