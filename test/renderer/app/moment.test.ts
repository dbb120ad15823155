import { expect, test } from 'vitest'
import { calendarDay, clockTime, plainDay, spanOf, timeOrDay } from '../../../renderer/app/moment.ts'

test('the time of the office is shown, whatever the zone of the machine', () => {
  expect(clockTime('2026-11-24T02:12:00.000Z')).toBe('09:12')
  expect(calendarDay('2026-11-23T18:00:00.000Z')).toBe('24/11/2026')
})

test('today shows the hour, other days the day too', () => {
  const now = new Date('2026-11-24T03:00:00.000Z')
  expect(timeOrDay('2026-11-24T02:12:00.000Z', now)).toBe('09:12')
  expect(timeOrDay('2026-11-22T02:12:00.000Z', now)).toBe('22/11/2026 09:12')
})

test('plain days of any precision turn round', () => {
  expect(plainDay('2001-03-15')).toBe('15/03/2001')
  expect(plainDay('2001-03')).toBe('03/2001')
  expect(plainDay('2001')).toBe('2001')
})

test('spans take the largest unit that still says something', () => {
  expect(spanOf(42_000)).toEqual({ key: 'moment.seconds', count: 42 })
  expect(spanOf(94_000)).toEqual({ key: 'moment.minutes', count: 2 })
  expect(spanOf(3 * 3_600_000)).toEqual({ key: 'moment.hours', count: 3 })
  expect(spanOf(72 * 3_600_000)).toEqual({ key: 'moment.days', count: 3 })
  expect(spanOf(-5)).toEqual({ key: 'moment.seconds', count: 0 })
})
