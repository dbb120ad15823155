import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { countriesOfBirthRegistration } from '../../../domain/person/country-of-birth-registration.ts'
import {
  findPersonalNumber,
  maskPersonalNumber,
  PersonalNumber,
  readPersonalNumber,
} from '../../../domain/person/personal-number.ts'
import {
  provinceCodesOfBirthRegistration,
  readProvinceOfBirthRegistration,
} from '../../../domain/person/province-of-birth-registration.ts'

const number = (digits: string) => PersonalNumber.parse(digits)
const names = (digits: string, day?: string) =>
  readPersonalNumber(number(digits), day === undefined ? undefined : plainDate(day)).places.map((it) => it.name)

describe('a personal number', () => {
  test('is twelve digits, written with or without groups', () => {
    expect(findPersonalNumber(' 001 0 90 012345 ')).toBe('001090012345')
    expect(findPersonalNumber('001.090.012.345')).toBe('001090012345')
    for (const text of ['00109001234', '0010900123456', '00109001234a', '', '００１０９００１２３４５']) {
      expect(findPersonalNumber(text)).toBeUndefined()
    }
  })

  test('says where the birth was registered, sex and year', () => {
    const an = readPersonalNumber(number('001090012345'))
    expect([an.places[0]?.name, an.sex, an.yearOfBirth, an.century]).toEqual(['Hà Nội', 'male', 1990, 1900])
    const woman = readPersonalNumber(number('079305004321'))
    expect([woman.places[0]?.name, woman.sex, woman.yearOfBirth]).toEqual(['Hồ Chí Minh', 'female', 2005])
  })

  test('says female with an odd fourth digit in every century', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 99 }), (four, yy) => {
        const reading = readPersonalNumber(number(`001${four}${String(yy).padStart(2, '0')}000001`))
        expect(reading.sex).toBe(four % 2 === 1 ? 'female' : 'male')
        expect(reading.yearOfBirth).toBe(1900 + 100 * Math.floor(four / 2) + yy)
      }),
    )
  })

  test('beginning with 024 is of Bắc Giang before July 2025 and of Bắc Ninh after; with no day, of either', () => {
    expect(names('024090012345', '2025-06-30')).toEqual(['Bắc Giang'])
    expect(names('024225012345', '2025-07-01')).toEqual(['Bắc Ninh'])
    expect(names('024090012345')).toEqual(['Bắc Giang', 'Bắc Ninh'])
  })

  test('has two readings for the seven codes that moved, and for no other', () => {
    const moved = provinceCodesOfBirthRegistration.filter((code) => readProvinceOfBirthRegistration(code).length === 2)
    expect(moved).toEqual(['015', '024', '044', '052', '080', '082', '091'])
    const later = moved.map((code) => readProvinceOfBirthRegistration(code)[1])
    expect(later.map((it) => it?.name)).toEqual([
      'Lào Cai',
      'Bắc Ninh',
      'Quảng Trị',
      'Gia Lai',
      'Tây Ninh',
      'Đồng Tháp',
      'An Giang',
    ])
    expect(later.every((it) => it?.unconfirmed)).toBe(true)
  })

  test('knows the 63 provinces and the 34 they became', () => {
    expect(provinceCodesOfBirthRegistration).toHaveLength(63)
    const present = provinceCodesOfBirthRegistration.flatMap((code) =>
      readProvinceOfBirthRegistration(code).map((it) => it.presentCode),
    )
    expect(new Set(present).size).toBe(34)
  })

  test('names a country for births registered abroad, and nothing for codes no table has', () => {
    expect(names('272090012345')).toEqual(['Thổ Nhĩ Kỳ'])
    expect(countriesOfBirthRegistration.map((it) => it.code)).toEqual(
      Array.from({ length: 195 }, (_, i) => String(101 + i)),
    )
    for (const head of ['000', '003', '097', '100', '296', '999']) expect(names(`${head}090012345`)).toEqual([])
  })

  test('is masked to its last four digits', () => {
    expect(maskPersonalNumber(number('001090012345'))).toBe('••••••••2345')
  })

  test('is found in arbitrary text only where it is twelve digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '9', ' ', '.', '-', 'a'), maxLength: 16 }), (text) => {
        const found = findPersonalNumber(text)
        expect(found === undefined || /^\d{12}$/.test(found)).toBe(true)
      }),
    )
  })
})
