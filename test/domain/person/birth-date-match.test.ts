import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import { compareBirthDates } from '../../../domain/person/birth-date-match.ts'
import { DateOfBirth } from '../../../domain/person/date-of-birth.ts'

const birth = (text: string) => DateOfBirth.parse(text)

test.each([
  ['1990-03-15', '1990-03-15', 'exact'],
  ['1990', '1990-03-15', 'less-precise'],
  ['1990-03', '1990-03-15', 'less-precise'],
  ['1990-01-01', '1990-03-15', 'filler'],
  ['1990-03-05', '1990-05-03', 'day-month-swapped'],
  ['1990-03-15', '1990-03-16', 'one-digit'],
  ['1990-03-15', '1980-03-15', 'one-digit'],
  ['1990-03-15', '1990-08-22', 'same-year'],
  ['1990-03', '1990-04-15', 'same-year'],
  ['1990', '1991', 'neighbouring-year'],
  ['1990-03-15', '1991-08-22', 'neighbouring-year'],
  ['1990-03-15', '1985-08-22', 'different'],
])('%s and %s: %s', (one, other, reason) => {
  expect(compareBirthDates(birth(one), birth(other)).reason).toBe(reason)
  expect(compareBirthDates(birth(other), birth(one)).reason).toBe(reason)
})

test('a date of birth compares with itself exactly, and with any other less', () => {
  const anyBirth = fc
    .tuple(fc.integer({ min: 0, max: 50_000 }), fc.constantFrom(4, 7, 10))
    .map(([n, length]) => birth(addDays(plainDate('1900-01-01'), n).slice(0, length)))
  fc.assert(
    fc.property(anyBirth, anyBirth, (a, b) => {
      expect(compareBirthDates(a, a).score).toBe(1)
      expect(compareBirthDates(a, b)).toEqual(compareBirthDates(b, a))
      expect(compareBirthDates(a, b).score === 1).toBe(a === b)
    }),
  )
})
