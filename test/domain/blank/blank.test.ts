import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlankSerial, blankRange, MOST_BLANKS_AT_ONCE, tidySerial } from '../../../domain/blank/blank-serial.ts'
import { type BlankAct, BlankState, mayDo } from '../../../domain/blank/blank-state.ts'

const series = fc
  .string({ unit: fc.constantFrom(...'ABKLĐ-/.XY'), maxLength: 6 })
  .map((text) => text.replace(/Đ/g, 'D'))

test('a range has every number from first to last once, of one series and one width', () => {
  fc.assert(
    fc.property(
      series,
      fc.integer({ min: 0, max: 999_000 }),
      fc.integer({ min: 0, max: 900 }),
      (letters, from, more) => {
        const write = (n: number) => `${letters}${String(n).padStart(6, '0')}`
        const range = blankRange(` ${write(from).toLowerCase()} `, write(from + more))
        if (!range.ok) throw new Error(range.failure)
        expect(range.serials).toHaveLength(more + 1)
        expect(new Set(range.serials).size).toBe(more + 1)
        expect([range.serials[0], range.serials.at(-1)]).toEqual([write(from), write(from + more)])
        expect(range.serials.every((serial) => BlankSerial.safeParse(serial).success)).toBe(true)
        expect([...range.serials].sort()).toEqual(range.serials)
      },
    ),
  )
})

test('a range that falls, changes its series or is longer than a delivery is refused', () => {
  expect(blankRange('BK000010', 'BK000009')).toEqual({ ok: false, failure: 'not-one-series' })
  expect(blankRange('BK000010', 'BL000011')).toEqual({ ok: false, failure: 'not-one-series' })
  expect(blankRange('BK0010', 'BK000011')).toEqual({ ok: false, failure: 'not-one-series' })
  expect(blankRange('BK000000', `BK${String(MOST_BLANKS_AT_ONCE).padStart(6, '0')}`)).toEqual({
    ok: false,
    failure: 'range-too-long',
  })
  for (const odd of ['', 'BK', 'BK12', '<script>', 'BK000010x']) expect(blankRange(odd, odd).ok).toBe(false)
})

test('whatever is typed is a range or a refusal', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => typeof blankRange(a, b).ok === 'boolean'))
  fc.assert(fc.property(fc.string(), (text) => tidySerial(tidySerial(text)) === tidySerial(text)))
})

test('nothing is done with a spoiled blank, and none is spoiled without a report', () => {
  const acts: BlankAct[] = ['use', 'report-spoiled', 'confirm-spoiled', 'refuse-spoiled']
  expect(acts.filter((act) => mayDo(act, 'spoiled'))).toEqual([])
  expect(BlankState.options.filter((state) => mayDo('confirm-spoiled', state))).toEqual(['spoil-reported'])
})
