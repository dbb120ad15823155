import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ApplicationKind,
  findReason,
  ReasonCode,
  reasonListSource,
  reasonsOn,
} from '../../../domain/identity-card/application-reason.ts'
import { FeeExemption } from '../../../domain/identity-card/fee.ts'
import { RepresentativeRelation } from '../../../domain/identity-card/representative.ts'
import {
  missingPapers,
  type PaperQuestion,
  PaperType,
  requiredPapers,
} from '../../../domain/identity-card/required-papers.ts'
import {
  findReturnReason,
  ReturnReasonCode,
  returnReasons,
  returnReasonsOf,
} from '../../../domain/identity-card/return-reason.ts'
import { FindingCode, NextStep } from '../../../domain/identity-card/rule-finding.ts'
import { anyCardDay, day } from './dates.ts'

function words(language: string): Readonly<Record<string, string>> {
  const path = join(import.meta.dirname, `../../../resources/text/identity-card.${language}.json`)
  return JSON.parse(readFileSync(path, 'utf8'))
}

test('the exchange list of 2023 runs a, b, c, d, đ, e, g, that of 2014 a to e', () => {
  expect(reasonsOn(day('2025-01-01'), 'exchange').map((one) => one.point)).toEqual(['a', 'b', 'c', 'd', 'đ', 'e', 'g'])
  expect(reasonsOn(day('2021-01-01'), 'exchange').map((one) => one.point)).toEqual(['a', 'b', 'c', 'd', 'đ', 'e'])
  expect(findReason(day('2025-01-01'), 'exchange', 'units-rearranged')?.source).toBe(
    'Luật Căn cước 26/2023/QH15, Điều 24 khoản 1, điểm đ',
  )
  expect(findReason(day('2025-01-01'), 'reissue', 'units-rearranged')).toBeUndefined()
})

test('on every day each kind has reasons, no code stands twice in a list, and the list says its source', () => {
  fc.assert(
    fc.property(anyCardDay, (on) => {
      for (const kind of ApplicationKind.options) {
        const codes = reasonsOn(on, kind).map((one) => one.code)
        expect(codes.length).toBeGreaterThan(0)
        expect(new Set(codes).size).toBe(codes.length)
      }
      expect(reasonListSource(on).unconfirmed).toBe(on >= '2026-07-01')
    }),
  )
})

const plain: PaperQuestion = {
  day: day('2025-08-01'),
  kind: 'exchange',
  reason: 'on-request',
  inPopulationDatabase: true,
  representative: 'none',
  holdsCard: true,
  wantsRequestForm: false,
  feeExemption: false,
}
const types = (change: Partial<PaperQuestion>) => requiredPapers({ ...plain, ...change }).map((one) => one.type)

test('who is in the database brings only the old card to an exchange', () => {
  expect(types({})).toEqual(['old-card'])
  expect(types({ kind: 'first-issue', reason: 'no-card-yet', holdsCard: false })).toEqual([])
  expect(types({ kind: 'reissue', reason: 'card-lost-or-damaged', holdsCard: false })).toEqual([])
  expect(types({ kind: 'first-issue', reason: 'from-old-identity-card', holdsCard: false })).toEqual([
    'old-identity-card',
  ])
})

test('who is not in the database fills DC01 and brings one lawful paper', () => {
  const needed = requiredPapers({ ...plain, inPopulationDatabase: false })
  expect(missingPapers(needed, []).map((group) => group.map((one) => one.type))).toEqual([
    ['resident-data-form'],
    ['birth-certificate', 'register-extract', 'other'],
  ])
  expect(missingPapers(needed, ['resident-data-form', 'register-extract'])).toEqual([])
})

test('a corrected name is proved by one of its papers, a representative by one of theirs', () => {
  const needed = requiredPapers({ ...plain, reason: 'name-or-birth-changed', representative: 'proof-needed' })
  expect(missingPapers(needed, ['birth-certificate'])).toEqual([])
  expect(missingPapers(needed, ['guardianship-decision'])).toHaveLength(1)
  expect(types({ representative: 'proved-by-register' })).toEqual(['old-card'])
})

test('DC02 is printed on request under the 2023 law only', () => {
  expect(types({ wantsRequestForm: true })).toContain('request-form')
  expect(types({ wantsRequestForm: true, day: day('2021-05-05') })).not.toContain('request-form')
})

test('an officer chooses from codes that exist once; the centre alone rules on duplicate fingerprints', () => {
  expect(returnReasons.map((one) => one.code)).toEqual(ReturnReasonCode.options)
  expect(returnReasonsOf('leader').map((one) => one.code)).not.toContain('fingerprints-duplicate')
  expect(returnReasonsOf('centre').map((one) => one.code)).toContain('fingerprints-duplicate')
  expect(findReturnReason('other')?.remarkRequired).toBe(true)
  expect(findReturnReason('nonsense')).toBeUndefined()
})

test('every code has Vietnamese and English words, and both languages fill the same places', () => {
  const vi = words('vi')
  const en = words('en')
  const keys = [
    ...FindingCode.options.map((code) => `finding.${code}`),
    ...NextStep.options.map((code) => `next.${code}`),
    ...ReasonCode.options.map((code) => `reason.${code}`),
    ...PaperType.options.map((code) => `paper.${code}`),
    ...ReturnReasonCode.options.map((code) => `return.${code}`),
    ...FeeExemption.options.map((code) => `free.${code}`),
    ...RepresentativeRelation.options.map((code) => `relation.${code}`),
    ...ApplicationKind.options.map((code) => `kind.${code}`),
    ...returnReasons.map((one) => `next.${one.nextStep}`),
  ]
  for (const key of keys) expect([vi[key], en[key]], key).toEqual([expect.any(String), expect.any(String)])
  expect(Object.keys(vi)).toEqual(Object.keys(en))
  const places = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).sort()
  for (const key of Object.keys(vi)) expect(places(vi[key]), key).toEqual(places(en[key]))
})
