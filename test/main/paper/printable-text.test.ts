import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inCapitals, printableText } from '../../../main/paper/printable-text.ts'
import { oddText } from './odd-texts.ts'

test('decomposed Vietnamese letters are composed', () => {
  expect(printableText('Nguye\u0302\u0303n Va\u0306n A\u0301')).toBe('Nguyễn Văn Á')
})

test('line breaks, tabs and runs of spaces become one space, invisible characters vanish', () => {
  expect(printableText('  12\u200b Hàng\u202e\n\tBông \u0000 ')).toBe('12 Hàng Bông')
})

test('a letter the font lacks and half a surrogate pair are shown as a box, not dropped', () => {
  expect(printableText('A\ud800B')).toBe('A□B')
  expect(printableText('Lý 李')).toBe('Lý □')
})

test('every letter of Vietnamese and of the minority languages is in the font', () => {
  const base = 'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY'
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
  const vietnamese = [...base].flatMap((letter) => tones.map((tone) => (letter + tone).normalize('NFC'))).join('')
  const minority = 'ĂăĔĕĬĭŎŏŬŭƀɃČčÑñḰḱW̆w̆Ơ̆ơ̆Ư̆ư̆F J Z ’ʼ- đĐ'.normalize('NFC')
  expect(printableText(vietnamese)).not.toContain('□')
  expect(printableText(minority)).not.toContain('□')
})

test('capitals keep their marks', () => {
  expect(inCapitals('Đặng Thị Hoài, H’Bluĕ Êban')).toBe('ĐẶNG THỊ HOÀI, H’BLUĔ ÊBAN')
})

test('any text becomes NFC, without control characters, and stays so when cleaned again', () => {
  fc.assert(
    fc.property(oddText, (text) => {
      const clean = printableText(text)
      expect(clean).toBe(clean.normalize('NFC'))
      expect(clean).not.toMatch(/\p{Cc}| {2}|^ | $/u)
      expect(printableText(clean)).toBe(clean)
    }),
  )
})
