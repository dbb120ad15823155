import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import { datedRule, NoRuleInForce } from '../../../domain/law/dated-rule.ts'

const limit = datedRule([
  { from: '2027-03-01', until: null, value: 30, source: 'later law', unconfirmed: true },
  { from: '2016-01-01', until: '2027-02-28', value: 60, source: 'earlier law' },
])

describe('a dated rule', () => {
  test('answers with the value in force on the day, both ends included', () => {
    expect(limit.at(plainDate('2016-01-01'))).toBe(60)
    expect(limit.at(plainDate('2027-02-28'))).toBe(60)
    expect(limit.at(plainDate('2027-03-01'))).toBe(30)
    expect(limit.at(plainDate('2199-12-31'))).toBe(30)
  })

  test('names its source and says what was not read in the law itself', () => {
    expect(limit.spanAt(plainDate('2020-05-05')).source).toBe('earlier law')
    expect(limit.spanAt(plainDate('2028-01-01')).unconfirmed).toBe(true)
  })

  test('refuses to guess before its first span, and says which day and what is known', () => {
    expect(() => limit.at(plainDate('2015-12-31'))).toThrow(NoRuleInForce)
    expect(() => limit.at(plainDate('2015-12-31'))).toThrow(/2015-12-31.*2016-01-01…2027-02-28/)
  })

  test('answers nothing in a gap between spans', () => {
    const gappy = datedRule([
      { from: '2020-01-01', until: '2020-12-31', value: 'a', source: '' },
      { from: '2022-01-01', until: null, value: 'b', source: '' },
    ])
    expect(() => gappy.at(plainDate('2021-06-01'))).toThrow(NoRuleInForce)
    expect(gappy.at(plainDate('2022-01-01'))).toBe('b')
  })

  test('cannot be built from overlapping or backward spans', () => {
    const span = (from: string, until: string | null) => ({ from, until, value: 1, source: '' })
    expect(() => datedRule([span('2020-01-01', '2021-01-01'), span('2021-01-01', null)])).toThrow(/overlap/)
    expect(() => datedRule([span('2020-01-01', null), span('2021-01-01', null)])).toThrow(/overlap/)
    expect(() => datedRule([span('2020-01-02', '2020-01-01')])).toThrow(/ends before/)
  })

  test('finds the same span whatever the order in which spans are written', () => {
    const first = plainDate('2000-01-01')
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (lengths, pick) => {
          let from = first
          const spans = lengths.map((length, value) => {
            const until = addDays(from, length - 1)
            const span = { from, until, value, source: String(value) }
            from = addDays(until, 1)
            return span
          })
          const rule = datedRule([...spans].reverse())
          const wanted = spans[pick % spans.length]
          if (!wanted) return
          expect(rule.at(wanted.from)).toBe(wanted.value)
          expect(rule.at(wanted.until)).toBe(wanted.value)
          expect(() => rule.at(from)).toThrow(NoRuleInForce)
        },
      ),
    )
  })
})
