import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines, type Measure, type TextStyle } from '../../../main/paper/break-lines.ts'
import { printableText } from '../../../main/paper/printable-text.ts'
import { oddText } from './odd-texts.ts'

const plain: TextStyle = { face: 'regular', size: 10 }
const bold: TextStyle = { face: 'bold', size: 10 }
const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })
/** Every letter is ten wide: widths can be counted on the fingers. */
const measure: Measure = (text) => [...graphemes.segment(text)].length * 10

const texts = (lines: ReturnType<typeof breakLines>) => lines.map((line) => line.runs.map((run) => run.text).join('|'))

test('lines break at spaces', () => {
  expect(texts(breakLines([{ text: 'một hai ba bốn', style: plain }], 70, measure))).toEqual(['một hai', 'ba bốn'])
})

test('a word wider than the line is cut between letters, each keeping its marks', () => {
  expect(texts(breakLines([{ text: 'ơ\u0306bcdefg', style: plain }], 30, measure))).toEqual(['ơ\u0306bc', 'def', 'g'])
})

test('a second style goes on in the same line after a space', () => {
  const lines = breakLines(
    [
      { text: 'Tên:', style: plain },
      { text: 'AN', style: bold },
    ],
    100,
    measure,
  )
  expect(lines).toEqual([
    {
      runs: [
        { text: 'Tên:', style: plain, x: 0 },
        { text: 'AN', style: bold, x: 50 },
      ],
      width: 70,
    },
  ])
})

test('a first word that does not fit behind its indent starts on the next line', () => {
  expect(texts(breakLines([{ text: 'dài', style: plain }], 30, measure, 20))).toEqual(['', 'dài'])
})

test('no text gives no lines', () => {
  expect(breakLines([{ text: '', style: plain }], 100, measure)).toEqual([])
})

test('no letter is lost or doubled and no line is wider than its room', () => {
  const narrow = fc.integer({ min: 40, max: 400 })
  fc.assert(
    fc.property(oddText, oddText, narrow, fc.integer({ min: 0, max: 40 }), (label, value, width, indent) => {
      const runs = [
        { text: printableText(label), style: plain },
        { text: printableText(value), style: bold },
      ]
      const lines = breakLines(runs, width, measure, indent)
      const squeeze = (text: string) => text.replaceAll(' ', '')
      const set = lines.flatMap((line) => line.runs.map((run) => run.text)).join('')
      expect(squeeze(set)).toBe(squeeze(runs.map((run) => run.text).join('')))
      for (const line of lines) {
        const last = line.runs.at(-1)
        expect(line.width).toBeLessThanOrEqual(width)
        if (last) expect(last.x + measure(last.text, last.style)).toBeLessThanOrEqual(width)
      }
    }),
  )
})
