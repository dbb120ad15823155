import { beforeAll, describe, expect, test } from 'vitest'
import { fromAscii } from '../../../../domain/travel-document/chip/byte-string.ts'
import { writeInteger, writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { mrzCheckDigit } from '../../../../domain/travel-document/mrz-check-digit.ts'
import { chipFindings } from '../../../../main/hardware/chip-reader/chip-findings.ts'
import { type TestIssuer, testIssuer } from '../../../../main/hardware/chip-reader/simulator/test-issuer.ts'
import { readEmulated } from './emulated-reading.ts'

const TODAY = '2026-11-26'
const utf8 = (text: string) => writeTlv(0x0c, new TextEncoder().encode(text))
const field = (number: number, ...values: readonly Uint8Array[]) => writeTlv(0x30, writeInteger(number), ...values)
const details = (...fields: readonly Uint8Array[]) => writeTlv(0x6d, writeTlv(0x30, ...fields))
const zone = (...lines: readonly string[]) => writeTlv(0x61, writeTlv(0x5f1f, fromAscii(lines.join(''))))

const STEVENSON = ['I<UTOD23145890<7349<<<<<<<<<<<', '3407127M9507122UTO<<<<<<<<<<<2', 'STEVENSON<<PETER<JOHN<<<<<<<<<']
const PASSPORT = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const MIDDLE = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']
const ANNA = { zoneName: 'ERIKSSON ANNA MARIA', dateOfBirth: '1974-08-12', sex: 'female', expiresOn: '2012-04-15' }

describe('father and mother of DG13', () => {
  const parents = (...values: readonly Uint8Array[]) =>
    chipFindings({ DG13: details(field(13, ...values)) }, TODAY).fields
  const name = (text: string) => new TextEncoder().encode(text)

  test.each([
    ['primitive', (place: 0 | 1, text: string) => writeTlv(0x80 + place, name(text))],
    ['constructed', (place: 0 | 1, text: string) => writeTlv(0xa0 + place, utf8(text))],
    ['around a sequence', (place: 0 | 1, text: string) => writeTlv(0xa0 + place, writeTlv(0x30, utf8(text)))],
  ])('are told apart by their tags, %s: a mother alone is the mother', (_, tagged) => {
    expect(parents(tagged(1, 'Trần Thị Cúc'))).toEqual({ motherName: 'Trần Thị Cúc' })
    expect(parents(tagged(0, 'Nguyễn Văn Bình'))).toEqual({ fatherName: 'Nguyễn Văn Bình' })
    expect(parents(tagged(1, 'Trần Thị Cúc'), tagged(0, 'Nguyễn Văn Bình'))).toEqual({
      fatherName: 'Nguyễn Văn Bình',
      motherName: 'Trần Thị Cúc',
    })
    expect(parents(writeTlv(0x30, tagged(1, 'Trần Thị Cúc')))).toEqual({ motherName: 'Trần Thị Cúc' })
  })

  test('without tags two stand in their order, and one alone is neither', () => {
    expect(parents(utf8('Nguyễn Văn Bình'), utf8('Trần Thị Cúc'))).toEqual({
      fatherName: 'Nguyễn Văn Bình',
      motherName: 'Trần Thị Cúc',
    })
    expect(parents(utf8(''), utf8('Trần Thị Cúc'))).toEqual({ motherName: 'Trần Thị Cúc' })
    expect(parents(utf8('Trần Thị Cúc'))).toEqual({ parentName: 'Trần Thị Cúc' })
  })
})

describe('the day of issue', () => {
  const groupTwelve = writeTlv(0x6c, writeTlv(0x5c, Uint8Array.of(0x5f, 0x26)), writeTlv(0x5f26, fromAscii('20240715')))

  test('is that of DG12, else of DG13, and free text is no day', () => {
    const said = (text: string) => details(field(11, utf8(text)))
    expect(chipFindings({ DG12: groupTwelve, DG13: said('20/04/2021') }, TODAY).issuedOn).toBe('2024-07-15')
    expect(chipFindings({ DG13: said('20/04/2021') }, TODAY).issuedOn).toBe('2021-04-20')
    const free = chipFindings({ DG13: said('20/04/2021 tại Hà Nội') }, TODAY)
    expect(free.issuedOn).toBeUndefined()
    expect(chipFindings({ DG12: groupTwelve, DG13: said('tại Hà Nội') }, TODAY).fields.issuedOn).toBe('2024-07-15')
    expect(free.fields.issuedOn).toBe('20/04/2021 tại Hà Nội')
  })
})

describe('the zone of DG1 fills the fields in every size', () => {
  test.each([
    ['TD1 with a long number', STEVENSON, { documentNumber: 'D23145890734', dateOfBirth: '1934-07-12', sex: 'male' }],
    ['TD2', MIDDLE, { ...ANNA, documentNumber: 'D23145890' }],
    ['TD3', PASSPORT, { ...ANNA, documentNumber: 'L898902C3', optionalData: 'ZE184226B' }],
  ])('%s', (_, lines, fields) => {
    const found = chipFindings({ DG1: zone(...lines) }, TODAY)
    expect(found.unreadable).toEqual([])
    expect(found.zone).toMatchObject(fields)
  })

  test('the personal number of a Vietnamese passport is one', () => {
    const checked = (text: string) => text + mrzCheckDigit(text)
    const [number, birth, expiry, optional] = ['C12345678', '900315', '300315', '001090012345<<'].map(checked)
    const over = `${number}${birth}${expiry}${optional}`
    const two = `${number}VNM${birth}M${expiry}${optional}${mrzCheckDigit(over)}`
    const lines = ['P<VNMNGUYEN<<VAN<AN'.padEnd(44, '<'), two]
    expect(chipFindings({ DG1: zone(...lines) }, TODAY)).toMatchObject({
      unreadable: [],
      zone: { documentNumber: 'C12345678', personalNumber: '001090012345', dateOfBirth: '1990-03-15' },
    })
  })

  test('a wrong check digit is named, and no field is taken from the zone', () => {
    for (const lines of [PASSPORT, MIDDLE]) {
      const changed = lines.map((line) => line.replace('740812', '750812'))
      const found = chipFindings({ DG1: zone(...changed) }, TODAY)
      expect(found.zone).toBeNull()
      expect(found.unreadable).toEqual([{ file: 'DG1', why: 'DG1: wrong check digit of date-of-birth' }])
    }
  })
})

describe('emulated cards of other sizes and long numbers', () => {
  let issuer: TestIssuer
  beforeAll(async () => {
    issuer = await testIssuer()
  })

  const longMiddle = ['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D23145890<UTO3407127M95071227349<<<8']
  test.each([
    ['TD1 with a long number', STEVENSON, 'D23145890734'],
    ['TD2', MIDDLE, 'D23145890'],
    ['TD2 with a long number', longMiddle, 'D23145890734'],
    ['TD3', PASSPORT, 'L898902C3'],
  ])('%s: PACE and BAC open with the key of the printed zone', async (_, mrz, documentNumber) => {
    const quick = { mrz, dataGroups: [1], fingerprints: false, chipAuthentication: null, activeAuthentication: 'none' }
    for (const [pace, access] of [
      [[], 'BAC'],
      [[{ cipher: 'AES-128', curve: 'P-256' }], 'PACE'],
    ]) {
      const { understood } = await readEmulated(issuer, { ...quick, pace })
      expect(understood).toMatchObject({
        access,
        zone: { documentNumber },
        passiveAuthentication: { verdict: 'valid' },
      })
    }
  })
})
