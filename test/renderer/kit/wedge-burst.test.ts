import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BurstVerdict, type KeyStroke, wedgeDetector } from '../../../renderer/kit/wedge-burst.ts'

const CARD = '001090012345|012345678|Nguyen Van An|15031990|Nam|12 Hang Bong, Ha Noi|20042021'

interface Timed {
  readonly key: string
  /** Milliseconds since the key before. */
  readonly wait: number
  readonly composing?: boolean
}
function verdicts(keys: readonly Timed[]): BurstVerdict[] {
  const detector = wedgeDetector()
  let at = 1_000
  return keys.map(({ key, wait, composing = false }) => {
    at += wait
    const stroke: KeyStroke = { key, at, composing, chord: false }
    return detector.take(stroke)
  })
}
const told = (keys: readonly Timed[]) => verdicts(keys).filter((one) => one.kind === 'code' || one.kind === 'garbled')
const quick = (text: string, wait = 3): Timed[] => [...text].map((key) => ({ key, wait }))
const ENTER = { key: 'Enter', wait: 3 }
const paused = (keys: readonly Timed[], pause = 500): Timed[] =>
  keys.map((one, i) => (i === 0 ? { ...one, wait: pause } : one))

/** What Windows sends when UniKey answers a key: Backspaces over the letters that change, then the new ones, within a few ms. */
const unikeyAnswer = (over: number, letters: string): Timed[] => [
  ...new Array<Timed>(over).fill({ key: 'Backspace', wait: 1 }),
  ...quick(letters, 1),
]

describe('scanners that type', () => {
  test('any code of eight signs or more, at any speed of a scanner, ended by Enter or Tab, is a code letter for letter', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 8, maxLength: 200, unit: 'grapheme' })
          .filter((text) => [...text].every((sign) => [...sign].length === 1)),
        fc.infiniteStream(fc.integer({ min: 0, max: 30 })),
        fc.constantFrom('Enter', 'Tab'),
        (text, waits, end) => {
          const keys = [...text].map((key) => ({ key, wait: waits.next().value ?? 1 }))
          expect(told([...paused(keys), { key: end, wait: 5 }])).toEqual([{ kind: 'code', text }])
        },
      ),
      { numRuns: 300, seed: 11 },
    )
  })

  test("Shift between the keys is the scanner's own", () => {
    const keys = [...'ABCDEFGHIJ'].flatMap((key) => [
      { key: 'Shift', wait: 2 },
      { key, wait: 2 },
    ])
    expect(told([...keys, ENTER])).toEqual([{ kind: 'code', text: 'ABCDEFGHIJ' }])
  })

  test('a code right behind what a hand has typed is the code alone', () => {
    const hand = [...'Nguyen'].map((key) => ({ key, wait: 120 }))
    expect(told([...hand, ...paused(quick(CARD), 60), ENTER])).toEqual([{ kind: 'code', text: CARD }])
  })

  test("short bursts, and bursts without an end, are nobody's code", () => {
    expect(told([...quick('1234567'), ENTER])).toEqual([])
    expect(told([...quick(CARD), { key: 'Enter', wait: 200 }])).toEqual([])
    expect(told([...quick(CARD), { key: 'ArrowLeft', wait: 2 }, ENTER])).toEqual([])
  })

  test('12A1 through an input method, which makes 12Á of it, is told as garbled and never given on', () => {
    // The scanner types 001090012345 … A1: the input method swallows the 1, takes A back and writes Á.
    const garbled = [...quick('001090012345|12A'), ...unikeyAnswer(1, 'Á'), ...quick('|15031990'), ENTER]
    expect(told(garbled)).toEqual([{ kind: 'garbled' }])
    // Under one that composes, the keys are its own from the first letter on.
    const composed = [
      ...quick('0010900'),
      ...[...'NGUYEENX VAWN'].map((key) => ({ key, wait: 4, composing: true })),
      ENTER,
    ]
    expect(told(composed)).toEqual([{ kind: 'garbled' }])
  })
})

describe('people and input methods are never taken for a scanner', () => {
  const human = fc.integer({ min: 40, max: 400 })

  test('a hand that types, with UniKey answering each marked letter in a burst, whatever the words and the speed', () => {
    // Recorded likeness: 'Nguyeenx Vawn Ddoongf' typed at the speed of a hand; answers of one to seven letters.
    const answer = fc.record({
      over: fc.integer({ min: 1, max: 7 }),
      letters: fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'ễănđồữơ nghieu') }),
    })
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ key: fc.constantFrom(...'nguyenxvadof '), wait: human }) },
      { weight: 2, arbitrary: answer },
      {
        weight: 1,
        arbitrary: fc.record({
          key: fc.constantFrom('Enter', 'Tab', 'Backspace'),
          wait: fc.integer({ min: 1, max: 300 }),
        }),
      },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const keys = steps.flatMap((one) => ('over' in one ? unikeyAnswer(one.over, one.letters) : [one]))
        expect(told(keys)).toEqual([])
      }),
      { numRuns: 2_000, seed: 12 },
    )
  })

  test('shorthand that becomes a whole sentence in a burst, with Enter right behind it', () => {
    const sentence = 'Cộng hòa xã hội chủ nghĩa Việt Nam'
    const typed = [...'chxh'].map((key) => ({ key, wait: 90 }))
    expect(told([...typed, ...unikeyAnswer(4, sentence), ENTER])).toEqual([])
    // Also where the last key of the hand was so near that it joins the burst.
    const rolled = [...typed, { key: 'c', wait: 30 }, { key: 'n', wait: 20 }]
    expect(told([...rolled, ...unikeyAnswer(6, sentence), ENTER])).toEqual([])
  })

  test('ibus: composing keys at the speed of a hand, with the Enter that ends the word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constantFrom('Process', 'n', 'x', 'w'), wait: human, composing: fc.boolean() }), {
          maxLength: 40,
        }),
        (keys) => {
          expect(told([...keys, { key: 'Enter', wait: 2, composing: true }, ENTER])).toEqual([])
        },
      ),
      { numRuns: 500, seed: 13 },
    )
  })

  test('two or three keys that roll into each other, a held key and a chord are no burst', () => {
    const rolling = [...'abcabcabc'].map((key, i) => ({ key, wait: i % 3 === 0 ? 90 : 12 }))
    expect(told([...rolling, ENTER])).toEqual([])
    const detector = wedgeDetector()
    const all = [...'cvcvcvcvcv'].map((key, i) => detector.take({ key, at: i, composing: false, chord: true }))
    all.push(detector.take({ key: 'Enter', at: 20, composing: false, chord: false }))
    expect(new Set(all.map((one) => one.kind))).toEqual(new Set(['none']))
  })
})
