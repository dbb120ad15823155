import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mrzInformation } from '../../../../domain/travel-document/chip/access-key.ts'
import { chipKey } from '../../../../main/technician/chip/chip-key.ts'
import { WrongArguments } from '../../../../main/technician/chip/wrong-arguments.ts'

const [one, two, three] = [
  'IDVNM0900123450001090012345<<1',
  '9003152M3003150VNM<<<<<<<<<<<2',
  'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
] as const
const information = mrzInformation({ documentNumber: '090012345', birth: '900315', expiry: '300315' })

test('a zone opens with its number and dates, in one piece, in lines, in small letters, with a letter for a digit', () => {
  const zones = [one + two + three, [one, two, three].join('\n'), (one + two + three).toLowerCase()]
  for (const mrz of [...zones, one.replace('VNM0900', 'VNMO9OO') + two + three])
    expect(chipKey({ mrz }), mrz).toEqual({ kind: 'mrz', information })
  const passport = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'
  expect(chipKey({ mrz: passport })).toEqual({ kind: 'mrz', information: 'L898902C3674081221204159' })
})

test('zones of the middle size and numbers of more than nine places open, too', () => {
  const information = (documentNumber: string, birth: string, expiry: string) => ({
    kind: 'mrz',
    information: mrzInformation({ documentNumber, birth, expiry }),
  })
  const middle = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6'
  expect(chipKey({ mrz: middle })).toEqual(information('D23145890', '740812', '120415'))
  const long = 'I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<'
  expect(chipKey({ mrz: long })).toEqual(information('D23145890734', '340712', '950712'))
})

test('number and dates open as well: of twelve digits the last nine', () => {
  const key = { kind: 'mrz', information }
  expect(chipKey({ 'document-number': '001090012345', birth: '900315', expiry: '300315' })).toEqual(key)
  expect(chipKey({ 'document-number': '090012345', birth: '900315', expiry: '300315' })).toEqual(key)
  const twelve = { 'document-number': '001090012345', birth: '900315', expiry: '300315' }
  expect(chipKey({ ...twelve, 'whole-number': true })).toEqual({
    kind: 'mrz',
    information: mrzInformation({ documentNumber: '001090012345', birth: '900315', expiry: '300315' }),
  })
  expect(chipKey({ can: '012345' })).toEqual({ kind: 'can', number: '012345' })
})

describe('what cannot be a key is told before a chip is asked', () => {
  test.each([
    [{}, /one of --mrz/],
    [{ can: '123456', mrz: one + two + three }, /one of --mrz/],
    [{ can: '12345' }, /six digits/],
    [{ mrz: '' }, /0 characters/],
    [{ mrz: (one + two + three).slice(0, 80) }, /80 characters.*Quote it/],
    [{ mrz: one + two + three.replace('VAN', 'VĂN') }, /"Ă" \(character 70\)/],
    [{ mrz: one.replace('0900123450', '0900123451') + two + three }, /line 1, place .*document number.*Compare/],
    [{ mrz: one + two.replace('9003152', '9003153') + three }, /line 2, place .*date of birth/],
    [{ mrz: one + two.replace('3003150', '3003151') + three }, /line 2, place .*expiry/],
    [{ mrz: one + two.replace(/2$/, '3') + three }, /composite/],
    [
      { mrz: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408123F1204159ZE184226B<<<<<10' },
      /check digit 3 of the date of birth 740812 would be 2/,
    ],
    [{ 'document-number': '001090012345', birth: '15031990', expiry: '300315' }, /--birth 15031990: YYMMDD/],
    [{ 'document-number': '001090012345', birth: '900315' }, /--expiry YYMMDD/],
    [{ 'document-number': 'Nguyễn', birth: '900315', expiry: '300315' }, /letters and digits alone/],
  ])('%j', (values, words) => {
    expect(() => chipKey(values)).toThrow(WrongArguments)
    expect(() => chipKey(values)).toThrow(words)
  })

  test('whatever is typed gives a key or words', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[A-Z0-9<]{72,90}$/))
    fc.assert(
      fc.property(fc.record({ mrz: text, can: text, birth: text }, { requiredKeys: [] }), (values) => {
        try {
          expect(['mrz', 'can']).toContain(chipKey(values).kind)
        } catch (fault) {
          expect(fault).toBeInstanceOf(WrongArguments)
        }
      }),
    )
  })

  test('no digit of a zone can be changed to another without a word', () => {
    const zone = one + two + three
    const keyPlaces = [...zone].flatMap((_, i) =>
      (i > 4 && i < 15) || (i > 29 && i < 37) || (i > 37 && i < 45) ? [i] : [],
    )
    fc.assert(
      fc.property(fc.constantFrom(...keyPlaces), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const changed = `${zone.slice(0, at)}${(Number(zone.charAt(at)) + by) % 10}${zone.slice(at + 1)}`
        expect(() => chipKey({ mrz: changed })).toThrow(WrongArguments)
      }),
    )
  })
})
