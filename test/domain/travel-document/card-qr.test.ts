import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import { DateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { OldIdentityNumber } from '../../../domain/person/old-identity-number.ts'
import { PersonalNumber } from '../../../domain/person/personal-number.ts'
import { type CardQrPerson, formatCardQr, parseCardQr } from '../../../domain/travel-document/card-qr.ts'
import { findUtf8ReadAsWindows1252 } from '../../../domain/travel-document/scanner-damage.ts'

const AN_2021 = '001090012345|012345678|Nguyễn Văn An|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|20042021'
const RESIDENCE = '12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội'
const AN = {
  personalNumber: { value: '001090012345', certainty: 'certain' },
  fullName: { value: 'Nguyễn Văn An' },
  dateOfBirth: { value: '1990-03-15' },
  sex: { value: 'male', certainty: 'certain' },
  residence: { value: RESIDENCE },
  issuedOn: { value: '2021-04-20' },
}

const anyPerson = fc
  .record({
    birth: fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(plainDate('1911-01-01'), n)),
    age: fc.integer({ min: 1, max: 30_000 }),
    precision: fc.constantFrom(4, 7, 10),
    female: fc.boolean(),
    old: fc.option(fc.integer({ min: 0, max: 999_999_999 }), { nil: undefined }),
    fullName: fc.constantFrom('Nguyễn Văn An', "H'Hen Niê", 'Páo', 'Nam', 'Trần Thị Nữ', 'Y Moan Ênuôl', 'Đặng Nam'),
    residence: fc.constantFrom(RESIDENCE, 'Bản Nà Pá', 'Tổ 5, Phường Hoàn Kiếm, Hà Nội', 'Thôn 3'),
  })
  .map((it): CardQrPerson => {
    const head = (it.birth < '2000-01-01' ? 0 : 2) + (it.female ? 1 : 0)
    return {
      personalNumber: PersonalNumber.parse(`001${head}${it.birth.slice(2, 4)}012345`),
      ...(it.old === undefined ? {} : { oldIdentityNumber: OldIdentityNumber.parse(String(it.old).padStart(9, '0')) }),
      fullName: it.fullName,
      dateOfBirth: DateOfBirth.parse(it.birth.slice(0, it.precision)),
      sex: it.female ? 'female' : 'male',
      residence: it.residence,
      issuedOn: addDays(it.birth, it.age + 366),
    }
  })

describe('the QR code of a card', () => {
  test('of 2021 is read in its settled order, every field certain', () => {
    const read = parseCardQr(AN_2021)
    expect(read).toMatchObject({
      ok: true,
      order: '2021',
      fields: AN,
      leftOver: [],
      repairedEncoding: false,
      raw: AN_2021,
    })
    expect(read.fields.oldIdentityNumber).toEqual({ value: '012345678', certainty: 'certain' })
    expect(read.fields.fullName?.certainty).toBe('certain')
  })

  test('may have no old number', () => {
    const read = parseCardQr(AN_2021.replace('012345678', ''))
    expect(read).toMatchObject({ ok: true, order: '2021', fields: AN })
    expect(read.fields.oldIdentityNumber).toBeUndefined()
  })

  test.each([
    `001090012345|Nguyễn Văn An|15031990|Nam|${RESIDENCE}|20042021|012345678|`,
    `001090012345|Nguyễn Văn An|Nam|15031990|${RESIDENCE}|20042021|012345678|001090000001`,
    `001090012345|Nguyễn Văn An|Nam|15/03/1990|${RESIDENCE}|20/04/2021||`,
    `001090012345|012345678|Nguyễn Văn An|Nam|15031990|${RESIDENCE}|20042021|001090000001`,
  ])('of 2024 is read in any order: %s', (code) => {
    expect(parseCardQr(code)).toMatchObject({ ok: true, order: '2024', fields: AN, leftOver: [] })
  })

  test('of 2024 carries a cancelled number and the parents of a child, which the officer confirms', () => {
    const code = `001226012345|Nguyễn Thị Bé|05012026|Nữ|${RESIDENCE}|20042026||001226000001|Nguyễn Văn An|Trần Thị Bình`
    expect(parseCardQr(code.replace('0012260', '0013260')).fields).toMatchObject({
      cancelledNumbers: [{ value: '001226000001', certainty: 'likely' }],
      parents: [
        { value: 'Nguyễn Văn An', certainty: 'likely' },
        { value: 'Trần Thị Bình', certainty: 'likely' },
      ],
      fullName: { certainty: 'likely' },
    })
  })

  test('is read decomposed, with the control characters of scanners, and from UTF-8 taken for Windows-1252', () => {
    expect(parseCardQr(`\u0002${AN_2021.normalize('NFD')}\r\n`)).toMatchObject({ ok: true, fields: AN })
    const mojibake = [...new TextEncoder().encode(AN_2021)].map((byte) => String.fromCharCode(byte)).join('')
    expect(parseCardQr(mojibake)).toMatchObject({ ok: true, fields: AN, repairedEncoding: true, raw: mojibake })
    expect(findUtf8ReadAsWindows1252('Nguyá»…n')).toBe('Nguyễn')
    expect(findUtf8ReadAsWindows1252('Lê Hà')).toBeUndefined()
  })

  test('of a person called Nam is read', () => {
    expect(parseCardQr(`001090012345||Nam|15031990|Nam|${RESIDENCE}|20042021`)).toMatchObject({
      ok: true,
      fields: { fullName: { value: 'Nam' }, sex: { value: 'male' } },
    })
  })

  test('with unknown day or month of birth stays as partial as the card', () => {
    expect(parseCardQr(AN_2021.replace('15031990', '00001990')).fields.dateOfBirth?.value).toBe('1990')
    expect(parseCardQr(AN_2021.replace('15031990', '00031990')).fields.dateOfBirth?.value).toBe('1990-03')
    expect(parseCardQr(AN_2021.replace('15031990', '1990')).fields.dateOfBirth?.value).toBe('1990')
  })

  test('of any person comes back, in every order', () => {
    fc.assert(
      fc.property(
        anyPerson,
        fc.constantFrom('2021', '2024', '2024-sex-first'),
        fc.boolean(),
        (person, order, decomposed) => {
          const code = formatCardQr(person, order)
          const read = parseCardQr(decomposed ? code.normalize('NFD') : code)
          expect(read, code).toMatchObject({
            ok: true,
            fields: {
              personalNumber: { value: person.personalNumber },
              fullName: { value: person.fullName },
              dateOfBirth: { value: person.dateOfBirth },
              sex: { value: person.sex },
              residence: { value: person.residence },
              issuedOn: { value: person.issuedOn },
            },
          })
          expect(read.fields.oldIdentityNumber?.value).toBe(person.oldIdentityNumber)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a damaged or foreign code', () => {
  test('keeps what was read and names what was not', () => {
    const read = parseCardQr('001090012345||Nguyễn Văn An|1503199|Nam||20042021')
    expect(read).toMatchObject({
      ok: false,
      failure: 'fields-missing',
      missing: ['dateOfBirth', 'residence'],
      leftOver: ['1503199'],
    })
    expect(read.fields).toMatchObject({
      personalNumber: { value: '001090012345' },
      fullName: { value: 'Nguyễn Văn An' },
    })
    expect(read.fields.issuedOn?.value).toBe('2021-04-20')
  })

  test('with a damaged name or sex does not put its remains into another field', () => {
    expect(parseCardQr(AN_2021.replace('Văn', 'V4n'))).toMatchObject({
      missing: ['fullName'],
      fields: { residence: { value: RESIDENCE } },
      leftOver: ['Nguyễn V4n An'],
    })
    expect(parseCardQr(AN_2021.replace('Nam', 'Na'))).toMatchObject({
      missing: ['sex'],
      fields: { residence: { value: RESIDENCE }, fullName: { value: 'Nguyễn Văn An' } },
      leftOver: ['Na'],
    })
  })

  test('issued before the birth of its holder has no day of issue to trust', () => {
    expect(parseCardQr(AN_2021.replace('20042021', '20041989'))).toMatchObject({
      ok: false,
      missing: ['issuedOn'],
      fields: { dateOfBirth: { value: '1990-03-15' } },
      leftOver: ['20/04/1989'],
    })
  })

  test('with more parts than any card has is no card’s', () => {
    expect(parseCardQr(AN_2021 + '|'.repeat(30))).toMatchObject({ ok: false, failure: 'not-a-card-code' })
  })

  test('cut short misses its last two fields', () => {
    expect(parseCardQr('001090012345|012345678|Nguyễn Văn An|15031990|Nam')).toMatchObject({
      ok: false,
      failure: 'fields-missing',
      missing: ['residence', 'issuedOn'],
      fields: { fullName: { value: 'Nguyễn Văn An' }, dateOfBirth: { value: '1990-03-15' } },
    })
  })

  test('of a health-insurance card is another card, in its old and new shape', () => {
    const hex = (text: string) =>
      [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const full = `GD4010123456789|${hex('Nguyễn Văn An')}|15/03/1990|1|${hex('Hà Nội')}|01-001|01/01/2021|31/12/2021|$`
    for (const code of [
      full,
      `0123456789|${hex('Nguyễn Văn An')}|15/03/1990|1|$`,
      '0123456789|Nguyễn Văn An',
      'abc|def$',
    ]) {
      expect(parseCardQr(code)).toMatchObject({ ok: false, failure: 'insurance-card' })
    }
  })

  test('typed through a Vietnamese keyboard says so', () => {
    const keys: Record<string, string> = {
      '1': 'ă',
      '2': 'â',
      '3': 'ê',
      '4': 'ô',
      '5': '\u0300',
      '6': '\u0309',
      '7': '\u0303',
      '8': '\u0301',
      '9': '\u0323',
      '0': 'đ',
    }
    const typed = AN_2021.replace(/\d/g, (digit) => keys[digit] ?? digit)
    for (const code of [typed, typed.normalize('NFC')]) {
      expect(parseCardQr(code)).toMatchObject({ ok: false, failure: 'typed-through-input-method' })
    }
  })

  test('that lost its separators still gives its number', () => {
    expect(parseCardQr(AN_2021.replaceAll('|', ''))).toMatchObject({
      ok: false,
      failure: 'separators-lost',
      fields: { personalNumber: { value: '001090012345', certainty: 'likely' } },
    })
  })

  test.each([
    ['', 'empty'],
    ['\u0002\r\n', 'empty'],
    ['x'.repeat(2001), 'too-long'],
    ['001090012345', 'not-a-card-code'],
    ['https://example.org/?a=1', 'not-a-card-code'],
    ['a|b|c', 'not-a-card-code'],
    ['|'.repeat(100), 'not-a-card-code'],
  ])('is refused for what it is: %#', (code, failure) => {
    expect(parseCardQr(code)).toMatchObject({ ok: false, failure })
  })

  test('never throws, keeps the raw text and never invents a field', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '001090012345',
        '012345678',
        'Nam',
        'Nữ',
        '15031990',
        '31022001',
        '00000000',
        '',
        '$',
        'đđăâ',
        RESIDENCE,
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    const pieces = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('|'))
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3000 })), (code) => {
        const read = parseCardQr(code)
        expect(read.raw).toBe(code.slice(0, 2000))
        const { personalNumber, oldIdentityNumber } = read.fields
        if (personalNumber) expect(code).toContain(personalNumber.value)
        if (oldIdentityNumber) expect(code).toContain(oldIdentityNumber.value)
        if (!read.ok && read.failure === 'fields-missing') expect(read.missing.length).toBeGreaterThan(0)
      }),
      { numRuns: 1500 },
    )
  })
})
