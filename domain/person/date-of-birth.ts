import * as z from 'zod/mini'
import {
  addDays,
  daysInMonth,
  findPlainDate,
  fullYearsBetween,
  type PlainDate,
  plainDate,
} from '../calendar/plain-date.ts'

const PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
/** Old books hold births of the 1800s; digit 4 of the personal number ends with 2399. */
const FIRST_YEAR = 1800
const LAST_YEAR = 2399

function isRealBirth(text: string): boolean {
  const match = PATTERN.exec(text)
  if (!match) return false
  const year = Number(match[1])
  if (year < FIRST_YEAR || year > LAST_YEAR) return false
  if (match[2] === undefined) return true
  const month = Number(match[2])
  if (month < 1 || month > 12) return false
  if (match[3] === undefined) return true
  const day = Number(match[3])
  return day >= 1 && day <= daysInMonth(year, month)
}

/**
 * Ngày, tháng, năm sinh as `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where old papers say no more. A missing day or month
 * stays missing: it is never filled with 01.
 */
export const DateOfBirth = z.string().check(z.refine(isRealBirth, 'not a date of birth')).brand<'DateOfBirth'>()
export type DateOfBirth = z.infer<typeof DateOfBirth>

export function findDateOfBirth(text: string): DateOfBirth | undefined {
  const parsed = DateOfBirth.safeParse(text)
  return parsed.success ? parsed.data : undefined
}

export type BirthPrecision = 'day' | 'month' | 'year'

export function precisionOf(birth: DateOfBirth): BirthPrecision {
  if (birth.length === 10) return 'day'
  return birth.length === 7 ? 'month' : 'year'
}

export function yearOfBirth(birth: DateOfBirth): number {
  return Number(birth.slice(0, 4))
}

/** `15/03/2001`, `03/2001` or `2001`, as papers and screens print it. */
export function formatDateOfBirth(birth: DateOfBirth): string {
  return birth.split('-').reverse().join('/')
}

/** First day on which the person can have been born. */
export function earliestBirth(birth: DateOfBirth): PlainDate {
  return plainDate(birth + '-01-01'.slice(birth.length - 4))
}

/** Last day on which the person can have been born. */
export function latestBirth(birth: DateOfBirth): PlainDate {
  const month = birth.length >= 7 ? birth.slice(5, 7) : '12'
  const lastDay = String(daysInMonth(yearOfBirth(birth), Number(month))).padStart(2, '0')
  return findPlainDate(birth) ?? plainDate(`${birth.slice(0, 4)}-${month}-${lastDay}`)
}

export interface Age {
  /** Full years that are certain (tròn tuổi): counted from the latest possible birth. */
  readonly years: number
  /** Full years at most: counted from the earliest possible birth. */
  readonly atMost: number
  /** Whether both are the same, so that the age is known. */
  readonly exact: boolean
}

/** Age in full years on the day. Negative for a birth after the day. */
export function ageOn(birth: DateOfBirth, day: PlainDate): Age {
  const years = fullYearsBetween(latestBirth(birth), day)
  const atMost = fullYearsBetween(earliestBirth(birth), day)
  return { years, atMost, exact: years === atMost }
}

function dayOfTurning(born: PlainDate, years: number): PlainDate {
  const year = String(Number(born.slice(0, 4)) + years).padStart(4, '0')
  const birthday = findPlainDate(year + born.slice(4))
  return birthday ?? addDays(plainDate(`${year}-02-28`), 1)
}

export interface AgeDay {
  /** No earlier than this day … */
  readonly earliest: PlainDate
  /** … and certainly on this one. The same day for a full date of birth. */
  readonly latest: PlainDate
}

/** Day on which the person turns `years` (born on 29/2: on 1/3 of a common year). */
export function dayOfReachingAge(birth: DateOfBirth, years: number): AgeDay {
  return {
    earliest: dayOfTurning(earliestBirth(birth), years),
    latest: dayOfTurning(latestBirth(birth), years),
  }
}

/** Whether the person has turned `years` by the day; `unknown` where a partial date of birth leaves it open. */
export function reachesAgeBy(birth: DateOfBirth, years: number, day: PlainDate): 'yes' | 'no' | 'unknown' {
  const reached = dayOfReachingAge(birth, years)
  if (day >= reached.latest) return 'yes'
  return day < reached.earliest ? 'no' : 'unknown'
}

export type DateOfBirthFailure =
  | 'empty'
  | 'not-understood'
  | 'year-needs-four-digits'
  | 'year-out-of-range'
  | 'month-out-of-range'
  | 'day-out-of-range'

export type ParsedDateOfBirth =
  | { readonly ok: true; readonly value: DateOfBirth }
  | {
      readonly ok: false
      readonly failure: DateOfBirthFailure
      /** The part that is wrong and the bounds it has to keep, for the sentence under the field. */
      readonly found?: number
      readonly least?: number
      readonly most?: number
    }

const TYPED_FORMS: readonly { readonly pattern: RegExp; readonly order: readonly ('day' | 'month' | 'year')[] }[] = [
  { pattern: /^(\d{4})$/, order: ['year'] },
  { pattern: /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{1,4})$/, order: ['day', 'month', 'year'] },
  { pattern: /^(\d{2})(\d{2})(\d{4})$/, order: ['day', 'month', 'year'] },
  { pattern: /^(\d{1,2})[/.\-\s](\d{4})$/, order: ['month', 'year'] },
  { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, order: ['year', 'month', 'day'] },
  { pattern: /^(\d{4})-(\d{1,2})$/, order: ['year', 'month'] },
]

/**
 * Reads what a clerk types or a file holds: `15/03/2001`, `5-3-2001`, `15.3.2001`, `15032001`, `03/2001`, `2001`,
 * `2001-03-15`. Never guesses a century and never swaps day and month.
 */
export function parseDateOfBirth(typed: string): ParsedDateOfBirth {
  const text = typed.trim().replace(/\s*([/.-])\s*/g, '$1')
  if (text === '') return { ok: false, failure: 'empty' }
  for (const form of TYPED_FORMS) {
    const match = form.pattern.exec(text)
    if (!match) continue
    const part = (name: 'day' | 'month' | 'year') => match[form.order.indexOf(name) + 1]
    return build(
      part('year'),
      form.order.includes('month') ? part('month') : undefined,
      form.order.includes('day') ? part('day') : undefined,
    )
  }
  return { ok: false, failure: 'not-understood' }
}

function build(year: string | undefined, month: string | undefined, day: string | undefined): ParsedDateOfBirth {
  if (year === undefined || year.length !== 4) return { ok: false, failure: 'year-needs-four-digits' }
  const wrongYear = outOf('year-out-of-range', Number(year), FIRST_YEAR, LAST_YEAR)
  if (wrongYear) return wrongYear
  if (month !== undefined) {
    const wrongMonth = outOf('month-out-of-range', Number(month), 1, 12)
    if (wrongMonth) return wrongMonth
    if (day !== undefined) {
      const wrongDay = outOf('day-out-of-range', Number(day), 1, daysInMonth(Number(year), Number(month)))
      if (wrongDay) return wrongDay
    }
  }
  const parts = [year, month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))
  return { ok: true, value: DateOfBirth.parse(parts.join('-')) }
}

function outOf(failure: DateOfBirthFailure, found: number, least: number, most: number): ParsedDateOfBirth | undefined {
  return found < least || found > most ? { ok: false, failure, found, least, most } : undefined
}
