import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLikeCardCode } from '../../../../../renderer/identity-card/application/intake/code-shape.ts'

test('codes of cards and lines of their zones are codes', () => {
  expect(looksLikeCardCode('001090012345||Nguyễn Văn An|15031990|Nam|Hà Nội|20042021')).toBe(true)
  expect(looksLikeCardCode('IDVNM0900123456001090012345<<8')).toBe(true)
  expect(looksLikeCardCode('9003155M3003152VNM<<<<<<<<<<<4')).toBe(true)
  expect(looksLikeCardCode('NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<')).toBe(true)
})

test('names, addresses, numbers and sentences are none', () => {
  for (const text of [
    'Nguyễn Văn Đồng',
    'Số 12, ngõ 5, đường Láng',
    '001090012345',
    '0912345678',
    'Ủy ban nhân dân phường Hàng Gai',
  ])
    expect(looksLikeCardCode(text)).toBe(false)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ăâđêôơưaeghinotuv ,.0123456789'), maxLength: 80 }), (text) => {
      expect(looksLikeCardCode(text)).toBe(false)
    }),
    { numRuns: 500, seed: 2 },
  )
})
