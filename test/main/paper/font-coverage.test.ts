import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCoverage } from '../../../main/paper/font-coverage.ts'
import { faces, fontFile } from '../../../main/paper/paper-fonts.ts'

const regular = readFileSync(fontFile('regular'))

test('all four faces cover Vietnamese and the box for missing letters, none covers Chinese or emoji', () => {
  for (const face of faces) {
    const covers = readCoverage(readFileSync(fontFile(face)))
    for (const letter of 'AzđĐẫỰơƯ–—’…□') expect(covers(letter.codePointAt(0) ?? 0), `${letter} in ${face}`).toBe(true)
    for (const letter of '漢👩각') expect(covers(letter.codePointAt(0) ?? 0)).toBe(false)
  }
})

test('a file that is no font, or half of one, is refused', () => {
  expect(() => readCoverage(new Uint8Array(64))).toThrow(RangeError)
  fc.assert(
    fc.property(fc.nat(2000), (length) => {
      expect(() => readCoverage(regular.subarray(0, length))).toThrow(RangeError)
    }),
  )
})
