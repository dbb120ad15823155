import { expect, test } from 'vitest'
import { emptyForm } from '../../../../../domain/identity-card/application.ts'
import {
  withAddress,
  withConfirmed,
  withDifference,
  withText,
} from '../../../../../renderer/identity-card/application/saving/edit-form.ts'

test('a text that changes is typed, whatever it was before', () => {
  const read = withText(emptyForm(), 'fullName', 'AN', 'qr')
  expect(withText(read, 'fullName', 'ÂN').fields.fullName).toEqual({ text: 'ÂN', source: 'typed' })
})

test('a text that does not change keeps its source, and the form its identity', () => {
  const read = withText(emptyForm(), 'fullName', 'AN', 'qr')
  expect(withText(read, 'fullName', 'AN')).toBe(read)
  expect(withText(emptyForm(), 'phone', '').fields).toEqual({})
})

test('an answer to a difference falls with the value it was given to', () => {
  const answered = withDifference(withText(emptyForm(), 'religion', '01'), 'religion', { choice: 'keep-register' })
  expect(withText(answered, 'religion', '02').differences).toEqual({})
  const place = withDifference(emptyForm(), 'permanentResidence', { choice: 'request-correction' })
  expect(
    withAddress(place, 'permanentResidence', { detail: '12', asOf: '2026-11-24', source: 'typed' }).differences,
  ).toEqual({})
})

test('an answer to another field stands', () => {
  const answered = withDifference(emptyForm(), 'religion', { choice: 'keep-register' })
  expect(withText(answered, 'phone', '0912').differences).toEqual(answered.differences)
})

test('who confirms a doubtful value stands for it', () => {
  const read = withText(emptyForm(), 'fullName', 'AN', 'qr')
  expect(withConfirmed(read, 'fullName').fields.fullName).toEqual({ text: 'AN', source: 'typed' })
})
