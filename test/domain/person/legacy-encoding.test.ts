import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLegacyText, detectLegacyEncoding } from '../../../domain/person/legacy-encoding.ts'

const fromBytes = (hex: string) =>
  hex
    .split(' ')
    .map((byte) => String.fromCodePoint(Number.parseInt(byte, 16)))
    .join('')

describe('legacy text', () => {
  test('in TCVN3 is decoded byte by byte', () => {
    const name = fromBytes('4e 67 75 79 d4 6e 20 56 a8 6e 20 41 6e')
    expect(decodeLegacyText(name, 'tcvn3')).toBe('Nguyễn Văn An')
    const woman = fromBytes('a7 c6 6e 67 20 54 68 de 20 a6 ed 63')
    expect(decodeLegacyText(woman, 'tcvn3')).toBe('Đặng Thị Ước')
  })

  test('in VNI is decoded by letter and mark', () => {
    expect(decodeLegacyText('Nguyeãn Vaên An', 'vni')).toBe('Nguyễn Văn An')
    expect(decodeLegacyText('Ñaëng Thò Öôùc', 'vni')).toBe('Đặng Thị Ước')
    expect(decodeLegacyText('TRAÀN THÒ MYÕ LEÄ', 'vni')).toBe('TRẦN THỊ MỸ LỆ')
    expect(decodeLegacyText('Nguyeãn Thuïy Kyø', 'vni')).toBe('Nguyễn Thụy Kỳ')
  })

  test.each([
    ['NguyÔn V¨n An', 'tcvn3', 'Nguyễn Văn An'],
    ['§Æng ThÞ ¦íc', 'tcvn3', 'Đặng Thị Ước'],
    ['TrÇn Quèc To¶n', 'tcvn3', 'Trần Quốc Toản'],
    ['Nguyeãn Vaên An', 'vni', 'Nguyễn Văn An'],
    ['Ñaëng Thò Öôùc', 'vni', 'Đặng Thị Ước'],
    ['Leâ Quyønh Nhö', 'vni', 'Lê Quỳnh Như'],
  ])('is known by the syllables it makes: %s', (text, encoding, decoded) => {
    expect(detectLegacyEncoding(text)).toMatchObject({ encoding, text: decoded })
  })

  test.each([
    'Nguyễn Văn An',
    'Lê Hà',
    'Hà Lan',
    'Trí',
    'Nguyen Van An',
    'Cà Mau',
    '',
    '12/03/2001',
    'Ý Nhi',
    'Café Müller',
  ])('is not seen in text that is Unicode already: %s', (text) => {
    expect(detectLegacyEncoding(text)).toMatchObject({ encoding: 'unicode', text })
  })

  test('is never seen where Vietnamese Unicode letters stand, and arbitrary text is survived', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(detectLegacyEncoding(`ễ${text}`).encoding).toBe('unicode')
        const finding = detectLegacyEncoding(text)
        expect(finding.score).toBeGreaterThanOrEqual(0)
        expect(finding.score).toBeLessThanOrEqual(1)
      }),
    )
  })
})
