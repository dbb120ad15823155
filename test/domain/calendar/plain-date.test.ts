import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayOfWeek,
  daysInMonth,
  findPlainDate,
  formatDay,
  fullYearsBetween,
  isWeekend,
  plainDate,
} from '../../../domain/calendar/plain-date.ts'

const anyDay = fc.integer({ min: 0, max: 146_096 }).map((n) => addDays(plainDate('1800-01-01'), n))

describe('a plain date', () => {
  test('is only a day the calendar has', () => {
    for (const day of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) expect(findPlainDate(day)).toBe(day)
    for (const text of [
      '2023-02-29',
      '1900-02-29',
      '2021-13-01',
      '2021-00-10',
      '2021-04-31',
      '0000-01-01',
      '2021-1-1',
      '',
    ]) {
      expect(findPlainDate(text)).toBeUndefined()
    }
  })

  test('never comes out of arbitrary text that is no day', () => {
    fc.assert(fc.property(fc.string(), (text) => findPlainDate(text) === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text)))
  })

  test('goes forward and back by the same number of days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day)
        expect(addDays(day, count) > day).toBe(count > 0)
      }),
    )
  })

  test('has weekdays that follow each other', () => {
    expect(dayOfWeek(plainDate('2026-11-24'))).toBe(2)
    fc.assert(fc.property(anyDay, (day) => dayOfWeek(addDays(day, 1)) === (dayOfWeek(day) % 7) + 1))
    expect(isWeekend(plainDate('2026-11-28'))).toBe(true)
    expect(isWeekend(plainDate('2026-11-30'))).toBe(false)
  })

  test('counts leap years by the Gregorian rule', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29])
  })

  test('counts a birthday from that day on, and one of 29 February from 1 March in common years', () => {
    const born = plainDate('2004-02-29')
    expect(fullYearsBetween(born, plainDate('2018-02-28'))).toBe(13)
    expect(fullYearsBetween(born, plainDate('2018-03-01'))).toBe(14)
    expect(fullYearsBetween(born, plainDate('2020-02-29'))).toBe(16)
  })

  test('prints as papers write it', () => {
    expect(formatDay(plainDate('2001-03-05'))).toBe('05/03/2001')
  })
})
