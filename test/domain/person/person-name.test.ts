import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  FullName,
  findFullName,
  findNameFault,
  isSplitOf,
  nameSortKey,
  splitName,
  upperCaseName,
} from '../../../domain/person/person-name.ts'

const word = fc.constantFrom(
  'Nguyễn',
  'Trần',
  'Đặng',
  'Thị',
  'Văn',
  'An',
  'Ấn',
  'Ân',
  'Ước',
  "H'Hen",
  'Y',
  'A',
  'Páo',
  'Niê',
)

describe('a full name', () => {
  test.each([
    'Nguyễn Văn An',
    "H'Hen Niê",
    'K’Brêu',
    'Y Moan Ênuôl',
    'Giàng A Páo',
    'Páo',
    'Anne-Marie St. Clair',
    'Êban Ê̆a',
  ])('of every people passes: %s', (name) => {
    expect(findNameFault(name)).toBeUndefined()
  })

  test('is composed and its blanks squeezed, its case left alone', () => {
    expect(FullName.parse('  nguyễn   VĂN\tan '.normalize('NFD'))).toBe('nguyễn VĂN an')
  })

  test.each([
    ['', { code: 'empty' }],
    ['   ', { code: 'empty' }],
    ['x'.repeat(101), { code: 'too-long' }],
    ['Nguyễn Văn 4n', { code: 'digit', character: '4', at: 11 }],
    ['Tran62', { code: 'digit', character: '6', at: 4 }],
    ['An@', { code: 'character-not-allowed', character: '@', at: 2 }],
    ['Ан', { code: 'character-not-allowed', character: 'А', at: 0 }],
    ["-'.", { code: 'no-letter' }],
    ['Ａn', { code: 'character-not-allowed', character: 'Ａ', at: 0 }],
    ['Henry Ⅷ', { code: 'digit', character: 'Ⅷ', at: 6 }],
  ])('is refused with its fault: %s', (text, fault) => {
    expect(findNameFault(text)).toEqual(fault)
    expect(findFullName(text)).toBeUndefined()
  })

  test('stays as it is when parsed again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(word).map((it) => it.join('  ')),
        ),
        (text) => {
          const once = findFullName(text)
          if (once !== undefined) expect(FullName.parse(once)).toBe(once)
        },
      ),
    )
  })

  test('is printed in capitals with marks', () => {
    expect(upperCaseName('nguyễn thị đông'.normalize('NFD'))).toBe('NGUYỄN THỊ ĐÔNG')
  })
})

describe('the split of a name', () => {
  test.each([
    ['Nguyễn Văn An', ['Nguyễn', 'Văn', 'An']],
    ['Trần Thị Thu Hà', ['Trần', 'Thị Thu', 'Hà']],
    ['Phạm Dung', ['Phạm', '', 'Dung']],
    ['Páo', ['', '', 'Páo']],
    ['Giàng A Páo', ['Giàng', 'A', 'Páo']],
    ["H'Hen Niê", ['Niê', '', "H'Hen"]],
    ["H' Hen Niê Kdăm", ['Niê Kdăm', '', "H' Hen"]],
    ['Y Moan Ênuôl', ['Ênuôl', '', 'Y Moan']],
    ['K’Brêu', ['', '', 'K’Brêu']],
  ])('is suggested for %s', (name, [familyName, middleName, givenName]) => {
    expect(splitName(name)).toEqual({ familyName, middleName, givenName })
  })

  test('keeps every word, and an edited split may move but not change them', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        expect(isSplitOf(splitName(words.join(' ')), words.join(' '))).toBe(true)
      }),
    )
    expect(isSplitOf({ familyName: 'Tôn Thất', middleName: '', givenName: 'Đạm' }, 'Tôn Thất Đạm')).toBe(true)
    expect(isSplitOf({ familyName: 'Tôn', middleName: '', givenName: 'Đạm' }, 'Tôn Thất Đạm')).toBe(false)
  })
})

describe('the sort key of a name', () => {
  test('orders people by given, middle, then family name', () => {
    const sorted = ['Nguyễn An', 'Lê Văn An', 'Trần Thị Ân', 'Nguyễn Văn Ấn', 'Đặng Thị Bình', 'Phạm Dung', 'Phạm Đức']
    const key = (name: string) => nameSortKey(splitName(name))
    expect([...sorted].reverse().sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(sorted)
  })

  test('orders letters and tones as the Vietnamese alphabet does', () => {
    const key = (givenName: string) => nameSortKey({ familyName: '', middleName: '', givenName })
    const letters = [...'aàảãáạăắâấbdđeêoôơuưy']
    expect([...letters].sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(letters)
  })

  test('agrees with ICU on any two Vietnamese names', () => {
    const collator = new Intl.Collator('vi', { sensitivity: 'accent' })
    const letter = fc.constantFrom(
      ...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ ',
    )
    const name = fc.string({ unit: letter, maxLength: 6 }).map((it) => it.replace(/ +/g, ' ').trim())
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [x, y] = [a, b].map((givenName) => nameSortKey({ familyName: '', middleName: '', givenName }))
        const byKey = x === y ? 0 : (x ?? '') < (y ?? '') ? -1 : 1
        expect(byKey, `${a} | ${b}`).toBe(Math.sign(collator.compare(a, b)))
      }),
      { numRuns: 2000 },
    )
  })

  test('is plain ASCII whatever the name, and ignores case and normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (givenName) => {
        const key = nameSortKey({ familyName: '', middleName: '', givenName })
        expect(key).toMatch(/^[\x20-\x7e]*$/)
        expect(nameSortKey({ familyName: '', middleName: '', givenName: givenName.normalize('NFD') })).toBe(key)
      }),
    )
    const [low, high] = ['đặng', 'ĐẶNG'].map((familyName) =>
      nameSortKey({ familyName, middleName: '', givenName: 'An' }),
    )
    expect(low).toBe(high)
  })
})
