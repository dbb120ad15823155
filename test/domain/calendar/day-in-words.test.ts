import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayInWords, findDayOfWords, partialDayInWords, wordsSayDay } from '../../../domain/calendar/day-in-words.ts'
import { findNumberOfWords, numberInWords } from '../../../domain/calendar/number-in-words.ts'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')

describe('a day in words', () => {
  test('is written in one house style', () => {
    expect(dayInWords(plainDate('2008-03-02'))).toBe('Ngày hai tháng ba năm hai nghìn không trăm linh tám')
    expect(dayInWords(plainDate('1995-04-21'))).toBe('Ngày hai mươi mốt tháng tư năm một nghìn chín trăm chín mươi lăm')
    expect(dayInWords(plainDate('2000-05-15'))).toBe('Ngày mười lăm tháng năm năm hai nghìn')
    expect(dayInWords(plainDate('2024-10-24'))).toBe('Ngày hai mươi tư tháng mười năm hai nghìn không trăm hai mươi tư')
  })

  test('is written for births that say only a month or a year', () => {
    expect(partialDayInWords('2001-04')).toBe('Tháng tư năm hai nghìn không trăm linh một')
    expect(partialDayInWords('1957')).toBe('Năm một nghìn chín trăm năm mươi bảy')
  })

  test.each([
    ['Ngày Hai Tháng Ba Năm Hai Nghìn Linh Tám', '2008-03-02'],
    ['Ngày Hai Tháng Ba Năm Hai Nghìn Không Trăm Linh Tám', '2008-03-02'],
    ['ngày mùng hai, tháng ba, năm hai ngàn không trăm lẻ tám', '2008-03-02'],
    ['Ngày hai mươi bốn tháng bốn năm một ngàn chín trăm chín mươi tư', '1994-04-24'],
    ['Ngày hai mươi một tháng giêng năm hai nghìn mười lăm', '2015-01-21'],
    ['Ngày hai mươi nhăm tháng mười hai năm hai nghìn không trăm hai mươi', '2020-12-25'],
    ['Ngày năm tháng năm năm hai nghìn không trăm linh năm', '2005-05-05'],
    ['tháng mười một năm một nghìn chín trăm', '1900-11'],
    ['năm hai nghìn', '2000'],
  ])('is understood as registers write it: %s', (words, day) => {
    expect(wordsSayDay(words, day)).toBe(true)
  })

  test('that disagrees with its figures, or is impossible, or means two years, is not agreed to', () => {
    expect(wordsSayDay('Ngày hai tháng ba năm hai nghìn không trăm linh tám', '2008-02-03')).toBe(false)
    expect(findDayOfWords('Ngày ba mươi tháng hai năm hai nghìn không trăm linh tám')).toBeUndefined()
    expect(findDayOfWords('Ngày hai tháng ba năm hai nghìn tám')).toBeUndefined()
    expect(findDayOfWords('tháng ba')).toBeUndefined()
  })

  test('comes back from its words for every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 145_000 }), (n) => {
        const day = addDays(plainDate('1800-01-01'), n)
        expect(wordsSayDay(dayInWords(day), day)).toBe(true)
        expect(wordsSayDay(dayInWords(day).toLocaleUpperCase('vi').normalize('NFD'), day)).toBe(true)
      }),
    )
  })

  test('survives arbitrary text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void findDayOfWords(text)))
    const word = fc.constantFrom('ngay', 'thang', 'nam', 'muoi', 'linh', 'hai', 'tram', 'nghin', 'mung', 'khong')
    fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => void findDayOfWords(words.join(' '))))
  })
})

describe('a number in words', () => {
  test('comes back from its words for every number below ten thousand', () => {
    for (let n = 0; n <= 9999; n++) expect(findNumberOfWords(fold(numberInWords(n)))).toBe(n)
  })

  test('is refused beyond', () => {
    expect(() => numberInWords(10_000)).toThrow(RangeError)
  })
})
