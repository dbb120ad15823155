import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLikeZoneThroughInputMethod } from '../../../domain/travel-document/scanner-damage.ts'

const LINE = 'IDVNM0900123456001090012345<<8'

test('a zone that an input method has touched is known by its one Vietnamese letter', () => {
  // Telex takes AA for Â and DD for Đ, VNI takes A1 for Á.
  expect(looksLikeZoneThroughInputMethod('IDVNM09Á0123456001090012345<<8')).toBe(true)
  expect(looksLikeZoneThroughInputMethod('PHẠM<<THI<LAN<<<<<<<<<<<<<<<<')).toBe(true)
  expect(
    looksLikeZoneThroughInputMethod(`${LINE}\n9003155M3003152VNM<<<<<<<<<<<4\nĐOAN<<VAN<AN<<<<<<<<<<<<<<<<<<`),
  ).toBe(true)
})

test('a whole zone, a card code, a name and an address are none', () => {
  for (const text of [
    LINE,
    '001090012345||Nguyễn Văn An|15031990|Nam|Hà Nội|20042021',
    'Nguyễn Văn Đồng',
    'Số 12 < ngõ 5, đường Láng, Hà Nội',
  ])
    expect(looksLikeZoneThroughInputMethod(text)).toBe(false)
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'), maxLength: 100 }),
      (text) => {
        expect(looksLikeZoneThroughInputMethod(text)).toBe(false)
      },
    ),
    { numRuns: 500, seed: 9 },
  )
})
