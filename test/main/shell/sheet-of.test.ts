import { expect, test } from 'vitest'
import { sheetOf } from '../../../main/shell/sheet-of.ts'

test('the size of a sheet is read from the end of its name, in micrometres', () => {
  expect(sheetOf('iso_a4_210x297mm')).toEqual({ width: 210_000, height: 297_000 })
  expect(sheetOf('om_card_53.98x85.6mm')).toEqual({ width: 53_980, height: 85_600 })
  expect(sheetOf('na_letter_8.5x11in')).toBeUndefined()
  expect(sheetOf('')).toBeUndefined()
})
