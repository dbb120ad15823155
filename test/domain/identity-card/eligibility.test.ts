import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ApplicationKind,
  ApplicationKind as kinds,
  reasonsOn,
} from '../../../domain/identity-card/application-reason.ts'
import { capturesRequired } from '../../../domain/identity-card/captures-required.ts'
import { assessEligibility, type EligibilityQuestion, mayProceed } from '../../../domain/identity-card/eligibility.ts'
import { ageOn, earliestBirth } from '../../../domain/person/date-of-birth.ts'
import { anyBirth, anyCardDay, born, day } from './dates.ts'

/** An adult's plain first issue in 2025; each test says what is different. */
function question(change: Partial<EligibilityQuestion> = {}): EligibilityQuestion {
  return {
    day: day('2025-08-01'),
    birth: born('2001-03-15'),
    kind: 'first-issue',
    reason: 'no-card-yet',
    nationality: 'VNM',
    population: 'found',
    status: 'living',
    heldCard: null,
    representative: null,
    needsRepresentative: false,
    otherApplication: undefined,
    stored: undefined,
    ...change,
  }
}
const codes = (change: Partial<EligibilityQuestion>) =>
  assessEligibility(question(change)).map((one) => `${one.severity} ${one.code}`)
const chip = (issuedOn: string, expiresOn: string | null) =>
  ({ kind: 'chip-card', issuedOn: day(issuedOn), expiresOn: expiresOn === null ? null : day(expiresOn) }) as const

test('a plain first issue of a grown citizen has nothing against it', () => {
  expect(assessEligibility(question())).toEqual([])
})

describe('the person', () => {
  test('under 14 is refused by the 2014 law and taken by the 2023 law with a representative', () => {
    const child = { birth: born('2014-05-05') }
    expect(codes({ ...child, day: day('2024-06-30') })).toContain('refusal under-minimum-age')
    expect(codes({ ...child, day: day('2024-07-01') })).toEqual(['gap representative-missing'])
    expect(codes({ ...child, representative: { relation: 'mother', proof: 'register' } })).toEqual([])
  })

  test('on the fourteenth birthday the 2014 law gives a card, the day before it does not', () => {
    expect(codes({ birth: born('2008-06-02'), day: day('2022-06-01') })).toContain('refusal under-minimum-age')
    expect(codes({ birth: born('2008-06-01'), day: day('2022-06-01') })).toEqual([])
  })

  test('a year-only birth that leaves the age open asks instead of guessing', () => {
    expect(codes({ birth: born('2011') })).toEqual(['warning age-uncertain'])
  })

  test.each([
    [{ nationality: 'LAO' }, 'refusal not-a-citizen'],
    [{ status: 'deceased' }, 'refusal person-deceased'],
    [{ status: 'cancelled' }, 'refusal number-cancelled'],
    [{ status: 'missing' }, 'warning person-missing'],
    [{ population: 'not-found', status: undefined }, 'gap not-in-population-database'],
    [{ population: 'not-compared', status: undefined, heldCard: undefined }, 'warning not-compared'],
    [{ otherApplication: '000123' }, 'refusal already-in-process'],
    [{ birth: undefined }, 'gap birth-missing'],
    [{ birth: born('2025-08-02') }, 'refusal birth-in-future'],
    [{ kind: undefined, reason: undefined }, 'gap kind-missing'],
    [{ reason: undefined }, 'gap reason-missing'],
  ] satisfies [Partial<EligibilityQuestion>, string][])('%o gives %s', (change, expected) => {
    expect(codes(change)).toContain(expected)
  })

  test('a line that is out forbids nothing', () => {
    expect(
      mayProceed(assessEligibility(question({ population: 'not-compared', status: undefined, heldCard: undefined }))),
    ).toBe(true)
  })
})

describe('the representative', () => {
  const child = { birth: born('2016-05-05') }
  test('an uncle is refused, an unproved mother is a gap', () => {
    expect(codes({ ...child, representative: { relation: 'uncle', proof: 'paper' } })).toContain(
      'refusal representative-relation-not-allowed',
    )
    expect(codes({ ...child, representative: { relation: 'mother', proof: 'none' } })).toEqual([
      'gap representation-unproved',
    ])
  })
  test('a grown person without capacity needs one too; another grown person does not', () => {
    expect(codes({ needsRepresentative: true })).toEqual(['gap representative-missing'])
    expect(codes({ representative: { relation: 'guardian', proof: 'paper' } })).toEqual([
      'note representative-not-needed',
    ])
  })
})

describe('kind and reason', () => {
  test('who holds a card is not given a first one, who holds none cannot exchange', () => {
    expect(codes({ heldCard: chip('2021-04-20', '2026-03-15') })).toContain('refusal card-already-held')
    expect(codes({ kind: 'exchange', reason: 'on-request' })).toContain('refusal no-card-to-exchange')
    expect(codes({ kind: 'reissue', reason: 'card-lost-or-damaged' })).toContain('refusal no-card-to-reissue')
  })

  test('exchange for age waits for the age and says the day', () => {
    const held = { kind: 'exchange', reason: 'age-reached', heldCard: chip('2021-04-20', '2026-03-15') } as const
    const [early] = assessEligibility(question({ ...held, day: day('2026-03-14') }))
    expect(early).toMatchObject({ code: 'exchange-age-not-reached', data: { age: '25', day: '15/03/2026' } })
    expect(codes({ ...held, day: day('2026-03-15') })).toEqual([])
  })

  test('a card within the two-year rule warns, and a reached age is offered where another reason was chosen', () => {
    expect(
      codes({
        kind: 'exchange',
        reason: 'age-reached',
        heldCard: chip('2024-06-01', '2041-03-15'),
        day: day('2026-04-01'),
      }),
    ).toContain('warning card-valid-to-next-age')
    expect(
      codes({
        kind: 'exchange',
        reason: 'on-request',
        heldCard: chip('2021-04-20', '2026-03-15'),
        day: day('2026-04-01'),
      }),
    ).toContain('warning exchange-age-reached')
  })

  test('a new card within two years before an age tells that it outlives it', () => {
    expect(codes({ kind: 'exchange', reason: 'on-request', heldCard: chip('2021-04-20', '2026-03-15') })).toEqual([
      'note new-card-outlives-next-age',
    ])
  })

  test('a reason of the other law is refused', () => {
    const held = { kind: 'exchange', heldCard: chip('2021-04-20', '2026-03-15') } as const
    expect(codes({ ...held, reason: 'card-damaged' })).toContain('refusal reason-not-of-this-law')
    expect(codes({ ...held, reason: 'units-rearranged', day: day('2023-01-02') })).toContain(
      'refusal reason-not-of-this-law',
    )
  })

  test('a reissue without stored biometrics warns under the 2023 law', () => {
    const lost = {
      kind: 'reissue',
      reason: 'card-lost-or-damaged',
      heldCard: chip('2021-04-20', '2026-03-15'),
    } as const
    expect(codes(lost)).toEqual(['warning stored-biometrics-missing'])
    const stored = { takenOn: '2021-04-20', face: true, fingerprints: true, iris: false }
    expect(codes({ ...lost, stored })).toEqual([])
  })

  test('rules that were not read are named as unconfirmed', () => {
    expect(codes({ day: day('2026-07-01') })).toEqual(['note rules-unconfirmed'])
  })
})

test('every finding has a source, and refusals come first', () => {
  fc.assert(
    fc.property(
      anyBirth,
      anyCardDay,
      fc.constantFrom<ApplicationKind>(...kinds.options),
      fc.constantFrom('living', 'deceased', 'missing', 'cancelled'),
      fc.option(anyCardDay, { nil: null }),
      fc.nat(),
      (birth, on, kind, status, issuedOn, pick) => {
        const reasons = reasonsOn(on, kind)
        const findings = assessEligibility(
          question({
            day: on,
            birth,
            kind,
            reason: reasons[pick % reasons.length]?.code,
            status,
            heldCard: issuedOn === null ? null : { kind: 'chip-card', issuedOn, expiresOn: null },
          }),
        )
        const order = ['refusal', 'gap', 'warning', 'note']
        const ranks = findings.map((one) => order.indexOf(one.severity))
        expect(ranks).toEqual([...ranks].sort())
        for (const one of findings) expect(one.source).toMatch(/Luật/)
        if (status === 'deceased') expect(mayProceed(findings)).toBe(false)
      },
    ),
  )
})

describe('captures', () => {
  test('2014: portrait and fingerprints, no iris', () => {
    expect(capturesRequired({ birth: born('2001-03-15'), day: day('2021-06-01'), kind: 'first-issue' })).toMatchObject({
      portrait: 'required',
      fingerprints: 'required',
      iris: 'not-taken',
    })
  })

  test('2023: nothing under 6, all from the sixth birthday on; a representative signs until 14', () => {
    const on = day('2025-08-01')
    expect(capturesRequired({ birth: born('2019-08-02'), day: on, kind: 'first-issue' })).toMatchObject({
      portrait: 'not-taken',
      fingerprints: 'not-taken',
      iris: 'not-taken',
      signedBy: 'representative',
    })
    expect(capturesRequired({ birth: born('2019-08-01'), day: on, kind: 'first-issue' })).toMatchObject({
      portrait: 'required',
      iris: 'required',
      signedBy: 'representative',
    })
    expect(capturesRequired({ birth: born('2011-08-01'), day: on, kind: 'first-issue' }).signedBy).toBe('applicant')
  })

  test('a reissue uses what is stored and captures what is not', () => {
    const stored = { takenOn: '2021-04-20', face: true, fingerprints: true, iris: false }
    expect(
      capturesRequired({ birth: born('2001-03-15'), day: day('2025-08-01'), kind: 'reissue', stored }),
    ).toMatchObject({
      portrait: 'stored',
      fingerprints: 'stored',
      iris: 'required',
    })
  })

  test('for anybody on any day: an iris only under the 2023 law, and none where no portrait is taken', () => {
    fc.assert(
      fc.property(anyBirth, anyCardDay, fc.constantFrom<ApplicationKind>(...kinds.options), (birth, on, kind) => {
        if (earliestBirth(birth) > on) return
        const needs = capturesRequired({ birth, day: on, kind })
        if (on < '2024-07-01') expect(needs.iris).toBe('not-taken')
        if (needs.portrait === 'not-taken') expect(needs.iris).toBe('not-taken')
        if (on >= '2024-07-01') expect(needs.portrait === 'not-taken').toBe(ageOn(birth, on).atMost < 6)
      }),
    )
  })
})
