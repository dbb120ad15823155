import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDayOfLunar, lunarDayOf } from '../../../domain/calendar/lunar-day.ts'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'

const first = (year: number) => findDayOfLunar({ year, month: 1, day: 1, leap: false })

describe('the Vietnamese lunar calendar', () => {
  test.each([
    [2021, '2021-02-12'],
    [2022, '2022-02-01'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2029, '2029-02-13'],
    [2030, '2030-02-02'],
  ])('begins the year %i on %s', (year, day) => {
    expect(first(year)).toBe(day)
  })

  test('keeps the time of Hà Nội, not of Beijing: Tết 1985 a month earlier, Tết 2007 a day earlier', () => {
    expect(first(1985)).toBe('1985-01-21')
    expect(first(2007)).toBe('2007-02-17')
  })

  test('puts the leap months of 2020, 2023, 2025 and 2033 where almanacs put them', () => {
    expect(findDayOfLunar({ year: 2020, month: 4, day: 1, leap: true })).toBe('2020-05-23')
    expect(findDayOfLunar({ year: 2023, month: 2, day: 1, leap: true })).toBe('2023-03-22')
    expect(findDayOfLunar({ year: 2025, month: 6, day: 1, leap: true })).toBe('2025-07-25')
    expect(findDayOfLunar({ year: 2033, month: 11, day: 1, leap: true })).toBe('2033-12-22')
    expect(findDayOfLunar({ year: 2024, month: 2, day: 1, leap: true })).toBeUndefined()
  })

  test('knows no thirtieth in a short month and no thirteenth month', () => {
    expect(findDayOfLunar({ year: 2025, month: 12, day: 30, leap: false })).toBeUndefined()
    expect(findDayOfLunar({ year: 2025, month: 13, day: 1, leap: false })).toBeUndefined()
  })

  test('answers 2054-05-07, where the mean month runs ahead of the moon', () => {
    expect(lunarDayOf(plainDate('2054-05-07'))).toEqual({ year: 2054, month: 3, day: 30, leap: false })
  })

  test('leads every civil day to a lunar day and back, and lunar days follow each other', () => {
    const anyDay = fc.integer({ min: 0, max: 145_000 }).map((n) => addDays(plainDate('1801-01-01'), n))
    fc.assert(
      fc.property(anyDay, (day) => {
        const lunar = lunarDayOf(day)
        expect(findDayOfLunar(lunar)).toBe(day)
        const next = lunarDayOf(addDays(day, 1))
        expect(next.day === lunar.day + 1 || (next.day === 1 && lunar.day >= 29)).toBe(true)
        expect(lunar.day).toBeLessThanOrEqual(30)
      }),
      { numRuns: 400 },
    )
  })

  test('refuses years its terms were not made for', () => {
    expect(() => lunarDayOf(plainDate('1799-06-01'))).toThrow(RangeError)
  })
})
