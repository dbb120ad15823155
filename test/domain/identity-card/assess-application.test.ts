import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApplicationCaptures, ApplicationForm } from '../../../domain/identity-card/application.ts'
import { emptyCaptures, emptyForm, SectionName } from '../../../domain/identity-card/application.ts'
import { assessApplication } from '../../../domain/identity-card/assess-application.ts'
import { NoRuleInForce } from '../../../domain/law/dated-rule.ts'
import { realUnitTable } from '../unit/real-unit-table.ts'
import { day } from './dates.ts'
import { finishedApplication } from './finished-application.ts'

const digest = 'd'.repeat(64)

function assess(
  change: (made: { form: ApplicationForm; captures: ApplicationCaptures }) => void = () => undefined,
  asked: { day?: string; others?: number } = {},
) {
  const made = structuredClone(finishedApplication(digest))
  change(made)
  return assessApplication({
    ...made,
    day: day(asked.day ?? '2026-11-24'),
    digest,
    othersWithNumber: asked.others ?? 0,
    units: realUnitTable,
  })
}

const codesOf = (assessed: ReturnType<typeof assess>) =>
  assessed.findings.filter((one) => one.severity === 'gap' || one.severity === 'refusal').map((one) => one.code)

test('an application with nothing left to do is complete in all nine steps', () => {
  const assessed = assess()
  expect(codesOf(assessed)).toEqual([])
  expect(assessed.complete).toBe(true)
  expect(assessed.sections.map((one) => one.section)).toEqual([...SectionName.options])
  expect(assessed.sections.map((one) => one.state)).toEqual(SectionName.options.map(() => 'complete'))
  expect(assessed.dueDay).not.toBeNull()
})

test('a new, empty application has no step done, not even the fee: what is owed is not known before the kind', () => {
  const assessed = assessApplication({
    form: emptyForm(),
    captures: emptyCaptures(),
    day: day('2026-11-24'),
    digest,
    othersWithNumber: 0,
    units: realUnitTable,
  })
  expect(assessed.complete).toBe(false)
  expect(assessed.sections.filter((one) => one.state === 'complete')).toEqual([])
})

type Change = (made: { form: ApplicationForm; captures: ApplicationCaptures }) => void
const gaps: readonly [string, string, Change][] = [
  ['the look-up', 'search-missing', ({ captures }) => Object.assign(captures, { population: null })],
  ['the name', 'field-missing', ({ form }) => Reflect.deleteProperty(form.fields, 'fullName')],
  [
    'a readable birth',
    'birth-malformed',
    ({ form }) => Object.assign(form.fields.dateOfBirth ?? {}, { text: '31/02/2001' }),
  ],
  ['the residence', 'field-missing', ({ form }) => Reflect.deleteProperty(form.addresses, 'permanentResidence')],
  ['marks', 'marks-missing', ({ form }) => form.marks.splice(0)],
  ['a whole mark', 'mark-incomplete', ({ form }) => Object.assign(form.marks[0] ?? {}, { distanceInCm: 'x' })],
  ['one finger of ten', 'prints-missing', ({ captures }) => Reflect.deleteProperty(captures.prints, 'left-ring')],
  ['the portrait', 'portrait-missing', ({ captures }) => Object.assign(captures, { portrait: null })],
  ['the reason for no iris', 'iris-reason-missing', ({ form }) => Object.assign(form, { irisNotTaken: null })],
  ['the printed sheet', 'sheet-not-printed', ({ captures }) => captures.printed.shift()],
  ['the applicant’s yes', 'confirmation-missing', ({ captures }) => Object.assign(captures, { confirmation: null })],
  ['the old card', 'old-card-not-stated', ({ form }) => Object.assign(form.oldCard, { surrendered: '' })],
]

describe('what is missing is said, and stops the submission', () => {
  test.each(gaps)('%s', (_what, code, change) => {
    const assessed = assess(change)
    expect(codesOf(assessed)).toContain(code)
    expect(assessed.complete).toBe(false)
    const finding = assessed.findings.find((one) => one.code === code)
    expect(finding?.source).toMatch(/\S/)
    expect(finding?.nextStep).toMatch(/\S/)
    expect(assessed.sections.find((one) => one.section === finding?.section)?.state).not.toBe('complete')
  })
})

test('any handful of missing things is found together: no gap hides another', () => {
  fc.assert(
    fc.property(fc.subarray([...gaps], { minLength: 1 }), (chosen) => {
      // A mark that is gone cannot be half described as well.
      const compatible = chosen.filter(
        ([, code]) => code !== 'mark-incomplete' || !chosen.some(([, other]) => other === 'marks-missing'),
      )
      const found = codesOf(assess((made) => void compatible.map(([, , change]) => change(made))))
      expect(found).toEqual(expect.arrayContaining(compatible.map(([, code]) => code)))
    }),
  )
})

test('a sheet and a yes are void as soon as the content changes', () => {
  const assessed = assess(({ captures }) => {
    captures.printed = captures.printed.map((one) => ({ ...one, digest: 'e'.repeat(64) }))
    captures.confirmation = { at: '2026-11-24T02:00:00.000Z', digest: 'e'.repeat(64), by: 'applicant-window' }
  })
  expect(codesOf(assessed)).toEqual(['sheet-outdated', 'confirmation-missing'])
})

test('an excepted finger counts as done, with its reason; a weak print is only a warning', () => {
  const assessed = assess(({ captures }) => {
    Reflect.deleteProperty(captures.prints, 'left-ring')
    captures.exceptions['left-ring'] = { reason: 'amputated', duration: 'permanent' }
    Object.assign(captures.prints['left-index'] ?? {}, { lowQuality: true })
  })
  expect(assessed.complete).toBe(true)
  expect(assessed.findings).toContainEqual(expect.objectContaining({ code: 'prints-low-quality', severity: 'warning' }))
})

test('another living application of the same number stops this one', () => {
  expect(assess(undefined, { others: 1 }).complete).toBe(false)
})

test('somebody else’s number in the register is a refusal, not a difference', () => {
  const assessed = assess(({ captures }) =>
    Object.assign(captures.population?.record ?? {}, { personalNumber: '001201099999' }),
  )
  expect(assessed.findings).toContainEqual(expect.objectContaining({ code: 'another-person', severity: 'refusal' }))
  expect(assessed.sections.find((one) => one.section === 'comparison')?.state).toBe('blocked')
})

test('a name that differs asks, and is answered by keeping the register’s', () => {
  const differs: Change = ({ captures }) =>
    Object.assign(captures.population?.record ?? {}, { fullName: 'NGUYỄN VĂN ÂN' })
  expect(codesOf(assess(differs))).toContain('difference-open')
  const answered = assess((made) => {
    differs(made)
    made.form.differences.fullName = { choice: 'keep-register' }
  })
  expect(codesOf(answered)).not.toContain('difference-open')
})

test('the law of 2014 asks for no iris and for the place of origin', () => {
  const assessed = assess(({ form }) => Object.assign(form, { irisNotTaken: null }), { day: '2022-10-20' })
  expect(assessed.sections.find((one) => one.section === 'iris')?.state).toBe('not-applicable')
  expect(assessed.findings).toContainEqual(expect.objectContaining({ code: 'field-missing', field: 'placeOfOrigin' }))
})

test('before 2021 there is no rule to ask, and none is guessed', () => {
  expect(() => assess(undefined, { day: '2020-12-31' })).toThrow(NoRuleInForce)
})
