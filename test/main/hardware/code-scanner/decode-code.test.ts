import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCardQr } from '../../../../domain/travel-document/card-qr.ts'
import { decodeCode } from '../../../../main/hardware/code-scanner/decode-code.ts'

const CARD = '001090012345||Nguyễn Văn Ân|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|20042021'

/** Windows-1258 as a scanner set to that page sends it: a base letter, then its tone as a mark of its own. */
function toWindows1258(text: string): Uint8Array {
  const table = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) table.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte)
  const bytes: number[] = []
  for (const letter of text.normalize('NFC')) {
    const whole = table.get(letter)
    if (whole !== undefined) bytes.push(whole)
    else {
      // ễ is ê and a tone: the page has the letter with its hat and the tone apart.
      const marks = [...letter.normalize('NFD')]
      const tone = marks.findLast((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark)) ?? ''
      const base = marks
        .filter((mark) => mark !== tone)
        .join('')
        .normalize('NFC')
      for (const part of [base, tone]) bytes.push(table.get(part) ?? 0x3f)
    }
  }
  return Uint8Array.from(bytes)
}

test('UTF-8 is read as UTF-8 and Windows-1258 as Windows-1258, both to the same composed text', () => {
  expect(decodeCode(new TextEncoder().encode(CARD.normalize('NFD')), ']Q1')).toEqual({ text: CARD, encoding: 'utf-8' })
  expect(decodeCode(toWindows1258(CARD), ']Q1')).toEqual({ text: CARD, encoding: 'windows-1258' })
  expect(parseCardQr(decodeCode(toWindows1258(CARD), '').text).ok).toBe(true)
})

test('what scanners put behind a code goes, what stands in it stays', () => {
  expect(decodeCode(new TextEncoder().encode('a\x1db\tc\r\n'), '').text).toBe('a\x1db\tc')
})

test('an ECI escape changes the encoding and is no part of the text; a doubled backslash is one', () => {
  const eci = Buffer.concat([
    Buffer.from('\\000026'),
    Buffer.from('Nguyễn\\\\An'),
    Buffer.from('\\000003'),
    Buffer.from([0xe9]),
  ])
  expect(decodeCode(eci, ']Q2').text).toBe('Nguyễn\\Ané')
  // Without the ECI identifier nothing is an escape.
  expect(decodeCode(Buffer.from('C:\\000026'), ']Q1').text).toBe('C:\\000026')
})

test('any text comes back from UTF-8, and no bytes at all make it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const whole = text
        .toWellFormed()
        .replace(/^\uFEFF/, '')
        .normalize('NFC')
        .replace(/[\r\n\t\0]+$/, '')
      expect(decodeCode(new TextEncoder().encode(whole), ']Q1').text).toBe(whole)
    }),
    { numRuns: 500, seed: 3 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(']Q1', ']Q2', ''), (bytes, symbology) => {
      expect(decodeCode(bytes, symbology).text.length).toBeLessThanOrEqual(bytes.length)
    }),
    { numRuns: 2_000, seed: 4 },
  )
})
