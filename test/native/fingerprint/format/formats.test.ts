import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPrintRecord, writePrintRecord } from '../../../../main/hardware/fingerprint/print-record.ts'
import { buildFormatTests } from '../../../../tools/native/build-format-tests.ts'

/** Compiling with sanitizers on a busy machine of two cores. */
const BUILD_TIME = 900_000
const programs = await buildFormatTests()

const told = spawnSync(programs.tests, { encoding: 'utf8' })
const lines = told.stdout.split('\n').filter((line) => line !== '')

test('the native runner ends by itself, without a finding of its sanitizers', { timeout: BUILD_TIME }, () => {
  expect(told.stderr).toBe('')
  expect(lines.length).toBeGreaterThan(30)
})

for (const line of lines) {
  const [result, sentence, fault] = line.split('\t')
  test(sentence ?? line, () => expect(fault === '' ? result : fault).toBe('ok'))
}

function bridge(words: readonly string[], input: Uint8Array) {
  const { status, stdout, stderr } = spawnSync(programs.bridge, words, { input, maxBuffer: 1 << 26 })
  expect(status, stderr.toString()).toBe(0)
  return { bytes: new Uint8Array(stdout), said: stderr.toString() }
}

function pgm(width: number, height: number, dpi: number, grey: Uint8Array) {
  return Buffer.concat([Buffer.from(`P5\n# dpi ${dpi}.00\n${width} ${height}\n255\n`), grey])
}

const print = fc
  .record({
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
    dpi: fc.constantFrom(300, 500, 1000),
    finger: fc.integer({ min: 1, max: 10 }),
    quality: fc.integer({ min: 0, max: 100 }),
    seed: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  })
  .map(({ seed, ...rest }) => ({
    ...rest,
    grey: Uint8Array.from(
      { length: rest.width * rest.height },
      (_, i) => ((seed[i % seed.length] ?? 0) + (i >> 5)) & 255,
    ),
  }))

test('a record the desk wrote opens natively as the same print', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(print, ({ width, height, dpi, finger, quality, grey }) => {
      const { bytes, said } = bridge(['read'], writePrintRecord({ width, height, dpi, grey }, finger, quality))
      expect(said).toBe(`${finger} ${quality} 5`)
      expect(Buffer.from(bytes).equals(pgm(width, height, dpi, grey))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a record written natively opens at the desk as the same print', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      print,
      fc.constantFrom('png', 'raw'),
      async ({ width, height, dpi, finger, quality, grey }, coding) => {
        const { bytes } = bridge(['write', `${finger}`, `${quality}`, coding], pgm(width, height, dpi, grey))
        const read = await readPrintRecord(bytes)
        expect(read).toMatchObject({ width, height, dpi, finger })
        expect(Buffer.from(read.grey).equals(Buffer.from(grey))).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})
