import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalToneStyle, foldText, foldTypingResidue } from '../../../domain/person/fold.ts'

const syllable = fc.constantFrom(
  ...'Nguyễn Trần Đặng Huỳnh Quý Khoẻ Thuỷ Hoà Ước Lưu Xuân Thị Văn Giàng Nghĩa Quyền Oanh Ngọc Vũ Kiều Trương Phượng Yến Đỗ'.split(
    ' ',
  ),
)
const clean = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))

describe('folding', () => {
  test('drops marks, case and superfluous blanks', () => {
    expect(foldText('  Nguyễn  THỊ Đông ')).toBe('nguyen thi dong')
    expect(foldText('ÐẶNG Ɖông')).toBe('dang dong')
  })

  test('is the same for composed and decomposed text, and done once', () => {
    fc.assert(
      fc.property(fc.oneof(clean, fc.string({ unit: 'grapheme' })), (text) => {
        const folded = foldText(text)
        expect(foldText(text.normalize('NFD'))).toBe(folded)
        expect(foldText(folded)).toBe(folded)
      }),
    )
  })

  test('takes both tone styles for one', () => {
    const pairs = ['hoà hòa', 'khoẻ khỏe', 'thuỷ thủy', 'HOÀ HÒA', 'uý úy', 'loà lòa', 'xoè xòe']
    for (const [a, b] of pairs.map((it) => it.split(' '))) expect(canonicalToneStyle(a ?? '')).toBe(b)
  })

  test('leaves tones that have one place only', () => {
    for (const text of ['quý', 'Quỳ', 'hoàng', 'hoặc', 'tuyết', 'thuận', 'huệ', 'quỵ']) {
      expect(canonicalToneStyle(text)).toBe(text)
    }
    fc.assert(fc.property(clean, (text) => canonicalToneStyle(canonicalToneStyle(text)) === canonicalToneStyle(text)))
  })

  test('forgives keystrokes of Telex and VNI', () => {
    for (const typed of [
      'Nguyeenx Vawn An',
      'Nguyeexn Vawn An',
      'Nguye64n Va8n An',
      'Nguyen64 Van8 An',
      'NGUYEENX VAWN AN',
    ]) {
      expect(foldTypingResidue(typed), typed).toBe('nguyen van an')
    }
    expect(foldTypingResidue('Ddawngj Thij Uwowcs')).toBe(foldText('Đặng Thị Ước'))
    expect(foldTypingResidue('Tran62 D9o6ng')).toBe(foldText('Trần Đông'))
  })

  test('forgiving keystrokes changes nothing in a clean name', () => {
    fc.assert(fc.property(clean, (text) => foldTypingResidue(text) === foldText(text)))
  })
})
