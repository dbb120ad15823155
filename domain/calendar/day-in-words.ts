import { findNumberOfWords, numberInWords } from './number-in-words.ts'
import { daysInMonth, findPlainDate, type PlainDate } from './plain-date.ts'

/** `Ngày hai tháng ba năm hai nghìn không trăm linh tám`: the one style this house writes ("ghi bằng chữ"). */
export function dayInWords(day: PlainDate): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  return `Ngày ${numberInWords(dayOfMonth ?? 0)} tháng ${monthInWords(month ?? 0)} năm ${numberInWords(year ?? 0)}`
}

/** The fourth month is `tư`, not `bốn`. */
function monthInWords(month: number): string {
  return month === 4 ? 'tư' : numberInWords(month)
}

/** `Tháng ba năm …` or `Năm …`, for dates of birth that say no more (`YYYY-MM`, `YYYY`). Full days as `dayInWords`. */
export function partialDayInWords(partial: string): string {
  const day = findPlainDate(partial)
  if (day) return dayInWords(day)
  const [year, month] = partial.split('-').map(Number)
  const yearWords = `năm ${numberInWords(year ?? 0)}`
  const words = month === undefined ? yearWords : `tháng ${monthInWords(month)} ${yearWords}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export interface DayOfWords {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

const LONGEST = 200
/** "tháng năm năm hai nghìn": the first năm is the month, the second the word for year. */
const SHAPE =
  /^(?:ngay (?:mung |mong )?(?<day>.+?) )?(?:thang (?<month>(?:muoi )?[a-z]+) )?nam (?<year>(?:mot|hai|ba|bon|nam|sau|bay|tam|chin) .+)$/

/**
 * Reads a date in the words of any register: linh or lẻ, tư or bốn, mùng, giêng, with or without `không trăm`, any
 * case, commas or none. `undefined` where the words are no date or name an impossible day.
 */
export function findDayOfWords(text: string): DayOfWords | undefined {
  const folded = foldWords(text.slice(0, LONGEST))
  const groups = SHAPE.exec(folded)?.groups
  if (!groups?.year) return undefined
  const year = findNumberOfWords(groups.year)
  if (year === undefined || year < 1000) return undefined
  if (groups.month === undefined) return groups.day === undefined ? { year } : undefined
  const month = groups.month === 'gieng' ? 1 : findNumberOfWords(groups.month)
  if (month === undefined || month < 1 || month > 12) return undefined
  if (groups.day === undefined) return { year, month }
  const day = findNumberOfWords(groups.day)
  if (day === undefined || day < 1 || day > daysInMonth(year, month)) return undefined
  return { year, month, day }
}

/** Whether the words of a paper say the day its figures say; a partial date must be exactly as partial. */
export function wordsSayDay(words: string, partial: string): boolean {
  const found = findDayOfWords(words)
  if (!found) return false
  const parts = [String(found.year).padStart(4, '0'), found.month, found.day].filter((part) => part !== undefined)
  return parts.map((part) => String(part).padStart(2, '0')).join('-') === partial
}

/** Its own small folding: persons build on the calendar, never the other way round. */
function foldWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}
