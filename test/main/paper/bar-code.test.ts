import fc from 'fast-check'
import { expect, test } from 'vitest'
import { code128Widths, qrModules } from '../../../main/paper/bar-code.ts'
import { readCode128 } from './code128-reader.ts'
import { readQr } from './qr-reader.ts'

test('any number of printable ASCII reads back from the widths of its bars', () => {
  const number = fc.string({
    unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 32,
  })
  fc.assert(
    fc.property(number, (text) => {
      expect(readCode128(code128Widths(text).slice(0, -1))).toBe(text)
    }),
  )
})

test('digits are packed two to a symbol', () => {
  const modules = code128Widths('000123').reduce((sum, width) => sum + width, 0)
  expect(modules).toBe(11 * 5 + 13)
})

test('a QR symbol is square, of a legal size, with its three finder patterns', () => {
  const { side, dark } = qrModules('HK-2025-000123')
  expect((side - 17) % 4).toBe(0)
  expect(dark).toHaveLength(side * side)
  const at = (x: number, y: number) => dark[y * side + x]
  for (const [x, y] of [
    [0, 0],
    [side - 7, 0],
    [0, side - 7],
  ] as const) {
    expect([at(x, y), at(x + 1, y + 1), at(x + 3, y + 3), at(x + 6, y + 6)]).toEqual([true, false, true, true])
  }
})

test('a QR symbol of a dossier number reads back', () => {
  const letter = fc.constantFrom(...'0123456789ABCHKxyz-./')
  fc.assert(
    fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 20 }), (text) => {
      const { side, dark } = qrModules(text)
      expect(readQr(side, dark)).toBe(text)
    }),
  )
})
