import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cardRegimeOn } from '../../../domain/identity-card/card-regime.ts'
import { cardValidity, exchangeAgeState, type HeldCard } from '../../../domain/identity-card/card-validity.ts'
import { NoRuleInForce } from '../../../domain/law/dated-rule.ts'
import { ageOn, earliestBirth } from '../../../domain/person/date-of-birth.ts'
import { anyBirth, anyCardDay, born, day } from './dates.ts'

test.each<[birth: string, issuedOn: string, expiresOn: string | null, what: string]>([
  ['2001-03-15', '2021-04-20', '2026-03-15', 'at 20: until 25'],
  ['2001-03-15', '2024-03-14', '2026-03-15', 'a day before the two years: until 25'],
  ['2001-03-15', '2024-03-15', '2041-03-15', 'within two years before 25: until 40'],
  ['2001-03-15', '2026-03-15', '2041-03-15', 'on the birthday: until 40'],
  ['1964-05-05', '2022-05-05', null, 'within two years before 60: no limit'],
  ['1960-05-05', '2025-01-02', null, 'after 60: no limit'],
  ['2015-01-01', '2025-01-02', '2029-01-01', 'a child of 10 under the 2023 law: until 14'],
  ['2012-01-01', '2025-01-02', '2037-01-01', 'a child of 13 under the 2023 law: until 25'],
  ['2000-02-29', '2021-06-01', '2025-03-01', 'born on 29 February: the first of March'],
])('born %s, issued %s: valid to %s (%s)', (birth, issuedOn, expiresOn) => {
  expect(cardValidity(born(birth), day(issuedOn)).expiresOn).toBe(expiresOn)
})

test('a year-only birth gives the last possible day and says so', () => {
  expect(cardValidity(born('2001'), day('2021-06-01'))).toMatchObject({ expiresOn: '2026-12-31', unconfirmed: true })
})

test('a card is valid for two years at least, and expires on a birthday of an exchange age', () => {
  fc.assert(
    fc.property(anyBirth, anyCardDay, (birth, issuedOn) => {
      if (earliestBirth(birth) > issuedOn) return
      const { expiresOn, age } = cardValidity(birth, issuedOn)
      if (expiresOn === null || age === null) {
        expect(ageOn(birth, issuedOn).years).toBeGreaterThanOrEqual(58)
        return
      }
      expect(cardRegimeOn(issuedOn).exchangeAges).toContain(age)
      expect(ageOn(birth, expiresOn).years).toBe(age)
      expect(ageOn(birth, issuedOn).years).toBeLessThan(age - 2)
    }),
  )
})

test('a card issued later never expires earlier', () => {
  fc.assert(
    fc.property(anyBirth, anyCardDay, anyCardDay, (birth, one, other) => {
      const [first, second] = one <= other ? [one, other] : [other, one]
      if (cardRegimeOn(first).law !== cardRegimeOn(second).law) return
      const [a, b] = [cardValidity(birth, first).expiresOn, cardValidity(birth, second).expiresOn]
      expect((a ?? '9999') <= (b ?? '9999')).toBe(true)
    }),
  )
})

test('before 2021 no rule is known', () => {
  expect(() => cardValidity(born('2000-01-01'), day('2020-12-31'))).toThrow(NoRuleInForce)
})

const chip = (issuedOn: string, expiresOn: string | null): HeldCard => ({
  kind: 'chip-card',
  issuedOn: day(issuedOn),
  expiresOn: expiresOn === null ? null : day(expiresOn),
})

test('the exchange age is due on the printed day, not the day before', () => {
  const card = chip('2021-04-20', '2026-03-15')
  expect(exchangeAgeState(born('2001-03-15'), card, day('2026-03-14')).state).toBe('not-reached')
  expect(exchangeAgeState(born('2001-03-15'), card, day('2026-03-15'))).toEqual({ state: 'due', since: '2026-03-15' })
})

test('a card issued within two years before the age outlives it', () => {
  const card = chip('2024-06-01', '2041-03-15')
  expect(exchangeAgeState(born('2001-03-15'), card, day('2026-04-01'))).toMatchObject({ state: 'outlives', age: 25 })
})

test('the two regimes differ in ages, iris and forms, and the change of 2026-07-01 is unconfirmed', () => {
  const old = cardRegimeOn(day('2024-06-30'))
  const now = cardRegimeOn(day('2024-07-01'))
  expect([old.law, old.exchangeAges, old.iris, old.forms.enrolmentSheet.code, old.forms.appointmentSlip.code]).toEqual([
    '2014',
    [25, 40, 60],
    false,
    'CC02',
    'CC03',
  ])
  expect([now.law, now.exchangeAges, now.iris, now.forms.enrolmentSheet.code, now.forms.appointmentSlip.code]).toEqual([
    '2023',
    [14, 25, 40, 60],
    true,
    'CC01',
    'CC02',
  ])
  expect(old.forms.request).toBeUndefined()
  expect(now.forms.request?.code).toBe('DC02')
  expect(cardRegimeOn(day('2026-06-30')).unconfirmed).toBeUndefined()
  expect(cardRegimeOn(day('2026-07-01')).unconfirmed).toBe(true)
})
