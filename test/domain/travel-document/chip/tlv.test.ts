import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, toHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import { readObjectIdentifier } from '../../../../domain/travel-document/chip/der.ts'
import {
  checkTlvTree,
  childrenOf,
  readTlv,
  readTlvs,
  readWholeTlv,
} from '../../../../domain/travel-document/chip/tlv.ts'
import { objectIdentifierContent, writeInteger, writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'

const tags = fc.constantFrom(0x02, 0x04, 0x30, 0x61, 0x87, 0x5f1f, 0x7f61, 0x5f2e, 0x7f49, 0xdf8101)

function failureOf(run: () => unknown): unknown {
  try {
    run()
    return 'none'
  } catch (fault) {
    return fault instanceof ChipFault ? [fault.failure, fault.offset] : fault
  }
}

test('what is written is read again, whatever tag and length', () => {
  const lengths = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000)
  fc.assert(
    fc.property(tags, lengths, (tag, length) => {
      const value = new Uint8Array(length).fill(0x5a)
      const one = readWholeTlv(writeTlv(tag, value), tag, 'test')
      expect(one.value.length).toBe(length)
      expect(one.tag).toBe(tag)
    }),
  )
})

test('the objects of a level lie side by side and know their places', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(tags, fc.uint8Array({ maxLength: 200 })), { maxLength: 8 }), (items) => {
      const level = items.map(([tag, value]) => writeTlv(tag, value))
      const whole = writeTlv(0x30, ...level)
      const found = childrenOf(readTlv(whole, 'test'), 'test')
      expect(found.map((one) => toHex(one.value))).toEqual(items.map(([, value]) => toHex(value)))
      for (const one of found) expect(toHex(whole.subarray(one.offset, one.end))).toBe(toHex(one.bytes))
    }),
  )
})

test('whatever the bytes, reading gives objects or a typed fault with its place', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const run of [() => readTlvs(bytes, 'x'), () => checkTlvTree(bytes, 'x')]) {
        const outcome = failureOf(run)
        expect(outcome === 'none' || Array.isArray(outcome)).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

test('lengths that lie, that have no end or are too wide are refused with their offset', () => {
  expect(failureOf(() => readTlvs(fromHex('0401FF 0405AA'), 'x'))).toEqual(['malformed', 3])
  expect(failureOf(() => readTlv(fromHex('3080 0000'), 'x'))).toEqual(['malformed', 0])
  expect(failureOf(() => readTlv(fromHex('0485 0000000001 00'), 'x'))).toEqual(['malformed', 0])
  expect(failureOf(() => readTlv(fromHex('0484 FFFFFFFF 00'), 'x'))).toEqual(['malformed', 0])
  expect(failureOf(() => readTlv(fromHex('1F8181818101 00'), 'x'))).toEqual(['malformed', 0])
  expect(failureOf(() => readTlv(fromHex('5F'), 'x'))).toEqual(['malformed', 0])
  expect(failureOf(() => readWholeTlv(fromHex('0400 00'), 0x04, 'x'))).toEqual(['malformed', 2])
})

test('a tree deeper or larger than its bounds is refused before anything recurses into it', () => {
  let deep: Uint8Array = new Uint8Array(0)
  for (let i = 0; i < 5000; i++) deep = writeTlv(0x30, deep)
  expect(failureOf(() => checkTlvTree(deep, 'x'))).toEqual(['too-large', expect.any(Number)])
  const wide = writeTlv(0x30, new Uint8Array(10_000))
  expect(failureOf(() => checkTlvTree(wide, 'x'))).toEqual(['too-large', undefined])
})

test('object identifiers and integers are coded as X.690 says', () => {
  expect(toHex(objectIdentifierContent('0.4.0.127.0.7.2.2.4.2.2'))).toBe('04007F00070202040202')
  expect(readObjectIdentifier(fromHex('04007F00070202040202'), 'x')).toBe('0.4.0.127.0.7.2.2.4.2.2')
  expect(readObjectIdentifier(fromHex('883703'), 'x')).toBe('2.999.3')
  expect(toHex(writeInteger(0))).toBe('020100')
  expect(toHex(writeInteger(0x80))).toBe('02020080')
  const arcs = fc.array(fc.nat({ max: 2 ** 31 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.nat({ max: 1 }), fc.nat({ max: 39 }), arcs, (first, second, rest) => {
      const dotted = [first, second, ...rest].join('.')
      expect(readObjectIdentifier(objectIdentifierContent(dotted), 'x')).toBe(dotted)
    }),
  )
})
