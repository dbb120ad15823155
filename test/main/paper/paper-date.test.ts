import { expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { dayInWords, placeAndDay, weekdayName } from '../../../main/paper/paper-date.ts'

test('days below ten and the first two months take a leading zero, later months do not', () => {
  expect(dayInWords(plainDate('2026-02-05'))).toBe('ngày 05 tháng 02 năm 2026')
  expect(dayInWords(plainDate('2026-03-15'))).toBe('ngày 15 tháng 3 năm 2026')
  expect(dayInWords(plainDate('2026-12-31'))).toBe('ngày 31 tháng 12 năm 2026')
})

test('weekdays have their Vietnamese names, Sunday its own', () => {
  expect(weekdayName(plainDate('2025-07-07'))).toBe('thứ Hai')
  expect(weekdayName(plainDate('2025-07-12'))).toBe('thứ Bảy')
  expect(weekdayName(plainDate('2025-07-13'))).toBe('Chủ nhật')
})

test('the date line begins with the place where there is one', () => {
  expect(placeAndDay('Hoàn Kiếm', plainDate('2025-07-08'))).toBe('Hoàn Kiếm, ngày 08 tháng 7 năm 2025')
  expect(placeAndDay(' ', plainDate('2025-07-08'))).toBe('ngày 08 tháng 7 năm 2025')
})
