import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'
import { drawing, fuzzInput, seedOf } from './fuzz-input.ts'
import { readTargets, targetFiles } from './fuzz-target.ts'

const INPUTS_A_TARGET = 1_000

test('every parser of bytes from outside withstands a seeded run without a throw, a hang or held memory', async () => {
  const files = targetFiles()
  let targets = 0
  for (const file of files)
    for (const target of await readTargets(file)) {
      targets += 1
      expect(target.seeds.length, target.name).toBeGreaterThan(0)
      for (const [i, seed] of target.seeds.entries())
        expect([target.name, i, await target.run(seed)]).toEqual([target.name, i, 'read'])
    }
  const report = await fuzz({ files, seed: 7, inputs: INPUTS_A_TARGET * targets, msATarget: 5_000 })
  expect(report.findings).toEqual([])
  expect(report.targets).toHaveLength(targets)
  // Changed good inputs get through to the end here and there, else only the first check of a parser would be tried.
  expect(report.targets.filter((one) => one.read === 0).map((one) => one.target)).toEqual([])
  expect(report.inputs).toBeGreaterThanOrEqual(INPUTS_A_TARGET * targets)
}, 900_000)

describe('the harness', () => {
  test('finds what throws, hangs and keeps memory, names the input, and finds nothing in the rest', async () => {
    const files = [path.join(import.meta.dirname, 'planted-targets.ts')]
    const plan = { files, seed: 1, inputs: 12_000, msATarget: 30_000, msAnInput: 4_000 }
    const report = await fuzz(plan)
    const found = (word: string) => report.findings.filter((one) => one.target.includes(word)).map((one) => one.kind)
    expect(found('well behaved')).toEqual([])
    expect(found('throws on a byte')).toContain('threw')
    expect(found('changed good input')).toContain('threw')
    expect(found('hangs')).toEqual(['hang'])
    expect(found('keeps its bytes')).toEqual(['memory'])
    expect(found('takes much for one input')).toContain('memory')
    // The heap's end is met by Node itself, or its collector works on it for longer than an input may take.
    expect(['died', 'hang']).toContain(found('keeps its objects')[0])
    const [hang] = report.findings.filter((one) => one.target.includes('hangs'))
    expect(Buffer.from(hang?.input ?? '', 'base64')).toHaveLength(31)
  }, 120_000)

  test('gives the same input for the same seed, target and number, and others for others', () => {
    const seeds = [new TextEncoder().encode('IDVNM0900123450001090012345<<1')]
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, index) => {
        expect(fuzzInput(seed, 'a', index, seeds)).toEqual(fuzzInput(seed, 'a', index, seeds))
      }),
    )
    const inputs = Array.from({ length: 500 }, (_, i) => Buffer.from(fuzzInput(1, 'a', i, seeds)).toString('hex'))
    expect(new Set(inputs).size).toBeGreaterThan(400)
    expect(fuzzInput(1, 'a', 9, seeds)).not.toEqual(fuzzInput(1, 'b', 9, seeds))
  })

  test('draws evenly and within its bounds', () => {
    const draw = drawing(seedOf('even'))
    const counts = new Array<number>(8).fill(0)
    for (let i = 0; i < 80_000; i += 1) {
      const drawn = draw(8)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    expect(Math.min(...counts)).toBeGreaterThan(9_000)
    expect(Math.max(...counts)).toBeLessThan(11_000)
  })
})
