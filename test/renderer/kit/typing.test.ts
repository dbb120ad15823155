import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { narrowed } from '../../../renderer/kit/choice.ts'
import { isComposing, tidyText } from '../../../renderer/kit/composing.ts'
import { withStrokes } from '../../../renderer/kit/date-strokes.ts'

describe('input methods', () => {
  test('keys of a running composition are theirs: by the flag, or by key code 229 for the first key', () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true)
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true)
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false)
  })

  test('text is kept composed, with single blanks; đ and both tone styles stay as they were typed', () => {
    expect(tidyText('  Nguyê\u0303n   Văn\u00a0Đông ')).toBe('Nguyễn Văn Đông')
    expect(tidyText('Hoà')).toBe('Hoà')
    expect(tidyText('Hòa')).toBe('Hòa')
  })

  test('tidying twice changes nothing more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => tidyText(tidyText(text)) === tidyText(text)))
  })
})

describe('dates as clerks type them', () => {
  test.each([
    ['15032001', '15/03/2001'],
    ['15.3.2001', '15/03/2001'],
    ['1-1-1948', '01/01/1948'],
    ['032001', '03/2001'],
    ['3/2001', '03/2001'],
    ['2001', '2001'],
    ['15/03/2001', '15/03/2001'],
    ['15/03', '15/03'],
    ['hôm qua', 'hôm qua'],
  ])('%s becomes %s', (typed, written) => {
    expect(withStrokes(typed)).toBe(written)
  })

  test('no text grows digits it did not have', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const digits = (one: string) => one.replace(/\D/g, '').replace(/0/g, '')
        return digits(withStrokes(text)) === digits(text)
      }),
    )
  })
})

describe('lists that are narrowed by typing', () => {
  const choices = [
    { id: '1', label: 'Phường Hoàn Kiếm', detail: 'Thành phố Hà Nội' },
    { id: '2', label: 'Phường Kiến Hưng', detail: 'Thành phố Hà Nội' },
    { id: '3', label: 'Kiến An', detail: 'Thành phố Hải Phòng' },
  ]
  test('marks and case do not matter, beginnings come first', () => {
    expect(narrowed(choices, 'kien').map((choice) => choice.id)).toEqual(['3', '2'])
    expect(narrowed(choices, 'HOAN KIEM').map((choice) => choice.id)).toEqual(['1'])
    expect(narrowed(choices, 'hai phong').map((choice) => choice.id)).toEqual(['3'])
  })
  test('nothing typed shows everything', () => {
    expect(narrowed(choices, '  ')).toEqual(choices)
  })
})
