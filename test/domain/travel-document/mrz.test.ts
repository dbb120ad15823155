import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import { DateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { foldText } from '../../../domain/person/fold.ts'
import { PersonalNumber } from '../../../domain/person/personal-number.ts'
import { formatMrz, type MrzCard, parseMrz } from '../../../domain/travel-document/mrz.ts'
import { mrzCheckDigit } from '../../../domain/travel-document/mrz-check-digit.ts'
import { mrzNameLine, readMrzNameLine, transliterate } from '../../../domain/travel-document/mrz-name.ts'

const today = plainDate('2026-11-24')
const AN = [
  'IDVNM0900123450001090012345<<1',
  '9003152M3003150VNM<<<<<<<<<<<2',
  'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
] as const
const ANS_CARD: MrzCard = {
  personalNumber: PersonalNumber.parse('001090012345'),
  dateOfBirth: DateOfBirth.parse('1990-03-15'),
  sex: 'male',
  expiresOn: plainDate('2030-03-15'),
  nationality: 'VNM',
  name: 'Nguyễn Văn An',
}
const text = AN.join('\n')
const put = (line: number, position: number, character: string) =>
  AN.map((row, i) => (i === line - 1 ? row.slice(0, position - 1) + character + row.slice(position) : row)).join('\n')

const anyCard = fc
  .record({
    place: fc.constantFrom('001', '024', '079', '272'),
    birth: fc.integer({ min: 0, max: 46_000 }).map((n) => addDays(plainDate('1900-01-01'), n)),
    serial: fc.integer({ min: 0, max: 999_999 }),
    sex: fc.constantFrom('male', 'female'),
    expiry: fc.option(fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(plainDate('2021-01-01'), n))),
    precision: fc.constantFrom(4, 7, 10),
    name: fc.constantFrom(
      'Nguyễn Văn An',
      'Đặng Thị Ước',
      "H'Hen Niê",
      'Páo',
      'Giàng A Páo',
      'Trần Nguyễn Hoàng Bảo Châu',
    ),
  })
  .map((it): MrzCard => {
    const century = it.birth < '2000-01-01' ? 0 : 2
    const digits = `${it.place}${century + (it.sex === 'female' ? 1 : 0)}${it.birth.slice(2, 4)}${String(it.serial).padStart(6, '0')}`
    return {
      personalNumber: PersonalNumber.parse(digits),
      dateOfBirth: DateOfBirth.parse(it.birth.slice(0, it.precision)),
      sex: it.sex === 'female' ? 'female' : 'male',
      expiresOn: it.expiry,
      nationality: 'VNM',
      name: it.name,
    }
  })

describe('the machine-readable zone', () => {
  test('of the worked example is written as the example has it', () => {
    expect(formatMrz(ANS_CARD)).toEqual(AN)
    expect(['090012345', '001090012345', '900315', '300315'].map(mrzCheckDigit)).toEqual(['0', '1', '2', '0'])
  })

  test('has the check digits of ICAO 9303', () => {
    expect(['AB2134<<<', '520727', 'D23145890'].map(mrzCheckDigit)).toEqual(['5', '3', '7'])
  })

  test('of the worked example is read', () => {
    expect(parseMrz(text, today)).toMatchObject({
      ok: true,
      documentCode: 'ID',
      issuer: 'VNM',
      documentNumber: '090012345',
      personalNumber: '001090012345',
      dateOfBirth: '1990-03-15',
      sex: 'male',
      expiresOn: '2030-03-15',
      nationality: 'VNM',
      name: { primary: 'NGUYEN', secondary: 'VAN AN', mayBeCut: false, doubtful: false },
      repairs: [],
    })
  })

  test('comes in one run, with Windows line ends, in small letters, or with blanks from the reader', () => {
    for (const way of [
      AN.join(''),
      AN.join('\r\n'),
      text.toLowerCase(),
      `\n ${AN.join(' \n\n ')} \n`,
      text.replace(/<</g, '< <'),
    ]) {
      expect(parseMrz(way, today)).toMatchObject({ ok: true, personalNumber: '001090012345' })
    }
  })

  test('may end its name line with too few or too many fillers', () => {
    const short = [AN[0], AN[1], 'NGUYEN<<VAN<AN<<'].join('\n')
    expect(parseMrz(short, today)).toMatchObject({ ok: true, name: { secondary: 'VAN AN' } })
    expect(parseMrz(`${text}<<<<`, today).ok).toBe(true)
  })

  test('of any card comes back as it was written', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const read = parseMrz(formatMrz(card).join('\n'), today)
        expect(read).toMatchObject({
          ok: true,
          personalNumber: card.personalNumber,
          dateOfBirth: card.dateOfBirth,
          sex: card.sex,
          expiresOn: card.expiresOn,
          repairs: [],
        })
      }),
    )
  })

  test('of ICAO’s own specimen of another state is read without a personal number', () => {
    const utopia = [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ]
    const read = parseMrz(utopia.join('\n'), today)
    expect(read).toMatchObject({
      ok: true,
      issuer: 'UTO',
      documentNumber: 'D23145890',
      dateOfBirth: '1974-08-12',
      sex: 'female',
    })
    expect(read).not.toHaveProperty('personalNumber')
  })

  test('takes the century of a birth from the number, and from the day of reading where there is none', () => {
    const centenarian = {
      ...ANS_CARD,
      personalNumber: PersonalNumber.parse('001026012345'),
      dateOfBirth: DateOfBirth.parse('1926-01-05'),
    }
    expect(parseMrz(formatMrz(centenarian).join('\n'), today)).toMatchObject({ dateOfBirth: '1926-01-05' })
    const child = {
      ...ANS_CARD,
      personalNumber: PersonalNumber.parse('001226012345'),
      dateOfBirth: DateOfBirth.parse('2026-01-05'),
    }
    expect(parseMrz(formatMrz(child).join('\n'), today)).toMatchObject({ dateOfBirth: '2026-01-05' })
  })
})

describe('a misread zone', () => {
  test('is repaired where a check digit proves the letter a digit, and says what was changed', () => {
    const read = parseMrz(put(1, 6, 'O'), today)
    expect(read).toMatchObject({
      ok: true,
      documentNumber: '090012345',
      repairs: [{ line: 1, position: 6, read: 'O', used: '0' }],
    })
    expect(read.ok && read.lines).toEqual(AN)
  })

  test('is repaired in every number and check digit', () => {
    const places = [
      [1, 7, '9', 'G'],
      [1, 30, '1', 'I'],
      [1, 17, '0', 'D'],
      [2, 4, '3', 'E'],
      [2, 15, '0', 'O'],
      [2, 30, '2', 'Z'],
    ] as const
    const outcomes = places.map(([line, position, , letter]) => parseMrz(put(line, position, letter), today).ok)
    // G looks like 6, not 9, and E like no digit: those two the check digits do not prove.
    expect(outcomes).toEqual([false, true, true, false, true, true])
  })

  test('of a state whose document numbers hold letters keeps its letters', () => {
    const birth = '7408122F1204159UTO<<<<<<<<<<<'
    // The digits these letters look like would satisfy the check digit; the letters do not.
    const one = `I<UTOBO3456789${mrzCheckDigit('803456789')}${'<'.repeat(15)}`
    const over = one.slice(5) + birth.slice(0, 7) + birth.slice(8, 15) + birth.slice(18)
    const card = [one, birth + mrzCheckDigit(over), 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'].join('\n')
    expect(parseMrz(card, today)).toMatchObject({ failure: 'wrong-check-digit', field: 'document-number' })
  })

  test('names the place of a wrong check digit and the digit it should be', () => {
    expect(parseMrz(put(2, 1, '8'), today)).toEqual({
      ok: false,
      failure: 'wrong-check-digit',
      field: 'date-of-birth',
      line: 2,
      position: 7,
      found: '2',
      expected: '5',
    })
    expect(parseMrz(put(1, 30, '7'), today)).toMatchObject({
      field: 'personal-number',
      line: 1,
      position: 30,
      expected: '1',
    })
    expect(parseMrz(put(2, 30, '3'), today)).toMatchObject({ field: 'composite', line: 2, position: 30, expected: '2' })
  })

  test('with any one digit changed is refused', () => {
    const numeric = [...Array(9).keys()].map((i) => [1, 6 + i] as const)
    const places = [
      ...numeric,
      ...[...Array(12).keys()].map((i) => [1, 16 + i] as const),
      [2, 1],
      [2, 6],
      [2, 9],
      [2, 14],
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 0, max: 9 }), ([line, position], digit) => {
        const before = AN[line - 1]?.charAt(position - 1)
        expect(parseMrz(put(line, position, String(digit)), today).ok).toBe(before === String(digit))
      }),
    )
  })

  test.each([
    ['', 'empty', 1],
    ['x'.repeat(401), 'too-long', 1],
    [AN[0], 'wrong-line-count', 1],
    [`${AN[0]}\n${AN[1]}`, 'wrong-line-count', 2],
    [`${AN[0].slice(1)}\n${AN[1]}\n${AN[2]}`, 'wrong-line-length', 1],
    [put(2, 20, '*'), 'character-not-allowed', 2],
    [put(1, 1, 'P'), 'not-an-identity-card', 1],
    [put(2, 8, 'X'), 'not-a-sex', 2],
  ])('is refused with its line: %#', (given, failure, line) => {
    expect(parseMrz(given, today)).toMatchObject({ ok: false, failure, line })
  })

  test('whose document number is not the end of the personal number is refused though its digits agree', () => {
    const other = formatMrz({ ...ANS_CARD, personalNumber: PersonalNumber.parse('001090012346') })
    const one = AN[0].slice(0, 15) + other[0].slice(15)
    const over = one.slice(5) + AN[1].slice(0, 7) + AN[1].slice(8, 15) + AN[1].slice(18, 29)
    const forged = [one, AN[1].slice(0, 29) + mrzCheckDigit(over), AN[2]].join('\n')
    expect(parseMrz(forged, today)).toMatchObject({ failure: 'numbers-disagree', line: 1, position: 6 })
  })

  test('with an impossible date is refused though its digits agree', () => {
    const birth = '901332'
    const two = `${birth}${mrzCheckDigit(birth)}${AN[1].slice(7)}`
    const over = AN[0].slice(5) + two.slice(0, 7) + two.slice(8, 15) + two.slice(18, 29)
    const card = [AN[0], two.slice(0, 29) + mrzCheckDigit(over), AN[2]].join('\n')
    expect(parseMrz(card, today)).toMatchObject({ failure: 'not-a-date', field: 'date-of-birth' })
  })

  test('never throws, whatever it is', () => {
    const zone = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'),
      minLength: 90,
      maxLength: 90,
    })
    const hurt = fc
      .tuple(fc.nat(89), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, noise]) => AN.join('').slice(0, at) + noise + AN.join('').slice(at + noise.length))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 500 }),
          zone,
          zone.map((it) => `IDVNM${it.slice(5)}`),
          hurt,
        ),
        (given) => {
          const read = parseMrz(given, today)
          expect(typeof read.ok).toBe('boolean')
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe('a name in the zone', () => {
  test('loses its marks and apostrophes and keeps its words', () => {
    expect(transliterate('Đặng-Thị Ước')).toBe('DANG<THI<UOC')
    expect(mrzNameLine("H'Hen Niê")).toBe('NIE<<HHEN'.padEnd(30, '<'))
    expect(mrzNameLine('Páo')).toBe('PAO'.padEnd(30, '<'))
  })

  test('that fills the line may be cut, and one with a digit is doubtful', () => {
    expect(readMrzNameLine(mrzNameLine('Nguyễn Hoàng Phúc Khang Nguyên Bảo Long')).mayBeCut).toBe(true)
    expect(readMrzNameLine('NGUYEN<<VAN<4N'.padEnd(30, '<')).doubtful).toBe(true)
  })

  test('agrees with the folded name', () => {
    const { primary, secondary } = readMrzNameLine(mrzNameLine('Đặng Thị Ước'))
    expect(`${primary} ${secondary}`.toLowerCase()).toBe(foldText('Đặng Thị Ước'))
  })

  test('is thirty characters of the zone for any name', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[A-Z<]{30}$/.test(mrzNameLine(name))))
  })
})

describe('a document number of more than nine places', () => {
  // ICAO 9303-5, appendix B: number D23145890734.
  const STEVENSON = [
    'I<UTOD23145890<7349<<<<<<<<<<<',
    '3407127M9507122UTO<<<<<<<<<<<2',
    'STEVENSON<<PETER<JOHN<<<<<<<<<',
  ] as const

  test('is put together from its place and the optional data, as the example of ICAO has it', () => {
    expect(parseMrz(STEVENSON.join('\n'), today)).toMatchObject({
      ok: true,
      documentNumber: 'D23145890734',
      optionalData: ['', ''],
      dateOfBirth: '1934-07-12',
      repairs: [],
    })
  })

  test('is refused at the place of its check digit where that is wrong', () => {
    const [one, two, three] = STEVENSON
    expect(parseMrz([one.replace('7349', '7348'), two, three].join('\n'), today)).toMatchObject({
      ok: false,
      failure: 'wrong-check-digit',
      field: 'document-number',
      line: 1,
      position: 19,
      found: '8',
      expected: '9',
    })
  })

  test('of any length its field holds, with optional data behind it, comes back whole; a misread digit is put right', () => {
    const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')
    const number = fc.string({ unit: letters, minLength: 10, maxLength: 20 })
    fc.assert(
      fc.property(number, fc.string({ unit: letters, maxLength: 3 }), fc.boolean(), (long, optional, misread) => {
        const check = mrzCheckDigit(long)
        const one = `I<UTO${long.slice(0, 9)}<${long.slice(9)}${check}<${optional}`.slice(0, 30).padEnd(30, '<')
        const [, two, three] = STEVENSON
        const over = one.slice(5) + two.slice(0, 7) + two.slice(8, 15) + two.slice(18, 29)
        const place = 15 + long.length - 9
        const seen = misread && check === '0' ? `${one.slice(0, place)}O${one.slice(place + 1)}` : one
        const read = parseMrz([seen, two.slice(0, 29) + mrzCheckDigit(over), three].join('\n'), today)
        if (!read.ok) throw new Error(JSON.stringify(read))
        expect(read.documentNumber).toBe(long)
        expect(read.lines[0]).toBe(one)
        expect(read.optionalData[0]).toBe(one.slice(place + 2).replace(/<+$/, ''))
      }),
    )
  })
})
