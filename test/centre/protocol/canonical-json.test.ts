import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, NotCanonical } from '../../../centre/protocol/canonical-json.ts'
import { canonicalKey, canonicalValue } from './canonical-value.ts'

test('canonical text is JSON of the same value, and the same for every order of its keys', () => {
  fc.assert(
    fc.property(canonicalValue, (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
  fc.assert(
    fc.property(fc.dictionary(canonicalKey, fc.integer()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
    }),
  )
})

test('the examples of RFC 8785 come out as printed there', () => {
  expect(
    canonicalJson(JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]}')),
  ).toBe('{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}')
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
})

test('a key is ordered by its UTF-16 code units, not by its code points', () => {
  expect(canonicalJson({ '\ufb33': 1, '\ud83d\ude00': 2 })).toBe('{"\ud83d\ude00":2,"\ufb33":1}')
})

test('what has no canonical form is refused by name: lone surrogates, NaN, dates, functions, bottomless nesting', () => {
  let deep: unknown = 0
  for (let i = 0; i < 100; i++) deep = [deep]
  for (const value of ['\ud800', Number.NaN, Number.POSITIVE_INFINITY, new Date(), () => 1, deep, { a: '\udc00x' }, 1n])
    expect(() => canonicalJson(value)).toThrow(NotCanonical)
})

test('a key that readers drop or obey is refused at any depth: nothing is signed that is not read', () => {
  for (const text of ['{"__proto__":""}', '[{"a":{"__proto__":{"admin":true}}}]', '{"\\u005f_proto__":1}'])
    expect(() => canonicalJson(JSON.parse(text))).toThrow(NotCanonical)
  expect(canonicalJson({ text: '__proto__' })).toBe('{"text":"__proto__"}')
})

test('an undefined member is an absent one', () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
})
