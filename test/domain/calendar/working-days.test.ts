import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import {
  addWorkingDays,
  endOfTerm,
  nextWorkingDay,
  workCalendar,
  workingDayOnOrAfter,
  workingDaysBetween,
} from '../../../domain/calendar/working-days.ts'

const calendar = workCalendar()
const day = plainDate
const anyDay = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(day('2021-01-01'), n))

describe('working days', () => {
  test('are counted from the day after receipt', () => {
    expect(addWorkingDays(day('2026-11-24'), 7, calendar)).toBe('2026-12-03')
    expect(addWorkingDays(day('2026-11-24'), 0, calendar)).toBe('2026-11-24')
  })

  test('skip Tết', () => {
    expect(addWorkingDays(day('2026-02-12'), 3, calendar)).toBe('2026-02-24')
  })

  test('include a Saturday worked in exchange for a day off', () => {
    expect(calendar.isWorkingDay(day('2025-04-26'))).toBe(true)
    expect(nextWorkingDay(day('2025-04-25'), calendar)).toBe('2025-04-26')
    expect(calendar.findHoliday(day('2025-05-02'))?.kind).toBe('swapped-off')
  })

  test('end a sixty-day term that falls on 30 April 2025 on 5 May', () => {
    expect(endOfTerm(day('2025-03-01'), 60, calendar)).toBe('2025-05-05')
  })

  test('leave a term that ends on a working day alone', () => {
    expect(endOfTerm(day('2026-11-02'), 15, calendar)).toBe('2026-11-17')
    expect(workingDayOnOrAfter(day('2026-11-24'), calendar)).toBe('2026-11-24')
  })

  test('say which years rest on an announcement', () => {
    expect(calendar.isAnnounced(2026)).toBe(true)
    expect(calendar.isAnnounced(2031)).toBe(false)
  })

  test('agree, counted forward and counted between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const end = addWorkingDays(from, count, calendar)
        expect(calendar.isWorkingDay(end)).toBe(true)
        expect(workingDaysBetween(from, end, calendar)).toBe(count)
        expect(addWorkingDays(from, count + 1, calendar)).toBe(nextWorkingDay(end, calendar))
      }),
    )
  })

  test('refuse counts that no term has', () => {
    for (const count of [-1, 1.5, Number.NaN, 1e9]) {
      expect(() => addWorkingDays(day('2026-11-24'), count, calendar)).toThrow(RangeError)
    }
  })
})
