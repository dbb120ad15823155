import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { findReadLength } from '../../../../domain/travel-document/chip/read-length.ts'

test('cards that say they take extended length are read in long steps', () => {
  // Contactless, by PC/SC part 3: 3B 8N 80 01, historical bytes, check byte; other objects may stand before.
  expect(findReadLength(fromHex('3B858001 80 73C82140 00'))).toBe(2048)
  expect(findReadLength(fromHex('3B878001 80 31B8 73C82140 00'))).toBe(2048)
  // Category 00 with its status behind, on a contact card with two rounds of interface bytes.
  expect(findReadLength(fromHex('3BF8 960000 81 31 FE45 00 73C82140 009000 00'))).toBe(2048)
})

test('cards that say otherwise, or nothing, are read in short steps', () => {
  for (const answer of [
    '3B80800101',
    '3B858001 8073C82100 00',
    '3B858001 1073C82140 00',
    '3B848001 80 72C821 00',
    '3B',
    '',
  ])
    expect(findReadLength(fromHex(answer)), answer).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect([undefined, 2048]).toContain(findReadLength(bytes))
    }),
  )
})
