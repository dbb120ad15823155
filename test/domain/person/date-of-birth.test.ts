import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, formatDay, plainDate } from '../../../domain/calendar/plain-date.ts'
import {
  ageOn,
  DateOfBirth,
  dayOfReachingAge,
  earliestBirth,
  findDateOfBirth,
  formatDateOfBirth,
  latestBirth,
  parseDateOfBirth,
  precisionOf,
  reachesAgeBy,
} from '../../../domain/person/date-of-birth.ts'

const birth = (text: string) => DateOfBirth.parse(text)
const day = plainDate
const anyDay = fc.integer({ min: 0, max: 100_000 }).map((n) => addDays(day('1850-01-01'), n))
const anyBirth = fc.tuple(anyDay, fc.constantFrom(4, 7, 10)).map(([it, length]) => birth(it.slice(0, length)))

describe('a date of birth', () => {
  test('is a day, a month or a year, and stays as partial as it is', () => {
    expect(['2001-03-15', '2001-03', '2001'].map((text) => precisionOf(birth(text)))).toEqual(['day', 'month', 'year'])
    expect(['2001-03-15', '2001-03', '2001'].map((text) => formatDateOfBirth(birth(text)))).toEqual([
      '15/03/2001',
      '03/2001',
      '2001',
    ])
  })

  test('is checked against the calendar', () => {
    for (const text of ['2001-02-29', '2001-13', '2001-00', '1799', '5005-01-01', '201', '2001-3-5', '2001-03-']) {
      expect(findDateOfBirth(text)).toBeUndefined()
    }
  })

  test.each([
    ['15/03/2001', '2001-03-15'],
    ['15-3-2001', '2001-03-15'],
    ['15.03.2001', '2001-03-15'],
    ['15 3 2001', '2001-03-15'],
    ['15 / 3 / 2001', '2001-03-15'],
    ['15032001', '2001-03-15'],
    ['2001-03-15', '2001-03-15'],
    ['03/2001', '2001-03'],
    ['01.2019', '2019-01'],
    ['2001-03', '2001-03'],
    [' 2001 ', '2001'],
  ])('is understood as typed: %s', (typed, value) => {
    expect(parseDateOfBirth(typed)).toEqual({ ok: true, value })
  })

  test.each([
    ['', { failure: 'empty' }],
    ['hôm qua', { failure: 'not-understood' }],
    ['15/3/01', { failure: 'year-needs-four-digits' }],
    ['15/3/5005', { failure: 'year-out-of-range', found: 5005, least: 1800, most: 2399 }],
    ['15/13/2001', { failure: 'month-out-of-range', found: 13, least: 1, most: 12 }],
    ['31/04/2001', { failure: 'day-out-of-range', found: 31, least: 1, most: 30 }],
    ['29022001', { failure: 'day-out-of-range', found: 29, least: 1, most: 28 }],
    ['00/05/2001', { failure: 'day-out-of-range', found: 0, least: 1, most: 31 }],
  ])('is refused with its reason: %s', (typed, refusal) => {
    expect(parseDateOfBirth(typed)).toEqual({ ok: false, ...refusal })
  })

  test('comes back from the form in which it is printed', () => {
    fc.assert(
      fc.property(anyBirth, (it) => {
        expect(parseDateOfBirth(formatDateOfBirth(it))).toEqual({ ok: true, value: it })
        expect(parseDateOfBirth(it)).toEqual({ ok: true, value: it })
      }),
    )
  })

  test('never comes out of arbitrary text unchecked', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789/-. a'), maxLength: 12 })
    fc.assert(
      fc.property(fc.oneof(typed, fc.string()), (text) => {
        const parsed = parseDateOfBirth(text)
        expect(!parsed.ok || findDateOfBirth(parsed.value) === parsed.value).toBe(true)
      }),
    )
  })

  test('lies between its earliest and latest day', () => {
    expect([earliestBirth(birth('2000-02')), latestBirth(birth('2000-02'))]).toEqual(['2000-02-01', '2000-02-29'])
    expect([earliestBirth(birth('2001')), latestBirth(birth('2001'))]).toEqual(['2001-01-01', '2001-12-31'])
    fc.assert(fc.property(anyBirth, (it) => earliestBirth(it).startsWith(it) && latestBirth(it).startsWith(it)))
  })
})

describe('an age', () => {
  test('is exact for a full date and changes on the birthday', () => {
    expect(ageOn(birth('2012-11-25'), day('2026-11-24'))).toEqual({ years: 13, atMost: 13, exact: true })
    expect(ageOn(birth('2012-11-24'), day('2026-11-24'))).toEqual({ years: 14, atMost: 14, exact: true })
  })

  test('is open by a year for a year-only birth until the year is over', () => {
    expect(ageOn(birth('2012'), day('2026-06-01'))).toEqual({ years: 13, atMost: 14, exact: false })
    expect(ageOn(birth('2012'), day('2026-12-31'))).toEqual({ years: 14, atMost: 14, exact: true })
  })

  test('is reached on a day known as well as the birth is', () => {
    expect(dayOfReachingAge(birth('2012-11-24'), 14)).toEqual({ earliest: '2026-11-24', latest: '2026-11-24' })
    expect(dayOfReachingAge(birth('2004-02-29'), 14)).toEqual({ earliest: '2018-03-01', latest: '2018-03-01' })
    expect(dayOfReachingAge(birth('2012'), 14)).toEqual({ earliest: '2026-01-01', latest: '2026-12-31' })
  })

  test('reached or not is unknown only inside a partial birth', () => {
    expect(reachesAgeBy(birth('2012'), 14, day('2025-12-31'))).toBe('no')
    expect(reachesAgeBy(birth('2012'), 14, day('2026-06-01'))).toBe('unknown')
    expect(reachesAgeBy(birth('2012'), 14, day('2026-12-31'))).toBe('yes')
    fc.assert(
      fc.property(anyBirth, anyDay, fc.integer({ min: 0, max: 120 }), (it, on, years) => {
        const age = ageOn(it, on)
        const expected = age.years >= years ? 'yes' : age.atMost >= years ? 'unknown' : 'no'
        expect(reachesAgeBy(it, years, on), `${it} ${years} ${formatDay(on)}`).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })
})
