import * as z from 'zod/mini'

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/

function isRealDay(text: string): boolean {
  const match = PATTERN.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1) return false
  return day <= daysInMonth(year, month)
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

/**
 * A day of the calendar as `YYYY-MM-DD`, without clock or time zone. Not a `Date`: a birth date must not move
 * by seven hours when a machine's zone is wrong. Text order is day order.
 */
export const PlainDate = z.string().check(z.refine(isRealDay, 'not a day of the calendar')).brand<'PlainDate'>()
export type PlainDate = z.infer<typeof PlainDate>

/** Parses `YYYY-MM-DD`; throws on anything that is no day of the calendar. */
export function plainDate(text: string): PlainDate {
  return PlainDate.parse(text)
}

/** `undefined` where the text is no day of the calendar. */
export function findPlainDate(text: string): PlainDate | undefined {
  const parsed = PlainDate.safeParse(text)
  return parsed.success ? parsed.data : undefined
}

function toUtc(day: PlainDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

function fromUtc(date: Date): PlainDate {
  return plainDate(date.toISOString().slice(0, 10))
}

export function addDays(day: PlainDate, count: number): PlainDate {
  const date = toUtc(day)
  date.setUTCDate(date.getUTCDate() + count)
  return fromUtc(date)
}

/** Whole years from `birth` to `day`; a birthday counts from that day on (born 29/2: from 1/3 in common years). */
export function fullYearsBetween(birth: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) >= birth.slice(5) ? years : years - 1
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function dayOfWeek(day: PlainDate): number {
  return toUtc(day).getUTCDay() || 7
}

export function isWeekend(day: PlainDate): boolean {
  return dayOfWeek(day) >= 6
}

/** `15/03/2001`, as papers and screens print it. */
export function formatDay(day: PlainDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}
