import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type DistinguishingMark,
  MarkDirection,
  MarkKind,
  MarkLandmark,
  readMark,
  writeMark,
} from '../../../domain/identity-card/distinguishing-mark.ts'

const anyMark: fc.Arbitrary<DistinguishingMark> = fc.record({
  kind: fc.constantFrom(...MarkKind.options),
  distanceInCm: fc.integer({ min: 1, max: 60 }).map((halves) => halves / 2),
  direction: fc.constantFrom(...MarkDirection.options),
  landmark: fc.constantFrom(...MarkLandmark.options),
})

test('the official wording of a mole 3 cm above and behind the left corner of the mouth', () => {
  const mark = { kind: 'mole', distanceInCm: 3, direction: 'above-behind', landmark: 'mouth-corner-left' } as const
  expect(writeMark(mark)).toBe('Nốt ruồi C:3 cm trên sau mép trái')
  expect(readMark('Nốt ruồi C:3 cm trên sau mép trái')).toEqual(mark)
})

test('the wording of older cards, without a blank before cm, is understood', () => {
  expect(readMark('Sẹo chấm C:1cm dưới trước đuôi mắt phải')).toEqual({
    kind: 'dot-scar',
    distanceInCm: 1,
    direction: 'below-before',
    landmark: 'outer-eye-right',
  })
})

test('every mark is read back from its wording, in any case, Unicode form and spacing', () => {
  fc.assert(
    fc.property(anyMark, fc.constantFrom('NFC', 'NFD'), fc.boolean(), fc.boolean(), (mark, form, capitals, tight) => {
      let text = writeMark(mark).normalize(form)
      if (capitals) text = text.toLocaleUpperCase('vi')
      if (tight) text = text.replace(/ cm/i, 'cm').replace(' ', '  ')
      expect(readMark(text)).toEqual(mark)
    }),
  )
})

test('different marks have different wordings', () => {
  fc.assert(
    fc.property(anyMark, anyMark, (a, b) => {
      expect(writeMark(a) === writeMark(b)).toBe(
        JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort()),
      )
    }),
  )
})

test('any other text is no mark, and never an error', () => {
  for (const text of [
    '',
    'Không',
    'Nốt ruồi',
    'Nốt ruồi C:99 cm trên sau mép trái',
    'Nốt ruồi C:0 cm trên mép trái',
    'Nốt ruồi C:3 cm mép trái',
  ]) {
    expect(readMark(text)).toBeUndefined()
  }
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void readMark(text)))
})

test('a mark outside its bounds is not written', () => {
  expect(() => writeMark({ kind: 'mole', distanceInCm: 31, direction: 'above', landmark: 'nostril-left' })).toThrow()
  expect(() => writeMark({ kind: 'mole', distanceInCm: 0.3, direction: 'above', landmark: 'nostril-left' })).toThrow()
})
