import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnnouncedYear, announcedYears } from '../../../domain/calendar/announced-years.ts'
import { holidaysOf } from '../../../domain/calendar/holidays.ts'
import { isWeekend, plainDate } from '../../../domain/calendar/plain-date.ts'
import { NoRuleInForce } from '../../../domain/law/dated-rule.ts'

const announced = (year: number) => announcedYears.find((it) => it.year === year)
const daysOff = (year: number) => holidaysOf(year, announced(year)).map((it) => it.day)
const kindsOf = (year: number, kind: string) =>
  holidaysOf(year, announced(year))
    .filter((it) => it.kind === kind)
    .map((it) => it.day)

describe('public holidays', () => {
  test('of 2026 are those of the wall calendar, swapped days included', () => {
    expect(daysOff(2026)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-26',
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      '2026-08-31',
      '2026-09-01',
      '2026-09-02',
    ])
  })

  test('of 2023 make up for Giỗ Tổ and 30 April on the days after 1 May', () => {
    expect(daysOff(2023).filter((day) => day > '2023-04-01' && day < '2023-06-01')).toEqual([
      '2023-04-29',
      '2023-04-30',
      '2023-05-01',
      '2023-05-02',
      '2023-05-03',
    ])
  })

  test('of Tết 2024 make up for the weekend behind the five days', () => {
    expect(kindsOf(2024, 'tet')).toEqual(['2024-02-08', '2024-02-09', '2024-02-10', '2024-02-11', '2024-02-12'])
    expect(kindsOf(2024, 'compensation')).toEqual(['2024-02-13', '2024-02-14'])
  })

  test('gave Quốc khánh one day before the Labour Code of 2019, two since', () => {
    expect(kindsOf(2020, 'national-day')).toEqual(['2020-09-02'])
    expect(kindsOf(2021, 'national-day')).toEqual(['2021-09-02', '2021-09-03'])
  })

  test('say of every day that rests on an unread announcement or a default that it is unconfirmed', () => {
    const years = holidaysOf(2029)
    expect(years.find((it) => it.day === '2029-02-13')?.unconfirmed).toBeUndefined()
    expect(years.filter((it) => it.unconfirmed).map((it) => it.kind)).toEqual(['tet', 'tet', 'national-day'])
  })

  test('take the usual choices of past announcements where a year has none yet', () => {
    for (const year of [2021, 2022, 2023, 2024, 2025, 2026]) {
      const chosen = (it?: AnnouncedYear) =>
        holidaysOf(year, it).filter((h) => h.kind === 'tet' || h.kind === 'national-day')
      expect(chosen().map((h) => h.day)).toEqual(chosen(announced(year)).map((h) => h.day))
    }
  })

  test('accept a holiday laid down later as reference data', () => {
    const extra: AnnouncedYear = {
      year: 2027,
      tetDaysBefore: 2,
      nationalDayExtra: 'after',
      swappedOff: [],
      swappedIn: [],
      furtherHolidays: [{ day: plainDate('2027-11-28'), name: 'Ngày thử' }],
      source: 'test',
    }
    const days = holidaysOf(2027, extra)
    expect(days.find((it) => it.day === '2027-11-28')?.kind).toBe('further-holiday')
    expect(days.find((it) => it.day === '2027-11-29')?.kind).toBe('compensation')
  })

  test('are refused for years whose law is not known', () => {
    expect(() => holidaysOf(2012)).toThrow(NoRuleInForce)
  })

  test('give every year eleven days off that are no weekend day, each named once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2021, max: 2150 }), (year) => {
        const days = holidaysOf(year).map((it) => it.day)
        expect(new Set(days).size).toBe(days.length)
        expect(days.filter((day) => !isWeekend(day))).toHaveLength(11)
      }),
    )
  })
})
