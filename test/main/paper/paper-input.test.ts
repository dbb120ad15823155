import { expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { checkPaperInput, type PaperInput, PaperInputError } from '../../../main/paper/paper-input.ts'

const input: PaperInput = {
  agency: { parent: null, name: 'Công an phường Hoàn Kiếm' },
  place: 'Hoàn Kiếm',
  day: plainDate('2025-07-08'),
  createdAt: '2025-07-08T03:15:00Z',
  dossierNumber: '000123',
  training: false,
}

function refusalOf(change: object): unknown {
  try {
    checkPaperInput({ ...input, ...change })
    return undefined
  } catch (error) {
    return error
  }
}

test('a text too long for any layout is refused with its field and the cure, never cut', () => {
  const error = refusalOf({ person: { fullName: 'A'.repeat(2001) } })
  expect(error).toBeInstanceOf(PaperInputError)
  expect(error).toMatchObject({
    field: 'person.fullName',
    rule: 'text-too-long',
    cure: expect.stringContaining('Rút ngắn'),
  })
  expect(refusalOf({ person: { fullName: 'A'.repeat(2000) } })).toBeUndefined()
})

test('texts of the head and under signatures have a lower limit, because these stay on one page', () => {
  expect(refusalOf({ agency: { parent: 'B'.repeat(301), name: 'A' } })).toMatchObject({ field: 'agency.parent' })
  expect(refusalOf({ officerName: 'B'.repeat(151) })).toMatchObject({ field: 'officerName' })
})

test('a dossier number that a bar code cannot carry is refused', () => {
  for (const dossierNumber of ['', 'hồ sơ 1', '1'.repeat(33), 'a\n']) {
    expect(refusalOf({ dossierNumber })).toMatchObject({ rule: 'number-not-encodable' })
  }
})

test('an instant or day that does not exist is refused', () => {
  expect(refusalOf({ createdAt: 'today' })).toMatchObject({ field: 'createdAt', rule: 'day-not-real' })
  expect(refusalOf({ day: '2025-02-30' })).toMatchObject({ field: 'day', rule: 'day-not-real' })
})
