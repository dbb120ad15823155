import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AddressFieldName, TextFieldName } from '../../../domain/identity-card/application.ts'
import { compareWithRegister, openQuestions, type StatedData } from '../../../domain/identity-card/comparison.ts'
import { PopulationRecord } from '../../../domain/person/population-record.ts'
import type { Address } from '../../../domain/unit/address.ts'
import { parseAddress } from '../../../domain/unit/parse-address.ts'
import { realUnitTable as table } from '../unit/real-unit-table.ts'
import { day } from './dates.ts'

function place(text: string, on = '2026-11-23'): Address {
  const parsed = parseAddress(text, day(on), table)
  if (!parsed.ok) throw new Error(parsed.failure)
  return parsed.address
}

const record = PopulationRecord.parse({
  personalNumber: '001201012345',
  fullName: 'NGUYỄN VĂN HÒA',
  familyName: 'NGUYỄN',
  middleName: 'VĂN',
  givenName: 'HÒA',
  dateOfBirth: '2001-03-15',
  sex: 'male',
  ethnicity: '01',
  nationality: 'VNM',
  father: { fullName: 'NGUYỄN VĂN BÌNH' },
  permanentResidence: place('12 Hàng Bông, Phường Hoàn Kiếm, Hà Nội'),
  placeOfOrigin: { detail: '', asOf: '2026-11-23', written: 'Hà Sơn Bình' },
  status: 'living',
})

function texts(fields: Partial<Record<TextFieldName, string>>): StatedData {
  const entries = Object.entries(fields).map(([field, text]) => [field, { text, source: 'chip' as const }])
  return { texts: Object.fromEntries(entries), places: {} }
}
function places(fields: Partial<Record<AddressFieldName, Address>>): StatedData {
  const entries = Object.entries(fields).map(([field, address]) => [field, { address, source: 'qr' as const }])
  return { texts: {}, places: Object.fromEntries(entries) }
}
const results = (stated: StatedData) =>
  compareWithRegister(stated, record, table).map((one) => `${one.field} ${one.result} ${one.why}`)

describe('texts', () => {
  test('the same is the same, another tone-mark style or case is no difference', () => {
    expect(results(texts({ fullName: 'NGUYỄN VĂN HÒA' }))).toEqual(['fullName same equal'])
    expect(results(texts({ fullName: 'Nguyễn Văn Hoà' }))).toEqual(['fullName no-difference spelling'])
    expect(results(texts({ fullName: 'NGUYỄN VĂN HOA' }))).toEqual(['fullName differs value'])
  })

  test('a real difference offers two choices and names the papers', () => {
    const [compared] = compareWithRegister(texts({ dateOfBirth: '2001-03-16' }), record, table)
    expect(compared).toMatchObject({
      result: 'differs',
      choices: ['keep-register', 'request-correction'],
      source: 'chip',
    })
    expect(compared?.papers).toContain('birth-certificate')
  })

  test('another personal number is another person: nothing to choose', () => {
    expect(compareWithRegister(texts({ personalNumber: '001201012346' }), record, table)[0]?.choices).toEqual([])
  })

  test('a year-only birth beside a full one asks', () => {
    expect(results(texts({ dateOfBirth: '2001' }))).toEqual(['dateOfBirth asks less-exact'])
  })

  test('the name of a people and its code are the same thing', () => {
    expect(results(texts({ ethnicity: 'Kinh' }))).toEqual(['ethnicity no-difference spelling'])
    expect(results(texts({ ethnicity: '02' }))).toEqual(['ethnicity differs value'])
  })

  test('what the register lacks differs, what the applicant leaves empty is not compared', () => {
    expect(results(texts({ motherName: 'TRẦN THỊ MAI', fatherName: ' ' }))).toEqual([
      'motherName differs register-empty',
    ])
  })

  test('any text equals itself in any Unicode form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        const other = { ...record, fullName: name.normalize('NFC') }
        const compared = compareWithRegister(texts({ fullName: name.normalize('NFD') }), other, table)
        for (const one of compared)
          expect(['same', 'no-difference', ...(name.trim() === '' ? ['differs'] : [])]).toContain(one.result)
      }),
    )
  })
})

describe('places', () => {
  test('Phường Hàng Gai of the card is Phường Hoàn Kiếm of the register', () => {
    const stated = places({ permanentResidence: place('12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội', '2021-11-06') })
    expect(results(stated)).toEqual(['permanentResidence no-difference renamed'])
  })

  test('a split ward asks for the unit first', () => {
    const stated = places({
      permanentResidence: place('12 Hàng Bông, Phường Hàng Bông, Hoàn Kiếm, Hà Nội', '2021-11-06'),
    })
    const [compared] = compareWithRegister(stated, record, table)
    expect(compared).toMatchObject({ result: 'asks', why: 'split', papers: ['residence-confirmation', 'other'] })
    expect(compared?.choices[0]).toBe('choose-unit')
    expect(compared?.candidates.map((one) => one.code)).toEqual(['00070', '00082'])
  })

  test('another street differs; a free-text origin is compared as text', () => {
    expect(results(places({ permanentResidence: place('14 Hàng Bông, Phường Hoàn Kiếm, Hà Nội') }))).toEqual([
      'permanentResidence differs value',
    ])
    expect(results(places({ placeOfOrigin: place('Hà Sơn Bình') }))).toEqual(['placeOfOrigin same equal'])
  })
})

test('only differences without an answer stay open', () => {
  const compared = compareWithRegister(
    texts({ fullName: 'NGUYỄN VĂN HOA', sex: 'male', dateOfBirth: '2001' }),
    record,
    table,
  )
  expect(openQuestions(compared, {}).map((one) => one.field)).toEqual(['fullName', 'dateOfBirth'])
  expect(openQuestions(compared, { fullName: {} }).map((one) => one.field)).toEqual(['dateOfBirth'])
})
