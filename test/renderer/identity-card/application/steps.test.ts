import { expect, test } from 'vitest'
import { SectionName } from '../../../../domain/identity-card/application.ts'
import {
  firstOpenStep,
  neighbourStep,
  nextOpenStep,
  startingStep,
  stepNumber,
} from '../../../../renderer/identity-card/application/steps.ts'

const sections = (states: Partial<Record<SectionName, 'open' | 'blocked' | 'not-applicable'>>) =>
  SectionName.options.map((section) => ({ section, state: states[section] ?? ('complete' as const), note: null }))

test('steps are numbered one to nine', () => {
  expect(stepNumber('intake')).toBe(1)
  expect(stepNumber('slip')).toBe(9)
})

test('a finished step leads to the next one with something to do, and round to those left behind', () => {
  const some = sections({ comparison: 'open', fee: 'blocked' })
  expect(nextOpenStep(some, 'marks')).toBe('fee')
  expect(nextOpenStep(some, 'fee')).toBe('comparison')
  expect(nextOpenStep(sections({}), 'fee')).toBeUndefined()
})

test('an application opens at its first step with something to do', () => {
  expect(firstOpenStep(sections({ portrait: 'open', slip: 'open' }))).toBe('portrait')
  expect(firstOpenStep(sections({}))).toBe('slip')
})

test('turning pages passes over steps that do not apply', () => {
  const some = sections({ fingerprints: 'not-applicable', portrait: 'not-applicable', iris: 'not-applicable' })
  expect(neighbourStep(some, 'marks', 1)).toBe('confirmation')
  expect(neighbourStep(some, 'confirmation', -1)).toBe('marks')
  expect(neighbourStep(some, 'slip', 1)).toBe('slip')
})

test('an application that came back opens where its cure is done, and only while it is back', () => {
  const returned = {
    by: 'centre',
    reason: 'portrait-rejected',
    remark: '',
    nextStep: 'take-portrait-again',
    at: '',
  } as const
  const all = sections({ comparison: 'open' })
  expect(startingStep({ sections: all, returned, state: 'returned-by-centre' })).toBe('portrait')
  expect(startingStep({ sections: all, returned, state: 'received' })).toBe('comparison')
  expect(startingStep({ sections: all, returned: null, state: 'received' })).toBe('comparison')
})
