import { expect, test } from 'vitest'
import { emptyCaptures, emptyForm } from '../../../../domain/identity-card/application.ts'
import {
  type Application,
  insertApplication,
  updateApplication,
} from '../../../../main/identity-card/application/application-store.ts'
import { countDay, medianSecondsToReceipt } from '../../../../main/identity-card/application/board-store.ts'
import { findLastEvent, insertReceipt } from '../../../../main/log/index.ts'
import { insertAccount } from '../../../../main/session/account-store.ts'
import { newStore } from '../../new-store.ts'

const DAY = '2026-11-26'
const NOTHING = { received: 0, approved: 0, receipted: 0, due: 0, overdue: 0 }

function office() {
  const { store, log } = newStore()
  insertAccount(store, {
    name: 'lan',
    displayName: 'Nguyễn Thị Lan',
    title: 'Cán bộ thu nhận',
    roles: ['intake-officer'],
    secret: { algorithm: 'argon2id', memory: 8, passes: 1, parallelism: 1, salt: '', check: '' },
    approvalKey: '',
    wrappedKey: '',
  })
  const now = new Date().toISOString()
  const startOfToday = `${now.slice(0, 10)}T00:00:00.000Z`
  const tomorrow = new Date(Date.parse(startOfToday) + 86_400_000).toISOString()
  let number = 0
  function take(change: Partial<Application> = {}): Application {
    number += 1
    const application: Application = {
      id: `application-${number}`,
      number,
      state: 'received',
      version: 1,
      receivedOn: DAY,
      legalDay: DAY,
      form: emptyForm(),
      captures: emptyCaptures(),
      recordedBy: 'lan',
      stateSince: now,
      savedAt: now,
      dueDay: null,
      returned: null,
      openGaps: 0,
      openWarnings: 0,
      submittedHash: null,
      approved: null,
      ...change,
    }
    insertApplication(store, application)
    updateApplication(store, application)
    return application
  }
  function approve(application: Application): Application {
    const approved: Application = store.write(() => {
      const { seq } = log.append({
        kind: 'identity-card.application-approved',
        subject: application.id,
        body: {},
        clerk: 'hung',
      })
      return { ...application, state: 'approved', approved: { epoch: 1, seq } }
    })
    updateApplication(store, approved)
    return approved
  }
  function receipt(at: string): void {
    const last = findLastEvent(store)
    if (!last) throw new Error('nothing to receipt')
    insertReceipt(store, { epoch: 1, seq: last.seq, hash: last.hash, at, canonical: '', signature: '' })
  }
  return { store, startOfToday, tomorrow, now, take, approve, receipt }
}

test('what waits for a line counts as approved today, not as receipted', () => {
  const { store, startOfToday, take, approve } = office()
  approve(take())
  approve(take())
  take()
  expect(countDay(store, startOfToday, DAY)).toEqual({ ...NOTHING, received: 3, approved: 2 })
  expect(medianSecondsToReceipt(store, startOfToday)).toBeUndefined()
})

test('a receipt counts on the day it came, whatever became of the application since', () => {
  const { store, startOfToday, tomorrow, now, take, approve, receipt } = office()
  const one = approve(take())
  receipt(now)
  updateApplication(store, { ...one, state: 'returned-by-centre' })
  approve(take())
  expect(countDay(store, startOfToday, DAY)).toEqual({ ...NOTHING, received: 2, approved: 2, receipted: 1 })
  expect(medianSecondsToReceipt(store, startOfToday)).toBeCloseTo(0, 0)
  // The next day neither is today's work any more.
  expect(countDay(store, tomorrow, '2026-11-27')).toEqual(NOTHING)
})

test('one receipt covers all that was approved before it', () => {
  const { store, startOfToday, now, take, approve, receipt } = office()
  for (let i = 0; i < 3; i++) approve(take())
  receipt(now)
  expect(countDay(store, startOfToday, DAY)).toMatchObject({ approved: 3, receipted: 3 })
})

test('what is withdrawn or refused is due no more, and a card that is made is not overdue', () => {
  const { store, startOfToday, take } = office()
  take({ dueDay: DAY })
  take({ dueDay: DAY, state: 'withdrawn' })
  take({ dueDay: '2026-11-20', state: 'refused' })
  take({ dueDay: '2026-11-20', state: 'in-production' })
  take({ dueDay: '2026-11-20', state: 'approved' })
  expect(countDay(store, startOfToday, DAY)).toMatchObject({ due: 1, overdue: 1 })
})
