import fc from 'fast-check'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import { DateOfBirth } from '../../../domain/person/date-of-birth.ts'

export const day = plainDate
export const born = (text: string) => DateOfBirth.parse(text)

/** Any day the card rules cover, 2021 to 2028. */
export const anyCardDay = fc.integer({ min: 0, max: 2900 }).map((days) => addDays(plainDate('2021-01-01'), days))

/** Full, month-only and year-only births of people up to about ninety. */
export const anyBirth = fc
  .record({ days: fc.integer({ min: 0, max: 32_000 }), length: fc.constantFrom(4, 7, 10, 10, 10) })
  .map(({ days, length }) => DateOfBirth.parse(addDays(plainDate('1933-01-01'), days).slice(0, length)))
