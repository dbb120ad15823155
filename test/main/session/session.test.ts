import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { approvalHolds, publicKeyFromText, signApproval } from '../../../centre/protocol/index.ts'
import { verifyLog } from '../../../main/log/index.ts'
import { findAccount, openAccount, session } from '../../../main/session/index.ts'
import { newStore } from '../new-store.ts'

async function deskWith(now = { at: Date.parse('2026-01-05T01:00:00Z') }) {
  const made = newStore()
  await openAccount(made.store, made.log, {
    name: 'lan',
    displayName: 'Nguyễn Thị Lan',
    title: 'Cán bộ thu nhận',
    roles: ['intake-officer'],
    password: 'sen-tre-42',
  })
  return { ...made, now, who: session(made.store, () => now.at) }
}

test('the right password signs in, a wrong one tells nothing but that', async () => {
  const { who } = await deskWith()
  expect(await who.signIn('lan', 'sen-tre-43')).toEqual({ ok: false, failure: 'wrong-account-or-password' })
  expect(await who.signIn('nobody', 'sen-tre-42')).toEqual({ ok: false, failure: 'wrong-account-or-password' })
  expect((await who.signIn('lan', 'sen-tre-42')).ok).toBe(true)
  expect(who.current?.displayName).toBe('Nguyễn Thị Lan')
})

test('five wrong passwords lock the account for five minutes, also against the right one', async () => {
  const { who, now } = await deskWith()
  for (let i = 0; i < 4; i++) await who.signIn('lan', 'wrong')
  expect(await who.signIn('lan', 'wrong')).toEqual({ ok: false, failure: 'account-locked', minutes: 5 })
  expect(await who.signIn('lan', 'sen-tre-42')).toMatchObject({ ok: false, failure: 'account-locked' })
  now.at += 5 * 60_000 + 1
  expect((await who.signIn('lan', 'sen-tre-42')).ok).toBe(true)
})

test('a password typed with composed or decomposed marks is the same password', async () => {
  const { store, log } = newStore()
  await openAccount(store, log, {
    name: 'a',
    displayName: 'A',
    title: 'T',
    roles: ['supervisor'],
    password: 'Mật khẩu ấy'.normalize('NFC'),
  })
  expect((await session(store).signIn('a', 'Mật khẩu ấy'.normalize('NFD'))).ok).toBe(true)
})

test('locking keeps the place, and the sign-in returns to it once', async () => {
  const { who } = await deskWith()
  await who.signIn('lan', 'sen-tre-42')
  who.lock('/application/7?field=fullName')
  expect(who.current).toBeUndefined()
  await who.signIn('lan', 'sen-tre-42')
  expect(who.returnTo).toBe('/application/7?field=fullName')
  who.signOut()
  await who.signIn('lan', 'sen-tre-42')
  expect(who.returnTo).toBeNull()
})

test('the approval key opens with the password alone and signs what the log makes checkable', async () => {
  const { store, who, log } = await deskWith()
  const confirmed = await who.confirm('lan', 'sen-tre-42')
  if (!confirmed.ok) throw new Error('not confirmed')
  const key = confirmed.opened.approvalKey()
  const published = publicKeyFromText(findAccount(store, 'lan')?.approvalKey ?? '')
  expect(createPublicKey(key).equals(published)).toBe(true)
  const signature = signApproval(103, 'lan', 'a'.repeat(64), key)
  expect(approvalHolds(103, 'lan', 'a'.repeat(64), signature, published)).toBe(true)
  expect(approvalHolds(103, 'lan', 'b'.repeat(64), signature, published)).toBe(false)
  expect(approvalHolds(103, 'hung', 'a'.repeat(64), signature, published)).toBe(false)
  expect((await verifyLog(store, log.identity.eventKey)).events).toBe(1)
})

test('the store holds no password and no clear private key', async () => {
  const { store } = await deskWith()
  const dump = JSON.stringify(store.sqlite.prepare('SELECT * FROM account').all())
  expect(dump).not.toContain('sen-tre-42')
  expect(dump).not.toContain('PRIVATE KEY')
})

test('whoever listens hears that the person left, by signing out and by locking', async () => {
  const { who } = await deskWith()
  let left = 0
  who.onLeft(() => {
    left += 1
  })
  await who.signIn('lan', 'sen-tre-42')
  expect(left).toBe(0)
  who.lock('/')
  expect(left).toBe(1)
  await who.signIn('lan', 'sen-tre-42')
  who.signOut()
  expect(left).toBe(2)
})
