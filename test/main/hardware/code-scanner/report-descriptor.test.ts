import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MOST_DESCRIPTOR_BYTES,
  parseReportDescriptor,
} from '../../../../main/hardware/code-scanner/drivers/hid-pos/report-descriptor.ts'
import {
  findScannedDataLayout,
  USUAL_LAYOUT,
} from '../../../../main/hardware/code-scanner/drivers/hid-pos/scanned-data-layout.ts'
import { posDescriptor } from './pos-reports.ts'

const layoutOf = (bytes: readonly number[] | Uint8Array) => {
  const reading = parseReportDescriptor(Uint8Array.from(bytes))
  return reading.ok ? findScannedDataLayout(reading.reports) : reading
}

test("the descriptor of a maker's scanner gives the report makers usually send", () => {
  expect(layoutOf(posDescriptor)).toEqual(USUAL_LAYOUT)
})

test('a keyboard, a vendor device and an output-only device are no code scanners', () => {
  const keyboard = [
    0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0xc0,
  ]
  const vendor = [...Buffer.from('0600FF0901A1010902150026FF00750895408102090395409102090485059508B102C0', 'hex')]
  expect(layoutOf(keyboard)).toBeUndefined()
  expect(layoutOf(vendor)).toBeUndefined()
  expect(
    layoutOf([0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x09, 0xfe, 0x75, 0x08, 0x95, 0x10, 0x91, 0x02, 0xc0]),
  ).toBeUndefined()
})

test('decoded data counted on the vendor page do not become a scanner, and a scanner without report numbers has no number byte', () => {
  const bare = [0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x75, 0x08, 0x95, 0x20, 0x09, 0xfe, 0x82, 0x02, 0x01, 0xc0]
  expect(layoutOf(bare)).toEqual({
    reportId: undefined,
    reportBytes: 32,
    lengthAt: undefined,
    symbologyAt: [],
    dataAt: 0,
    dataBytes: 32,
    more: undefined,
  })
})

test('a usage range and a four-byte usage mean the same as usages one by one', () => {
  const ranged = [
    0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x85, 0x07, 0x75, 0x08, 0x95, 0x03, 0x19, 0xfb, 0x29, 0xfd, 0x81, 0x02,
  ]
  const wide = [0x95, 0x04, 0x0b, 0xfe, 0x00, 0x8c, 0x00, 0x81, 0x02, 0xc0]
  expect(layoutOf([...ranged, ...wide])).toMatchObject({ reportId: 7, symbologyAt: [1, 2, 3], dataAt: 4, dataBytes: 4 })
})

test('data that do not lie on whole bytes are refused', () => {
  const crooked = [0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x75, 0x01, 0x95, 0x03, 0x81, 0x03]
  expect(layoutOf([...crooked, 0x75, 0x08, 0x95, 0x04, 0x09, 0xfe, 0x81, 0x02, 0xc0])).toBeUndefined()
})

test.each([
  ['too-long', new Array(MOST_DESCRIPTOR_BYTES + 1).fill(0x04)],
  ['truncated', [0x26, 0xff]],
  ['truncated', [0xfe, 0x08, 0x01]],
  ['unbalanced', [0xc0]],
  ['unbalanced', [0xa1, 0x01]],
  ['unbalanced', [0xb4]],
  ['too-deep', new Array(20).fill([0xa1, 0x01]).flat()],
  ['too-deep', new Array(20).fill(0xa4)],
  ['report-too-big', [0x75, 0x08, 0x97, 0xff, 0xff, 0xff, 0xff, 0x81, 0x02]],
  // Four thousand million elements of no bits at all.
  ['report-too-big', [0x75, 0x00, 0x97, 0xff, 0xff, 0xff, 0xff, 0x81, 0x02]],
  ['too-many-items', [0x19, 0x00, 0x2b, 0xff, 0xff, 0xff, 0xff]],
  ['too-many-items', new Array(600).fill([0x81, 0x02]).flat()],
] as const)('a hostile descriptor is refused as %s', (failure, bytes) => {
  expect(layoutOf(bytes as readonly number[])).toMatchObject({ ok: false, failure })
})

test('every place of every layout lies inside its report, whatever the descriptor says', () => {
  const item = fc.oneof(
    fc.constantFrom(
      [0x09, 0xfe],
      [0x09, 0xfe, 0x81, 0x02],
      [0x09, 0xff],
      [0x09, 0xfb],
      [0x81, 0x02],
      [0x81, 0x03],
      [0x75, 0x08],
      [0x75, 0x01],
    ),
    fc.tuple(fc.constantFrom(0x75, 0x95, 0x09), fc.integer({ min: 0, max: 70 })).map((pair) => [...pair]),
    fc
      .tuple(fc.constantFrom(0x85, 0x96, 0x05), fc.uint8Array({ minLength: 2, maxLength: 2 }))
      .map(([tag, bytes]) => [tag, ...bytes.subarray(0, tag === 0x96 ? 2 : 1)]),
  )
  let found = 0
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const layout = layoutOf([0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x75, 0x08, 0x95, 0x04, ...items.flat(), 0xc0])
      if (layout === undefined || 'ok' in layout) return
      found += 1
      const places = [
        layout.lengthAt ?? 0,
        layout.more?.at ?? 0,
        ...layout.symbologyAt,
        layout.dataAt + layout.dataBytes - 1,
      ]
      expect(Math.max(...places)).toBeLessThan(layout.reportBytes)
    }),
    { numRuns: 5_000, seed: 8 },
  )
  expect(found).toBeGreaterThan(50)
})
