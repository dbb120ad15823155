import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePush, encodePush } from '../../../centre/protocol/push.ts'

const sealed = fc.record({
  canonical: fc.string({ maxLength: 200 }),
  signature: fc.string({ maxLength: 100 }),
})

test('what is encoded is decoded again, byte for byte, whatever the texts hold', () => {
  fc.assert(
    fc.property(fc.array(sealed, { maxLength: 20 }), (events) => {
      expect(decodePush(encodePush(events))).toEqual({ ok: true, events })
    }),
  )
})

test('any rubbish is answered with the number of the line that is wrong, never with an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (body) => {
      const decoded = decodePush(body)
      if (!decoded.ok) expect(decoded.line).toBeGreaterThan(0)
    }),
  )
  const good = encodePush([{ canonical: '{}', signature: '' }])
  expect(decodePush(`${good}{"canonical":1}\n${good}`)).toEqual({ ok: false, line: 2 })
  expect(decodePush(good.slice(0, -5))).toEqual({ ok: false, line: 1 })
})
