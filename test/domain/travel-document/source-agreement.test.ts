import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mrzNameLine, readMrzNameLine } from '../../../domain/travel-document/mrz-name.ts'
import { type CardStatement, findDisagreements } from '../../../domain/travel-document/source-agreement.ts'

const zone: CardStatement = {
  source: 'chip-zone',
  personalNumber: '001090012345',
  dateOfBirth: '1990-03-15',
  sex: 'male',
  fullName: 'NGUYEN VAN AN',
}
const details: CardStatement = { ...zone, source: 'chip-details', fullName: 'Nguyễn Văn An' }

test('the marks of a name are no difference between zone and chip', () => {
  expect(findDisagreements([zone, details, { source: 'qr', fullName: 'NGUYỄN VĂN AN' }])).toEqual([])
})

test('each field that differs is named with what every source says', () => {
  const forged = { ...details, personalNumber: '001090012346', fullName: 'Nguyễn Văn Anh' }
  expect(findDisagreements([zone, forged])).toEqual([
    {
      field: 'personalNumber',
      values: [
        { source: 'chip-zone', value: '001090012345' },
        { source: 'chip-details', value: '001090012346' },
      ],
    },
    {
      field: 'fullName',
      values: [
        { source: 'chip-zone', value: 'NGUYEN VAN AN' },
        { source: 'chip-details', value: 'Nguyễn Văn Anh' },
      ],
    },
  ])
})

test('what a source does not state is no difference, and a year agrees with every day in it', () => {
  expect(findDisagreements([zone, { source: 'qr', personalNumber: '001090012345' }])).toEqual([])
  expect(findDisagreements([zone, { source: 'chip-details', dateOfBirth: '1990' }])).toEqual([])
  expect(findDisagreements([zone, { source: 'chip-details', dateOfBirth: '1991' }])).toHaveLength(1)
})

const syllable = fc.constantFrom(
  'Nguyễn',
  'Trần',
  'Lê',
  'Đặng',
  'Thị',
  'Văn',
  'Ngọc',
  'Hoàng',
  'Phương',
  'Ý',
  'Quỳnh',
  'Đỗ',
)

test('a name agrees with its own zone, however long it is', () => {
  fc.assert(
    fc.property(fc.array(syllable, { minLength: 2, maxLength: 9 }), (words) => {
      const fullName = words.join(' ')
      const name = readMrzNameLine(mrzNameLine(fullName))
      const inZone = `${name.primary} ${name.secondary}`.trim()
      expect(
        findDisagreements([
          { source: 'chip-zone', fullName: inZone },
          { source: 'qr', fullName },
        ]),
      ).toEqual([])
    }),
  )
})

test('the order of the sources decides nothing', () => {
  const statement = fc.record({
    source: fc.constantFrom('chip-zone' as const, 'chip-details' as const, 'qr' as const),
    personalNumber: fc.constantFrom('001090012345', '001090012346', ''),
    fullName: fc.constantFrom('Nguyễn Văn An', 'NGUYEN VAN AN', 'Lê Bé', ''),
  })
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (statements) => {
      const fields = (list: readonly CardStatement[]) => findDisagreements(list).map((one) => one.field)
      expect(fields(statements.toReversed())).toEqual(fields(statements))
    }),
  )
})
