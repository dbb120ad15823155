import { describe, expect, test } from 'vitest'
import {
  BloodGroup,
  bloodGroupPopulationCode,
  findBloodGroupByPopulationCode,
} from '../../../domain/person/blood-group.ts'
import { ethnicities, ethnicityName, findEthnicity } from '../../../domain/person/ethnicity.ts'
import {
  findMaritalStatusByPopulationCode,
  MaritalStatus,
  maritalStatusPopulationCode,
} from '../../../domain/person/marital-status.ts'
import { findNationality, nationalities, nationalityName } from '../../../domain/person/nationality.ts'
import {
  findOldIdentityNumber,
  maskOldIdentityNumber,
  OldIdentityNumber,
} from '../../../domain/person/old-identity-number.ts'
import { findRelation, Relation, relationName } from '../../../domain/person/relation.ts'
import { findReligion, Religion, religionName } from '../../../domain/person/religion.ts'
import {
  civilStatusSexCode,
  findInsuranceSexCode,
  findSexByCivilStatusCode,
  findSexByInsuranceCode,
  findSexByMrzLetter,
  findSexByWord,
  mrzSexLetter,
  Sex,
  sexWord,
} from '../../../domain/person/sex.ts'

describe('sex', () => {
  test('comes back from every code set that can say it', () => {
    for (const sex of Sex.options) {
      expect(findSexByMrzLetter(mrzSexLetter(sex))).toBe(sex)
      expect(findSexByCivilStatusCode(civilStatusSexCode(sex))).toBe(sex)
      expect(findSexByWord(sexWord(sex))).toBe(sex)
      const code = findInsuranceSexCode(sex)
      expect(code === undefined ? 'undetermined' : findSexByInsuranceCode(code)).toBe(sex)
    }
  })

  test('is not read from codes of another set', () => {
    expect(findSexByInsuranceCode('3')).toBeUndefined()
    expect(findSexByInsuranceCode('M')).toBeUndefined()
    expect(findSexByCivilStatusCode('0')).toBeUndefined()
    expect(findSexByMrzLetter('1')).toBeUndefined()
  })

  test('is understood in words of any case, with or without marks', () => {
    expect([' NỮ ', 'nu', 'nữ'.normalize('NFD'), 'NAM', 'không xác định'].map(findSexByWord)).toEqual([
      'female',
      'female',
      'female',
      'male',
      'undetermined',
    ])
  })
})

describe('ethnicity', () => {
  test('has 54 peoples and two special values', () => {
    expect(ethnicities).toHaveLength(56)
    expect([ethnicityName('01'), ethnicityName('54'), ethnicityName('55'), ethnicityName('56')]).toEqual([
      'Kinh',
      'Rơ măm',
      'Người nước ngoài',
      'Không rõ',
    ])
  })

  test('is found by its name and by its code', () => {
    for (const code of ethnicities) {
      expect(findEthnicity(ethnicityName(code))).toBe(code)
      expect(findEthnicity(ethnicityName(code).toLocaleUpperCase('vi').normalize('NFD'))).toBe(code)
      expect(findEthnicity(code)).toBe(code)
    }
  })

  test('is found by the other words of papers', () => {
    expect(['Mèo', "H'Mông", 'Mán', 'Cao Lan', 'Vân Kiều', 'Êđê', 'Khmer', 'gia rai'].map(findEthnicity)).toEqual([
      '08',
      '08',
      '09',
      '15',
      '23',
      '12',
      '05',
      '10',
    ])
  })

  test('is not guessed from a word that means several peoples or none', () => {
    expect(findEthnicity('Xá')).toBeUndefined()
    expect(findEthnicity('Lao')).toBe('37')
    expect(findEthnicity('tho')).toBe('24')
    expect(findEthnicity('co')).toBe('30')
    expect(findEthnicity('người ngoài hành tinh')).toBeUndefined()
  })
})

describe('nationality', () => {
  test('is a code of travel documents, Việt Nam first', () => {
    expect(nationalities[0]).toBe('VNM')
    expect(new Set(nationalities).size).toBe(nationalities.length)
    for (const code of nationalities) expect(findNationality(nationalityName(code))).toBe(code)
  })

  test('is found by code, by the two letters of the population database and by name', () => {
    expect(
      ['VN', 'vnm', 'Việt Nam', 'LAO', 'Trung quốc', 'Cộng hòa Croatia', 'D'].map((it) => findNationality(it)),
    ).toEqual(['VNM', 'VNM', 'VNM', 'LAO', 'CHN', undefined, 'DEU'])
  })
})

describe('other lists', () => {
  test('come back from their population-database codes', () => {
    for (const group of BloodGroup.options) {
      expect(findBloodGroupByPopulationCode(bloodGroupPopulationCode(group))).toBe(group)
    }
    for (const status of MaritalStatus.options) {
      expect(findMaritalStatusByPopulationCode(maritalStatusPopulationCode(status))).toBe(status)
    }
    expect(findBloodGroupByPopulationCode('5')).toBeUndefined()
    expect(findMaritalStatusByPopulationCode('0')).toBeUndefined()
  })

  test('of religions and relations are found by their Vietnamese names', () => {
    for (const religion of Religion.options)
      expect(findReligion(religionName(religion).normalize('NFD'))).toBe(religion)
    for (const relation of Relation.options) expect(findRelation(relationName(relation))).toBe(relation)
    expect(findReligion('Thiên Chúa giáo')).toBe('catholicism')
    expect(findReligion('')).toBeUndefined()
    expect(findRelation('bố đẻ')).toBe('father')
  })

  test('mask an old number to its last four digits', () => {
    expect(maskOldIdentityNumber(OldIdentityNumber.parse('012345678'))).toBe('•••••5678')
    expect(findOldIdentityNumber('012 345 678')).toBe('012345678')
    expect(findOldIdentityNumber('0123456789')).toBeUndefined()
  })
})
