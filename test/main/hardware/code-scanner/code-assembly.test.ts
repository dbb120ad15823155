import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Assembled, codeAssembly } from '../../../../main/hardware/code-scanner/drivers/hid-pos/code-assembly.ts'
import { USUAL_LAYOUT } from '../../../../main/hardware/code-scanner/drivers/hid-pos/scanned-data-layout.ts'
import { posReports } from './pos-reports.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
function take(reports: readonly Uint8Array[], everyMs = 5): readonly Assembled[] {
  const assembly = codeAssembly(USUAL_LAYOUT)
  return reports.flatMap((report, i) => assembly.take(report, i * everyMs))
}
const changed = (report: Uint8Array | undefined, at: number, value: number) =>
  Uint8Array.from(report ?? []).with(at, value)

test('a code of any length comes back byte for byte with its symbology', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 2953 }),
      fc.constantFrom(']Q1', ']C0', ']d2', ''),
      (bytes, symbology) => {
        fc.pre(bytes[0] !== 0x5d)
        expect(take(posReports(bytes, symbology))).toEqual([{ kind: 'code', symbology, bytes }])
      },
    ),
    { numRuns: 300, seed: 1 },
  )
})

test('the example of a maker is read: sixty bytes in two reports', () => {
  const text = 'M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23  ABCD'
  expect(take(posReports(utf8(text), ']Q0'))).toEqual([{ kind: 'code', symbology: ']Q0', bytes: utf8(text) }])
})

test('a symbology without its bracket gets it back; one sent inside the data too is there once', () => {
  expect(take(posReports(utf8('abc'), 'Q1'))).toMatchObject([{ symbology: ']Q1' }])
  expect(take(posReports(utf8(']Q1abc'), ']Q1'))).toEqual([{ kind: 'code', symbology: ']Q1', bytes: utf8('abc') }])
  expect(take(posReports(utf8(']C0abc'), ''))).toEqual([{ kind: 'code', symbology: ']C0', bytes: utf8('abc') }])
})

test('another report of the scanner, or an empty one, is no code', () => {
  expect(
    take([changed(posReports(utf8('abc'))[0], 0, 4), new Uint8Array(0), ...posReports(new Uint8Array(0))]),
  ).toEqual([])
})

test('a lying length and a short report break the code and leave the next one whole', () => {
  const [good] = posReports(utf8('good'))
  expect(take([changed(good, 1, 57), good ?? new Uint8Array()])).toEqual([
    { kind: 'broken', why: 'length-too-great' },
    { kind: 'code', symbology: ']Q1', bytes: utf8('good') },
  ])
  expect(take([Uint8Array.from([2, 3, 1]), good ?? new Uint8Array()]).map((one) => one.kind)).toEqual([
    'broken',
    'code',
  ])
})

test('two halves of different codes are never put together', () => {
  const long = posReports(utf8('x'.repeat(100)))
  const other = posReports(utf8('other'), ']C0')
  expect(take([long[0] ?? new Uint8Array(), ...other])).toEqual([
    { kind: 'broken', why: 'incomplete' },
    { kind: 'code', symbology: ']C0', bytes: utf8('other') },
  ])
  expect(take([long[0] ?? new Uint8Array(), ...posReports(utf8('later'))], 2_000)).toEqual([
    { kind: 'broken', why: 'incomplete' },
    { kind: 'code', symbology: ']Q1', bytes: utf8('later') },
  ])
})

test('a scanner that says "more" for ever is stopped and heard again afterwards', () => {
  const [part] = posReports(utf8('y'.repeat(100)))
  const outcome = take([...new Array(120).fill(part), ...posReports(utf8('end'))], 1)
  expect(outcome.filter((one) => one.kind === 'broken')).toHaveLength(1)
  expect(outcome[0]).toEqual({ kind: 'broken', why: 'too-long' })
})

test('a scanner that names the symbology in its first report alone is heard whole', () => {
  const text = 'x'.repeat(150)
  const named = posReports(utf8(text)).map((report, i) =>
    i === 0 ? report : changed(changed(report, 2, 0), 3, 0).with(4, 0),
  )
  expect(take(named)).toEqual([{ kind: 'code', symbology: ']Q1', bytes: utf8(text) }])
})

test('the rest of a broken code is never given on as a code', () => {
  const [first, second, third] = posReports(utf8('x'.repeat(150)), '')
  const lying = changed(first, 1, 57)
  const rest = [second ?? new Uint8Array(), third ?? new Uint8Array()]
  expect(take([lying, ...rest])).toEqual([{ kind: 'broken', why: 'length-too-great' }])
  // A tail that comes too late belongs to what has begun it.
  const late = codeAssembly(USUAL_LAYOUT)
  const [head] = posReports(utf8('y'.repeat(100)))
  expect(late.take(head ?? new Uint8Array(), 0)).toEqual([])
  expect(late.take(posReports(utf8('tail'), '')[0] ?? new Uint8Array(), 2_000)).toEqual([
    { kind: 'broken', why: 'incomplete' },
  ])
})

test('a scanner that names no symbology is heard again a moment after a broken report', () => {
  const assembly = codeAssembly(USUAL_LAYOUT)
  const [good] = posReports(utf8('good'), '')
  expect(assembly.take(changed(good, 1, 57), 0)).toMatchObject([{ kind: 'broken' }])
  expect(assembly.take(good ?? new Uint8Array(), 400)).toEqual([{ kind: 'code', symbology: '', bytes: utf8('good') }])
})
