import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { DateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { PersonalNumber } from '../../../domain/person/personal-number.ts'
import {
  checkPersonalNumber,
  checkSharedNumber,
  classifyNumber,
  type PersonalNumberContext,
} from '../../../domain/person/personal-number-check.ts'

const today = plainDate('2026-11-24')
const check = (digits: string, context: Omit<PersonalNumberContext, 'today'> = {}) =>
  checkPersonalNumber(PersonalNumber.parse(digits), { ...context, today }).map((it) => `${it.severity} ${it.code}`)

describe('checks of a personal number', () => {
  test('find nothing where number and person agree', () => {
    const context = {
      sex: 'male',
      dateOfBirth: DateOfBirth.parse('1990-03-15'),
      birthRegistrationProvince: '01',
    } as const
    expect(check('001090012345', context)).toEqual([])
  })

  test('stop an unknown place code, which a supervisor may let pass', () => {
    const [finding] = checkPersonalNumber(PersonalNumber.parse('999090012345'), { today })
    expect(finding).toMatchObject({ code: 'unknown-place-code', severity: 'error', supervisorMayOverride: true })
    expect(finding?.source).toContain('07/2016')
  })

  test('warn of another sex or year in an existing number, and stop it in a newborn’s', () => {
    const context = { sex: 'female', dateOfBirth: DateOfBirth.parse('1991') } as const
    expect(check('001090012345', context)).toEqual(['warning sex-disagrees', 'warning year-disagrees'])
    const newborn = { sex: 'female', dateOfBirth: DateOfBirth.parse('2026-11-01'), newborn: true } as const
    expect(check('001226012345', newborn)).toEqual(['error sex-disagrees'])
    expect(check('001325012345', newborn)).toEqual(['error year-disagrees'])
  })

  test('say nothing of an undetermined sex', () => {
    expect(check('001090012345', { sex: 'undetermined' })).toEqual([])
  })

  test('stop births in the future and ages over 120', () => {
    expect(check('001227012345')).toEqual(['error birth-in-future'])
    expect(check('001226012345', { dateOfBirth: DateOfBirth.parse('2026-11-25') })).toEqual(['error birth-in-future'])
    expect(check('001226012345', { dateOfBirth: DateOfBirth.parse('2026-11-24') })).toEqual([])
    expect(check('001004012345')).toEqual(['error age-over-120'])
    expect(check('001006012345')).toEqual([])
  })

  test('only warn where the place of registration in the record is another', () => {
    expect(check('001090012345', { birthRegistrationProvince: '79' })).toEqual(['warning place-disagrees'])
  })

  test('stop a number that somebody else holds', () => {
    const an = { nameKey: 'nguyen van an', dateOfBirth: DateOfBirth.parse('1990-03-15') }
    expect(checkSharedNumber(an, an)).toEqual([])
    expect(checkSharedNumber(an, { ...an, nameKey: 'le thi binh' })[0]?.code).toBe('number-shared')
  })

  test('tell twelve digits from nine', () => {
    expect(classifyNumber('001090012345').kind).toBe('personal-number')
    expect(classifyNumber('012 345 678').kind).toBe('old-identity-number')
    expect(classifyNumber('0123456789').kind).toBe('neither')
  })
})
