import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNames, isOneEditAway } from '../../../domain/person/name-match.ts'
import { cpuMs } from '../../cpu-ms.ts'

const word = fc.constantFrom(
  ...'Nguyễn Nguyen Nguyeenx Trần Tran62 Văn Vân Thị An Ân Ấn Lý Lí Hoà Hòa Hoàng Huỳnh Xuân Suân Đặng Dặng'.split(' '),
)
const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))

describe('two names', () => {
  test.each([
    ['Nguyễn Văn An', 'NGUYỄN  VĂN AN', ['exact']],
    ['Nguyễn Văn Hoà', 'Nguyễn Văn Hòa', ['tone-style']],
    ["H'Hen Niê", 'H’ Hen Niê', ['exact']],
    ["H'Hen Niê", 'HHen Niê', ['spacing']],
    ['Nguyễn Văn Sơn', 'Nguyễn Văn Sôn', ['easily-confused-marks']],
    ['Nguyễn Văn Vũ', 'Nguyễn Văn Vủ', ['easily-confused-marks']],
    ['Nguyễn Văn An', 'Nguyen Van An', ['marks-missing']],
    ['Nguyễn Văn Ấn', 'Nguyễn Văn Ẩn', ['tone-marks']],
    ['Nguyễn Văn An', 'Nguyeenx Vawn An', ['typing-residue']],
    ['Trần Thị Bình', 'Tran62 Thị Bình', ['typing-residue']],
    ['Lý Thị Quý', 'Lí Thị Quí', ['spelling']],
    ['Trần Xuân Sinh', 'Chần Suân Xinh', ['spelling']],
    ['Nguyễn Văn Bình', 'Nguyễn Văn Bìnhh', ['near']],
    ['Nguyễn Thị Thu Hà', 'Nguyễn Hà', ['middle-name-missing']],
    ['Nguyễn Thị Thu Hà', 'Nguyễn Thị Hà', ['middle-name-missing']],
    ['Nguyễn Văn An', 'An Nguyễn Văn', ['word-order']],
    ['Huỳnh Văn Phúc', 'Hoàng Văn Phước', ['regional-doublet']],
    ['Nguyễn Văn An', 'Lê Thị Bình', ['different']],
  ])('%s and %s: %j', (one, other, reasons) => {
    expect(compareNames(one, other).reasons).toEqual(reasons)
  })

  test('that differ in several ways carry every reason, the weakest first', () => {
    expect(compareNames('Nguyễn Thị Thu Hà', 'Nguyen Ha').reasons).toEqual(['middle-name-missing', 'marks-missing'])
  })

  test('rank from exact to different', () => {
    const scores = [
      'Nguyễn Văn Hòa',
      'Nguyễn Văn Hoà',
      'Nguyen Van Hoa',
      'Nguyễn Văn Hoá',
      'Nguyễn Hòa',
      'Lê Thị Bình',
    ].map((other) => compareNames('Nguyễn Văn Hòa', other).score)
    expect([...scores].sort((a, b) => b - a)).toEqual(scores)
    expect(new Set(scores).size).toBe(scores.length)
  })

  test('with a middle name missing weigh more than a regional doublet, a word changed weighs less than marks', () => {
    const score = (other: string) => compareNames('Huỳnh Thị Hòa', other).score
    expect(score('Huỳnh Hòa')).toBeGreaterThan(score('Hoàng Thị Hòa'))
    expect(score('Hoàng Thị Hòa')).toBeGreaterThan(score('Hà Thị Bình'))
    expect(score('Huynh Thi Hoa')).toBeGreaterThan(score('Huỳnh Thị Hoàn'))
  })

  test('compare alike in either order, and each is exactly itself', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [there, back] = [compareNames(a, b), compareNames(b, a)]
        expect(back.score).toBeCloseTo(there.score, 10)
        expect(compareNames(a, a)).toEqual({ score: 1, reasons: ['exact'] })
        expect(there.score).toBeGreaterThanOrEqual(0)
        expect(there.score).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })

  test('of arbitrary text, however long, are compared in bounded time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (a, b) => compareNames(a, b).reasons.length > 0),
    )
    const started = cpuMs()
    compareNames('an '.repeat(50_000), 'na '.repeat(40_000))
    expect(cpuMs() - started).toBeLessThan(500)
  })

  test('one edit is a letter added, lost, changed or two swapped', () => {
    for (const [a, b] of [
      ['binh', 'bin'],
      ['binh', 'bing'],
      ['binh', 'bnih'],
      ['lan', 'loan'],
    ] as const) {
      expect(isOneEditAway(a, b)).toBe(true)
    }
    for (const [a, b] of [
      ['binh', 'hanh'],
      ['an', 'on'],
      ['binh', 'nhbi'],
    ] as const)
      expect(isOneEditAway(a, b)).toBe(false)
  })
})
