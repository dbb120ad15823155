import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameFault, hostFrameReader, writeFrame } from '../../../../main/hardware/host/host-frame.ts'

const MOST = 1_000_000
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 200 }))
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    // A key that starts with a dollar is the frame's own.
    fc.dictionary(
      fc.string().filter((key) => !key.startsWith('$') && key !== '__proto__'),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
}))

test('every value arrives as it was sent, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(anyValue, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), (values, cut) => {
      const wire = Buffer.concat(values.map((value) => writeFrame(value, MOST)))
      const reader = hostFrameReader(MOST)
      const seen: unknown[] = []
      for (let at = 0; at < wire.length; at += cut) seen.push(...reader.push(wire.subarray(at, at + cut)))
      expect(seen).toEqual(values.map((value) => (JSON.parse(JSON.stringify(value)) === undefined ? null : value)))
    }),
    { numRuns: 200 },
  )
})

test('bytes that are no frames are refused or waited for, never anything else', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), (chunks) => {
      const reader = hostFrameReader(10_000)
      try {
        for (const chunk of chunks) for (const value of reader.push(chunk)) expect(value).not.toBe(undefined)
      } catch (fault) {
        expect(fault).toBeInstanceOf(FrameFault)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a frame longer than agreed is refused by its head, before its bytes are waited for', () => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(MOST + 1, 0)
  expect(() => [...hostFrameReader(MOST).push(head)]).toThrow(FrameFault)
  expect(() => writeFrame({ bytes: new Uint8Array(MOST) }, MOST)).toThrow(FrameFault)
})

test('bytes that lie outside of their frame are refused', () => {
  const frame = Buffer.from(writeFrame({ bytes: new Uint8Array(4) }, MOST))
  const forged = Buffer.from(frame.toString('latin1').replace('[0,4]', '[1,4]'), 'latin1')
  expect(() => [...hostFrameReader(MOST).push(forged)]).toThrow('bytes outside of the frame')
})

test('text nested deeper than any message is refused', () => {
  const text = Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(4 + text.length, 0)
  head.writeUInt32BE(text.length, 4)
  expect(() => [...hostFrameReader(MOST).push(Buffer.concat([head, text]))]).toThrow(FrameFault)
})
