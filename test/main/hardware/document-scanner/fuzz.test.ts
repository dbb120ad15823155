import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzTargets } from './fuzz-targets.ts'

const tokens = fc.constantFrom(
  '<',
  '>',
  '</',
  '/>',
  'ScannerStatus',
  'State',
  '&lt;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?x',
  '?>',
  ' ',
  '"',
  'a',
  '--mode ',
  '|',
  '\n',
)
const input = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(tokens, { maxLength: 40 }).map((parts) => new TextEncoder().encode(parts.join(''))),
)

test.each(fuzzTargets)('$name takes any bytes', async ({ run }) => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(input, async (bytes) => {
      await run(bytes)
      runs += 1
    }),
    { numRuns: 1_500, seed: 21 },
  )
  expect(runs).toBe(1_500)
})
