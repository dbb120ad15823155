import { expect, test } from 'vitest'
import {
  parseSaneOptions,
  saneFailure,
  saneStatusOf,
} from '../../../../main/hardware/document-scanner/drivers/sane/sane-answers.ts'

const OFFICE = `
All options specific to device \`maker:model':
  Scan Mode:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Geometry:
    -x 0..224.846mm (in steps of 0.0211639) [215.872]
    -y 0..863.489mm (in steps of 0.0211639) [279.364]
    --page-width 0..224.846mm [inactive]
`

test('the options of an office scanner become its abilities', () => {
  expect(parseSaneOptions(OFFICE, 'maker:model')).toEqual({
    abilities: {
      name: 'maker:model',
      serialNumber: '',
      sources: ['feeder', 'feeder-duplex'].map((source) => ({
        source,
        resolutions: [75, 100, 150, 200, 300, 400, 600],
        colours: ['colour', 'grey'],
        formats: ['image/jpeg', 'image/png'],
        widest: 224.846,
        longest: 863.489,
      })),
    },
    words: {
      sources: { feeder: 'ADF Front', 'feeder-duplex': 'ADF Duplex' },
      modes: { colour: 'Color', grey: 'Gray' },
    },
  })
})

test('a device without a choice of source is a glass; without colours, sizes or resolutions it is none', () => {
  const plain = OFFICE.replace(/.*--source.*\n/, '')
  expect(parseSaneOptions(plain, 'x')?.abilities.sources.map((one) => one.source)).toEqual(['flatbed'])
  for (const option of ['--mode', '--resolution', '-x'])
    expect(parseSaneOptions(OFFICE.replace(`    ${option} `, '    --other '), 'x')).toBeUndefined()
  expect(parseSaneOptions('', 'x')).toBeUndefined()
})

test('every end of scanimage has a failure with a cure', () => {
  expect([3, 6, 7, 8, 9, 11, 99, null].map(saneFailure)).toEqual([
    'busy',
    'paper-jam',
    'feeder-empty',
    'cover-open',
    'interrupted',
    'no-access',
    'interrupted',
    'interrupted',
  ])
})

test('the words of scanimage tell the status, where it does not come to its end by itself', () => {
  expect(
    [
      'Scanned page 1. (scanner status = 5)',
      'Scanned page 12. (scanner status = 7)',
      'scanimage: sane_start: Document feeder out of documents',
      'scanimage: sane_start: Document feeder jammed',
      'scanimage: sane_read: Error during device I/O',
      'Scanning page 1',
      'somebody: sane_start: Document feeder jammed',
    ].map(saneStatusOf),
  ).toEqual([0, 7, 7, 6, 9, undefined, undefined])
})
