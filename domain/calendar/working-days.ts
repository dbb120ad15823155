import { type AnnouncedYear, announcedYears } from './announced-years.ts'
import { type Holiday, holidaysOf } from './holidays.ts'
import { addDays, isWeekend, type PlainDate } from './plain-date.ts'

/** Answers whether an office works on a day. Saturday and Sunday are the weekly rest days. */
export interface WorkCalendar {
  isWorkingDay(day: PlainDate): boolean
  findHoliday(day: PlainDate): Holiday | undefined
  /** Whether the year's holidays rest on an announcement; without one, dates counted across them are unconfirmed. */
  isAnnounced(year: number): boolean
}

/** Builds the calendar from the announcements the office knows; years without one follow the law and its usual choices. */
export function workCalendar(announced: readonly AnnouncedYear[] = announcedYears): WorkCalendar {
  const byYear = new Map(announced.map((it) => [it.year, it]))
  const worked = new Set(announced.flatMap((it) => it.swappedIn))
  const known = new Map<number, ReadonlyMap<string, Holiday>>()

  function findHoliday(day: PlainDate): Holiday | undefined {
    const year = Number(day.slice(0, 4))
    let holidays = known.get(year)
    if (!holidays) {
      holidays = new Map(holidaysOf(year, byYear.get(year)).map((holiday) => [holiday.day, holiday]))
      known.set(year, holidays)
    }
    return holidays.get(day)
  }

  return {
    findHoliday,
    isWorkingDay: (day) => findHoliday(day) === undefined && (!isWeekend(day) || worked.has(day)),
    isAnnounced: (year) => byYear.has(year),
  }
}

/** First working day after the day. */
export function nextWorkingDay(day: PlainDate, calendar: WorkCalendar): PlainDate {
  return workingDayOnOrAfter(addDays(day, 1), calendar)
}

/** The day itself where it is worked, else the next one that is. */
export function workingDayOnOrAfter(day: PlainDate, calendar: WorkCalendar): PlainDate {
  let found = day
  while (!calendar.isWorkingDay(found)) found = addDays(found, 1)
  return found
}

/** Longest term any rule of the house counts; more is a mistake in the caller. */
const MOST_DAYS = 3660

/**
 * End of a term of working days (ngày làm việc): the day of receipt is not counted, so 0 gives the day itself and 1 the
 * next working day. Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 3. Throws `RangeError` for other than 0 … 3660 days.
 */
export function addWorkingDays(day: PlainDate, count: number, calendar: WorkCalendar): PlainDate {
  requireCount(count)
  let found = day
  for (let i = 0; i < count; i++) found = nextWorkingDay(found, calendar)
  return found
}

/**
 * Last day of a term of calendar days: the first day is not counted (Bộ luật Dân sự, Điều 147 khoản 3), and a last day
 * that is a rest day moves to the next working day (Điều 148 khoản 5).
 */
export function endOfTerm(day: PlainDate, count: number, calendar: WorkCalendar): PlainDate {
  requireCount(count)
  return workingDayOnOrAfter(addDays(day, count), calendar)
}

function requireCount(count: number): void {
  if (!Number.isInteger(count) || count < 0 || count > MOST_DAYS) throw new RangeError(`not a number of days: ${count}`)
}

/** Working days after `from` up to and including `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkCalendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) count++
  return count
}
