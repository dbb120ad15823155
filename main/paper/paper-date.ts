import { dayOfWeek, type PlainDate } from '../../domain/calendar/plain-date.ts'

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const

/** `thứ Hai` … `Chủ nhật`. */
export function weekdayName(day: PlainDate): string {
  const name = WEEKDAYS[dayOfWeek(day) - 1]
  if (name === undefined) throw new RangeError(`no weekday for ${day}`)
  return name
}

/**
 * `ngày 05 tháng 02 năm 2026`. Days below 10 and months 1 and 2 take a leading zero, so that nothing can be written
 * before them. NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.
 */
export function dayInWords(day: PlainDate): string {
  const month = Number(day.slice(5, 7))
  return `ngày ${day.slice(8, 10)} tháng ${month < 3 ? `0${month}` : month} năm ${day.slice(0, 4)}`
}

/** `Hoàn Kiếm, ngày 15 tháng 7 năm 2025`. */
export function placeAndDay(place: string, day: PlainDate): string {
  return place.trim() === '' ? dayInWords(day) : `${place}, ${dayInWords(day)}`
}
