import { type DateOfBirth, precisionOf, yearOfBirth } from './date-of-birth.ts'

/**
 * Why two dates of birth may be one person's. `filler`: one is 01/01 of the year the other gives in full, as clerks
 * wrote when they knew the year only.
 */
export type BirthDateMatchReason =
  | 'exact'
  | 'less-precise'
  | 'filler'
  | 'day-month-swapped'
  | 'one-digit'
  | 'same-year'
  | 'neighbouring-year'
  | 'different'

/** How far a reason carries, 0 to 1. */
const WEIGHTS: Readonly<Record<BirthDateMatchReason, number>> = {
  exact: 1,
  'less-precise': 0.9,
  filler: 0.85,
  'day-month-swapped': 0.8,
  'one-digit': 0.75,
  'same-year': 0.4,
  'neighbouring-year': 0.3,
  different: 0,
}

export interface BirthDateMatch {
  readonly score: number
  readonly reason: BirthDateMatchReason
}

/** Compares two dates of birth, in either order with the same result. */
export function compareBirthDates(one: DateOfBirth, other: DateOfBirth): BirthDateMatch {
  const reason = reasonOf(one, other)
  return { score: WEIGHTS[reason], reason }
}

function reasonOf(one: DateOfBirth, other: DateOfBirth): BirthDateMatchReason {
  if (one === other) return 'exact'
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < long.length && long.startsWith(short)) return 'less-precise'
  const sameYear = yearOfBirth(one) === yearOfBirth(other)
  if (sameYear && (isFiller(one) || isFiller(other))) return 'filler'
  if (precisionOf(one) === 'day' && precisionOf(other) === 'day') {
    if (sameYear && one.slice(5, 7) === other.slice(8) && one.slice(8) === other.slice(5, 7)) return 'day-month-swapped'
    if (differingDigits(one, other) === 1) return 'one-digit'
  }
  if (sameYear) return 'same-year'
  return Math.abs(yearOfBirth(one) - yearOfBirth(other)) === 1 ? 'neighbouring-year' : 'different'
}

function isFiller(birth: DateOfBirth): boolean {
  return birth.endsWith('-01-01')
}

function differingDigits(one: string, other: string): number {
  return [...one].filter((digit, i) => digit !== other[i]).length
}
