import fc from 'fast-check'
import { expect, test } from 'vitest'
import { workCalendar } from '../../../domain/calendar/working-days.ts'
import { ApplicationKind, reasonsOn } from '../../../domain/identity-card/application-reason.ts'
import { dueDay } from '../../../domain/identity-card/due-day.ts'
import { cardFee, FeeExemption, formatFee } from '../../../domain/identity-card/fee.ts'
import { NoRuleInForce } from '../../../domain/law/dated-rule.ts'
import { anyCardDay, day } from './dates.ts'

const calendar = workCalendar()

test.each([
  ['2024-08-01', 30_000, 50_000, 70_000],
  ['2025-06-30', 30_000, 50_000, 70_000],
  ['2025-07-01', 15_000, 25_000, 35_000],
  ['2026-12-31', 15_000, 25_000, 35_000],
])('on %s the three fees are %i, %i and %i đồng', (text, first, exchange, reissue) => {
  const on = day(text)
  expect(cardFee({ day: on, kind: 'first-issue', reason: 'from-old-identity-card' }).amount).toBe(first)
  expect(cardFee({ day: on, kind: 'exchange', reason: 'on-request' }).amount).toBe(exchange)
  expect(cardFee({ day: on, kind: 'reissue', reason: 'card-lost-or-damaged' }).amount).toBe(reissue)
})

test('the half fee is confirmed, what comes in 2027 is not', () => {
  expect(cardFee({ day: day('2026-12-31'), kind: 'exchange', reason: 'on-request' }).unconfirmed).toBeUndefined()
  expect(cardFee({ day: day('2027-01-01'), kind: 'exchange', reason: 'on-request' }).unconfirmed).toBe(true)
})

test('first issue, a reached age, rearranged units and every exemption are free and say why', () => {
  const on = day('2025-08-01')
  expect(cardFee({ day: on, kind: 'first-issue', reason: 'no-card-yet' })).toMatchObject({
    amount: 0,
    freeBecause: 'first-issue',
  })
  expect(cardFee({ day: on, kind: 'exchange', reason: 'age-reached' })).toMatchObject({
    amount: 0,
    freeBecause: 'age-reached',
  })
  expect(cardFee({ day: on, kind: 'exchange', reason: 'units-rearranged' }).amount).toBe(0)
  for (const exemption of FeeExemption.options) {
    expect(cardFee({ day: on, kind: 'reissue', reason: 'card-lost-or-damaged', exemption })).toMatchObject({
      amount: 0,
      freeBecause: exemption,
    })
  }
})

test('a fee is never negative, and free exactly where a reason is given', () => {
  fc.assert(
    fc.property(
      anyCardDay,
      fc.constantFrom<ApplicationKind>(...ApplicationKind.options),
      fc.nat(),
      (on, kind, pick) => {
        const reasons = reasonsOn(on, kind)
        const reason = reasons[pick % reasons.length]
        if (!reason) throw new Error('no reason')
        const fee = cardFee({ day: on, kind, reason: reason.code })
        expect(fee.amount === 0).toBe(fee.freeBecause !== undefined)
        expect(fee.amount).toBeGreaterThanOrEqual(0)
        expect(fee.source).toMatch(/Thông tư/)
      },
    ),
  )
})

test('amounts are written as on receipts', () => {
  expect(formatFee({ amount: 25_000, source: '' })).toBe('25.000 đồng')
  expect(formatFee({ amount: 0, source: '' })).toBe('Không thu')
})

test.each<[ApplicationKind, 'city' | 'upland' | 'other', number]>([
  ['first-issue', 'city', 7],
  ['exchange', 'city', 7],
  ['reissue', 'city', 15],
  ['first-issue', 'other', 15],
  ['reissue', 'upland', 20],
])('under the 2014 law a %s in area %s takes %i working days', (kind, area, workingDays) => {
  expect(dueDay({ receivedOn: day('2021-06-01'), kind, area }, calendar).workingDays).toBe(workingDays)
})

test('since 2024-07-01 everything takes seven working days, holidays not counted', () => {
  const due = dueDay({ receivedOn: day('2025-08-28'), kind: 'exchange', area: 'upland' }, calendar)
  expect(due.workingDays).toBe(7)
  expect(due.day > '2025-09-08').toBe(true)
})

test('a due day is a working day after the day of receipt', () => {
  fc.assert(
    fc.property(anyCardDay, fc.constantFrom<ApplicationKind>(...ApplicationKind.options), (receivedOn, kind) => {
      const due = dueDay({ receivedOn, kind, area: 'city' }, calendar)
      expect(due.day > receivedOn).toBe(true)
      expect(calendar.isWorkingDay(due.day)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('before 2021 neither fee nor time limit is known', () => {
  expect(() => cardFee({ day: day('2020-12-31'), kind: 'exchange', reason: 'on-request' })).toThrow(NoRuleInForce)
  expect(() => dueDay({ receivedOn: day('2020-12-31'), kind: 'exchange', area: 'city' }, calendar)).toThrow(
    NoRuleInForce,
  )
})
