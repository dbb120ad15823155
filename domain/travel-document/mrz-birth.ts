import type { PlainDate } from '../calendar/plain-date.ts'
import { type DateOfBirth, findDateOfBirth } from '../person/date-of-birth.ts'
import { type PersonalNumber, readPersonalNumber } from '../person/personal-number.ts'

/**
 * A birth as zones write it: YYMMDD, fillers for what is not known. ICAO 9303-3 4.8.
 *
 * The century is the number's where the years agree; else the latest that makes the birth no later than the reading.
 */
export function findMrzBirth(yymmdd: string, readOn: PlainDate, number?: PersonalNumber): DateOfBirth | undefined {
  const known = yymmdd.replace(/(?:<<)+$/, '')
  if (!/^\d{2}(?:\d{2}){0,2}$/.test(known)) return undefined
  const rest = known.slice(2).replace(/(\d{2})/g, '-$1')
  const inNumber = number === undefined ? undefined : readPersonalNumber(number).yearOfBirth
  const years = [20, 19].map((century) => Number(`${century}${known.slice(0, 2)}`))
  const byNumber = years.includes(inNumber ?? 0) ? inNumber : undefined
  const year = byNumber ?? years.find((it) => `${it}${rest}` <= readOn)
  return year === undefined ? undefined : findDateOfBirth(`${year}${rest}`)
}
