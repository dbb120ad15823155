import { expect, test } from 'vitest'
import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import {
  concatBytes,
  fromAscii,
  fromHex,
  fromUint,
  toHex,
} from '../../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import { writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { readCommonData } from '../../../../domain/travel-document/data-group/common-data.ts'
import { readDocumentDetails } from '../../../../domain/travel-document/data-group/document-details.ts'
import { readFaceImages } from '../../../../domain/travel-document/data-group/face-image.ts'
import { readChipMrz } from '../../../../domain/travel-document/data-group/machine-readable-zone.ts'
import { readPersonalDetails } from '../../../../domain/travel-document/data-group/personal-details.ts'
import {
  findVietnameseField,
  readVietnameseDetails,
} from '../../../../domain/travel-document/data-group/vietnamese-details.ts'
import { mrzCheckDigit } from '../../../../domain/travel-document/mrz-check-digit.ts'
import {
  DG1,
  DG2,
  DG11,
  DG12,
  DG13,
  EF_COM,
  faceFile,
  faceRecord19794,
  faceRecord39794,
  JP2,
  JPEG,
  RESIDENCE,
} from '../sample-files.ts'

const TODAY = plainDate('2026-11-26')

function faultOf(run: () => unknown): Pick<ChipFault, 'failure' | 'step' | 'offset'> {
  try {
    run()
  } catch (fault) {
    if (fault instanceof ChipFault) return { failure: fault.failure, step: fault.step, offset: fault.offset }
    throw fault
  }
  throw new Error('no fault')
}

test('EF.COM names versions and groups, and a tag of no group is refused with its place', () => {
  expect(readCommonData(EF_COM)).toEqual({
    ldsVersion: '0107',
    unicodeVersion: '040000',
    dataGroups: ['DG1', 'DG2', 'DG13', 'DG14', 'DG15', 'DG3'],
  })
  const strange = fromHex(toHex(EF_COM).replace('6D6E6F', '6DAA6F'))
  expect(faultOf(() => readCommonData(strange))).toEqual({ failure: 'malformed', step: 'EF.COM', offset: 18 })
})

test('DG1 of an identity card is read as its zone is', () => {
  expect(readChipMrz(DG1, TODAY)).toMatchObject({
    format: 'TD1',
    mrz: { ok: true, personalNumber: '001090012345', documentNumber: '090012345', dateOfBirth: '1990-03-15' },
  })
})

test('DG1 of a passport is read, and wrong check digits are named', () => {
  const lines = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
  const file = (text: string) => writeTlv(0x61, writeTlv(0x5f1f, fromAscii(text)))
  expect(readChipMrz(file(lines.join('')), TODAY)).toMatchObject({
    format: 'TD3',
    mrz: {
      issuer: 'UTO',
      documentNumber: 'L898902C3',
      nationality: 'UTO',
      birthText: '740812',
      dateOfBirth: '1974-08-12',
      sex: 'female',
      expiresOn: '2012-04-15',
      optionalData: 'ZE184226B',
      name: { primary: 'ERIKSSON', secondary: 'ANNA MARIA' },
      wrongCheckDigits: [],
    },
  })
  const changed = lines.join('').replace('740812', '750812')
  expect(readChipMrz(file(changed), TODAY)).toMatchObject({ mrz: { wrongCheckDigits: ['date-of-birth', 'composite'] } })
})

test('DG1 of a card of the middle size is read, also where its number goes on in the optional data', () => {
  const file = (...lines: readonly string[]) => writeTlv(0x61, writeTlv(0x5f1f, fromAscii(lines.join(''))))
  const name = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<'
  expect(readChipMrz(file(name, 'D231458907UTO7408122F1204159<<<<<<<6'), TODAY)).toMatchObject({
    format: 'TD2',
    mrz: {
      documentNumber: 'D23145890',
      nationality: 'UTO',
      dateOfBirth: '1974-08-12',
      sex: 'female',
      expiresOn: '2012-04-15',
      optionalData: '',
      wrongCheckDigits: [],
    },
  })
  const line = 'D23145890<UTO3407127M95071227349<<<'
  const over = line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35)
  const long = file(name, line + mrzCheckDigit(over))
  expect(readChipMrz(long, TODAY)).toMatchObject({
    mrz: { documentNumber: 'D23145890734', optionalData: '', wrongCheckDigits: [] },
  })
  expect(readChipMrz(file(name, line.replace('7349', '7348') + mrzCheckDigit(over)), TODAY)).toMatchObject({
    mrz: { wrongCheckDigits: ['document-number', 'composite'] },
  })
})

test('what stands in the chip is not repaired as what was read from paper is', () => {
  const wrong = fromHex(toHex(DG1).replace(toHex(fromAscii('090012345')), toHex(fromAscii('O90012345'))))
  expect(toHex(wrong)).not.toBe(toHex(DG1))
  expect(readChipMrz(wrong, TODAY)).toMatchObject({
    mrz: { ok: false, failure: 'wrong-check-digit', line: 1, position: 6, found: 'O', expected: '0' },
  })
})

test('a zone of another length or with other characters is refused with its place', () => {
  const file = (text: string) => writeTlv(0x61, writeTlv(0x5f1f, fromAscii(text)))
  expect(faultOf(() => readChipMrz(file('<'.repeat(89)), TODAY))).toEqual({
    failure: 'malformed',
    step: 'DG1',
    offset: 5,
  })
  expect(faultOf(() => readChipMrz(file(`${'<'.repeat(40)}a${'<'.repeat(49)}`), TODAY)).offset).toBe(45)
  expect(faultOf(() => readChipMrz(DG2, TODAY))).toMatchObject({ failure: 'malformed', step: 'DG1', offset: 0 })
})

test('faces of both standards are found, with the format of their own bytes', () => {
  const { faces } = readFaceImages(DG2)
  expect(faces).toHaveLength(1)
  expect(faces[0]).toMatchObject({ format: 'JPEG', width: 413, height: 531, standard: 'ISO/IEC 19794-5' })
  expect(toHex(faces[0]?.bytes ?? new Uint8Array())).toBe(toHex(JPEG))
  const two = readFaceImages(faceFile([faceRecord19794([JPEG, JP2], 3)]))
  expect(two.faces.map(({ format }) => format)).toEqual(['JPEG', 'JPEG 2000'])
  for (const isProfile of [true, false]) {
    const newer = readFaceImages(faceFile([faceRecord39794(JP2, isProfile)], 0x7f2e))
    expect(newer.faces[0]).toMatchObject({ format: 'JPEG 2000', width: 413, height: 531, standard: 'ISO/IEC 39794-5' })
    expect(toHex(newer.faces[0]?.bytes ?? new Uint8Array())).toBe(toHex(JP2))
  }
})

test('faces whose lengths lie, whose picture is none or of which there are too many are refused with their place', () => {
  const record = faceRecord19794([JPEG])
  const changed = (at: number, ...bytes: readonly number[]) => {
    const copy = record.slice()
    copy.set(bytes, at)
    return () => readFaceImages(faceFile([copy]))
  }
  const start = faceFile([record]).length - record.length
  expect(faultOf(changed(8, 0xff, 0xff))).toEqual({ failure: 'malformed', step: 'DG2', offset: start + 8 })
  expect(faultOf(changed(12, 0xff))).toEqual({ failure: 'too-large', step: 'DG2', offset: start + 12 })
  expect(faultOf(changed(12, 0, 2))).toMatchObject({ failure: 'malformed', step: 'DG2' })
  expect(faultOf(changed(14, 0xff, 0xff))).toEqual({ failure: 'malformed', step: 'DG2', offset: start + 14 })
  expect(faultOf(changed(18, 0xff, 0xff))).toEqual({ failure: 'malformed', step: 'DG2', offset: start + 14 })
  expect(faultOf(changed(46, 0x00))).toEqual({ failure: 'unsupported', step: 'DG2', offset: start + 46 })
  expect(faultOf(changed(4, 0x30, 0x32))).toMatchObject({ failure: 'unsupported' })
  expect(faultOf(() => readFaceImages(faceFile([])))).toMatchObject({ failure: 'malformed' })
  expect(faultOf(() => readFaceImages(faceFile(Array(10).fill(record))))).toMatchObject({ failure: 'too-large' })
  const short = concatBytes(fromHex('4641430030313000'), fromUint(12, 4))
  expect(faultOf(() => readFaceImages(faceFile([short])))).toMatchObject({ failure: 'malformed' })
})

test('DG13 of the Vietnamese card gives every field with its number, long ones and nested ones too', () => {
  const details = readVietnameseDetails(DG13)
  expect(details.fields.map(({ number }) => number)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 40,
  ])
  expect(findVietnameseField(details, 'personalNumber')).toMatchObject({ text: '001090012345', certainty: 'certain' })
  expect(findVietnameseField(details, 'fullName')?.text).toBe('Nguyễn Văn An')
  expect(findVietnameseField(details, 'dateOfBirth')?.date).toBe('1990-03-15')
  expect(findVietnameseField(details, 'residence')?.text).toBe(RESIDENCE)
  expect(new TextEncoder().encode(RESIDENCE).length).toBeGreaterThan(127)
  expect(findVietnameseField(details, 'parents')?.values.map(({ tag, text }) => [tag, text])).toEqual([
    ['80', 'Nguyễn Văn Bình'],
    ['81', 'Trần Thị Cúc'],
  ])
  expect(findVietnameseField(details, 'oldIdentityNumber')).toMatchObject({
    text: '012345678',
    certainty: 'unconfirmed',
  })
  expect(details.fields.at(-2)).toMatchObject({ number: 16, values: [{ tag: '04', hex: 'FFFE00' }] })
  expect(details.fields.at(-1)).not.toHaveProperty('name')
  expect(details.leftOver).toEqual(['020100', '06032B0601'])
})

test("DG13 without its list, in the issuer's own coding or empty keeps what it does not understand", () => {
  const bare = writeTlv(0x6d, fromHex('3006 020101 0C0141 3006 020102 0C0142'))
  expect(readVietnameseDetails(bare).fields.map(({ number, text }) => [number, text])).toEqual([
    [1, 'A'],
    [2, 'B'],
  ])
  expect(readVietnameseDetails(writeTlv(0x6d, fromHex('FFFFFFFFFF')))).toEqual({ fields: [], leftOver: ['FFFFFFFFFF'] })
  expect(readVietnameseDetails(writeTlv(0x6d))).toEqual({ fields: [], leftOver: [] })
  const sealed = writeTlv(0x6d, fromHex('3006 020101 0C0141 3003 FFFFFF'))
  expect(readVietnameseDetails(sealed)).toMatchObject({ fields: [{ number: 1 }], leftOver: ['3003FFFFFF'] })
  const many = writeTlv(0x6d, ...Array.from({ length: 300 }, () => fromHex('3006 020101 0C0141')))
  expect(faultOf(() => readVietnameseDetails(many))).toMatchObject({ failure: 'too-large', step: 'DG13' })
  expect(faultOf(() => readVietnameseDetails(fromHex('6D05 00')))).toMatchObject({ failure: 'malformed', offset: 0 })
})

test('DG11 and DG12 give their fields, and keep tags and texts that are none', () => {
  expect(readPersonalDetails(DG11)).toEqual({
    fullName: 'NGUYEN<<VAN<AN',
    otherNames: ['AN<NHO'],
    personalNumber: '001090012345',
    dateOfBirth: '1990-03-15',
    placeOfBirth: 'HA NOI<VIET NAM',
    address: '12 HANG BONG<HA NOI',
    others: { '5F77': '00FF' },
  })
  expect(readDocumentDetails(DG12)).toEqual({
    issuingAuthority: 'CUC CANH SAT',
    issuedOn: '2021-04-20',
    otherPersons: [],
    others: { '5F55': 'FFFE' },
  })
})
