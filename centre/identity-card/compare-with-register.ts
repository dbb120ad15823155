import { parseDateOfBirth } from '../../domain/person/date-of-birth.ts'
import { compareNames } from '../../domain/person/name-match.ts'
import { findPersonalNumber } from '../../domain/person/personal-number.ts'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import { findSexByWord, Sex } from '../../domain/person/sex.ts'
import type { ApplicationSubmitted } from '../protocol/index.ts'
import type { Described } from './find-twice-registered.ts'

/** Marks may be missing on a paper the form was filled from; anything less alike is another name. */
const LEAST_NAME_SCORE = 0.9

export type ComparisonOutcome =
  | 'match'
  | 'match-year-only'
  | 'name-differs'
  | 'birth-date-differs'
  | 'sex-differs'
  | 'not-found'

const textOf = (submitted: ApplicationSubmitted, field: keyof ApplicationSubmitted['form']['fields']) =>
  submitted.form.fields[field]?.text.trim() ?? ''

/** The number the form gives; null where it gives none that is one. */
export function numberOf(submitted: ApplicationSubmitted): string | null {
  return findPersonalNumber(textOf(submitted, 'personalNumber')) ?? null
}

function birthOf(submitted: ApplicationSubmitted): string {
  const parsed = parseDateOfBirth(textOf(submitted, 'dateOfBirth'))
  return parsed.ok ? parsed.value : ''
}

function sexOf(submitted: ApplicationSubmitted): Sex | undefined {
  const text = textOf(submitted, 'sex')
  const coded = Sex.safeParse(text)
  return coded.success ? coded.data : findSexByWord(text)
}

/** Who the form says somebody is, for looking among people who may be the same; undefined without name, birth and sex. */
export function describedBy(submitted: ApplicationSubmitted): Described | undefined {
  const parent = (fullName: string) => (fullName === '' ? undefined : { fullName })
  const [fullName, dateOfBirth, sex] = [textOf(submitted, 'fullName'), birthOf(submitted), sexOf(submitted)]
  if (fullName === '' || dateOfBirth === '' || !sex) return undefined
  return {
    fullName,
    dateOfBirth,
    sex,
    father: parent(textOf(submitted, 'fatherName')),
    mother: parent(textOf(submitted, 'motherName')),
  }
}

/** The form beside the register's own record of its number: the first thing that differs. */
export function compareWithRegister(
  submitted: ApplicationSubmitted,
  record: PopulationRecord | undefined,
): ComparisonOutcome {
  if (!record) return 'not-found'
  if (compareNames(textOf(submitted, 'fullName'), record.fullName).score < LEAST_NAME_SCORE) return 'name-differs'
  if (sexOf(submitted) !== record.sex) return 'sex-differs'
  const birth = birthOf(submitted)
  if (birth === record.dateOfBirth) return 'match'
  return record.dateOfBirth.length === 4 && birth.startsWith(record.dateOfBirth)
    ? 'match-year-only'
    : 'birth-date-differs'
}
