import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ApplicationForm, emptyForm, type TextFieldName } from '../../../../../domain/identity-card/application.ts'
import {
  keepingParts,
  mergeForm,
  sameValue,
} from '../../../../../renderer/identity-card/application/saving/merge-form.ts'

const names: readonly TextFieldName[] = ['fullName', 'phone', 'sex', 'occupation', 'religion']
const form: fc.Arbitrary<ApplicationForm> = fc
  .record({
    ticket: fc.constantFrom('', 'A1', 'A2'),
    kind: fc.constantFrom('', 'exchange'),
    fields: fc.dictionary(
      fc.constantFrom(...names),
      fc.record({ text: fc.constantFrom('', 'a', 'b', 'c'), source: fc.constantFrom('typed', 'qr') }),
    ),
    marks: fc.array(
      fc.record({
        kind: fc.constant('mole'),
        distanceInCm: fc.constantFrom('1', '2'),
        direction: fc.constant('above'),
        landmark: fc.constant(''),
      }),
      { maxLength: 2 },
    ),
  })
  .map((part) => ({ ...emptyForm(), ...part }) as ApplicationForm)

test('what nobody changed elsewhere stays as it was typed here, the very same object', () => {
  fc.assert(
    fc.property(form, form, (base, mine) => {
      const merged = mergeForm(base, mine, structuredClone(base))
      expect(merged.form).toBe(mine)
      expect(merged.overlaps).toEqual([])
    }),
  )
})

test('what was not touched here becomes what the core holds', () => {
  fc.assert(
    fc.property(form, form, (base, theirs) => {
      const merged = mergeForm(base, structuredClone(base), theirs)
      expect(sameValue(merged.form, theirs)).toBe(true)
      expect(merged.overlaps).toEqual([])
    }),
  )
})

test('a field changed on both sides keeps what was typed here and is named', () => {
  const base = emptyForm()
  const mine: ApplicationForm = { ...base, fields: { fullName: { text: 'Lê Ân', source: 'typed' } } }
  const theirs: ApplicationForm = {
    ...base,
    ticket: 'A7',
    fields: { fullName: { text: 'Lê An', source: 'qr' }, sex: { text: 'male', source: 'qr' } },
  }
  const merged = mergeForm(base, mine, theirs)
  expect(merged.form.fields).toEqual({
    fullName: { text: 'Lê Ân', source: 'typed' },
    sex: { text: 'male', source: 'qr' },
  })
  expect(merged.form.ticket).toBe('A7')
  expect(merged.overlaps).toEqual(['fields.fullName'])
})

test('no typed text is ever lost in a merge', () => {
  fc.assert(
    fc.property(form, form, form, (base, mine, theirs) => {
      const merged = mergeForm(base, mine, theirs)
      for (const name of names) {
        if (!sameValue(base.fields[name], mine.fields[name]) && mine.fields[name])
          expect(merged.form.fields[name]).toEqual(mine.fields[name])
      }
    }),
  )
})

test('a value never gets the source of another value', () => {
  fc.assert(
    fc.property(form, form, form, (base, mine, theirs) => {
      for (const name of names) {
        const field = mergeForm(base, mine, theirs).form.fields[name]
        if (field) expect([mine.fields[name], theirs.fields[name]]).toContainEqual(field)
      }
    }),
  )
})

test('an answer keeps every part that says the same as before, and says what it says', () => {
  // As the bridge carries it: JSON knows no −0.
  const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)))
  fc.assert(
    fc.property(json, json, (before, fresh) => {
      expect(keepingParts(before, fresh)).toEqual(fresh)
      const copy = JSON.parse(JSON.stringify({ before, fresh })) as { before: unknown; fresh: unknown }
      const whole = { before, fresh: 1 }
      expect(keepingParts(whole, copy).before).toBe(whole.before)
    }),
  )
  const bytes = new Uint8Array([1])
  expect(keepingParts({ bytes: new Uint8Array([1]) }, { bytes }).bytes).toBe(bytes)
})
