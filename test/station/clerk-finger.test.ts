import { afterAll, beforeAll, expect, test } from 'vitest'
import { findClerkFingers } from '../../main/clerk-finger/clerk-finger-store.ts'
import { readTrainingAccounts } from '../../main/training/training-files.ts'
import type { ClerkFingers } from '../../preload/contract/clerk-finger.ts'
import type { StationState } from '../../preload/contract/session.ts'
import { type Simulator, startSimulator } from '../device/start-simulator.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

// A whole core, the real engine, the simulated scanner over its own signed protocol.

let scanner: Simulator
let station: OfflineStation
beforeAll(async () => {
  scanner = await startSimulator()
  station = await startOfflineStation(scanner)
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
})

type Account = 'lan' | 'hung' | 'minh'
const passwordOf = (account: Account, at = station) =>
  readTrainingAccounts(`${at.dataFolder}/accounts.json`).find((one) => one.account === account)?.password ?? ''

const password = async (account: Account, at = station): Promise<StationState> => {
  await at.ask('session.sign-out')
  return at.get<StationState>('session.sign-in', { account, password: passwordOf(account, at) })
}
const state = () => station.get<ClerkFingers>('clerk-finger.state')
const begin = (witness: Account, fingers = ['right-index', 'left-index']) =>
  station.ask('clerk-finger.begin', { fingers, witness, password: passwordOf(witness) })
const faultNext = (fault: string) => scanner.order('/admin/fault', { fault })
const finger = (one = 'right-index') => station.ask('clerk-finger.sign-in', { finger: one })
const auditOf = (action: string) =>
  station.store.sqlite
    .prepare<[string], { account: string; detail: string }>(
      'SELECT account, detail FROM audit_line WHERE action = ? ORDER BY seq',
    )
    .all(action)
    .map(({ account, detail }) => ({ account, ...JSON.parse(detail) }))

async function register(who: Account, witness: Account): Promise<ClerkFingers> {
  await password(who)
  expect((await begin(witness)).ok).toBe(true)
  for (let i = 0; i < 12 && (await state()).running; i++) await station.ask('clerk-finger.take')
  return state()
}

test('who has registered nothing signs in by the password alone, as before', async () => {
  const { signedIn, finger: wanted } = await password('lan')
  expect(signedIn?.account).toBe('lan')
  expect(wanted).toBeNull()
})

test('a registration needs a second person with a say, and two different fingers', async () => {
  await password('lan')
  expect(await begin('lan')).toMatchObject({ failure: 'own-account' })
  expect(await begin('hung', ['right-index', 'right-index'])).toMatchObject({ failure: 'one-finger-twice' })
  const wrong = { fingers: ['right-index', 'left-index'], witness: 'hung', password: 'no' }
  expect(await station.ask('clerk-finger.begin', wrong)).toMatchObject({ failure: 'wrong-account-or-password' })
  await password('hung')
  expect(await begin('lan')).toMatchObject({ failure: 'may-not-vouch' })
  expect(await station.ask('clerk-finger.take')).toMatchObject({ failure: 'no-registration-open' })
})

test('two fingers, three impressions each: templates alone are kept, sealed and without a name; event and audit name the witness', async () => {
  const after = await register('lan', 'hung')
  expect(after.running).toBeNull()
  expect(after.registered).toMatchObject({ fingers: ['right-index', 'left-index'], witness: 'Trần Quốc Hùng' })
  const rows = station.store.sqlite
    .prepare<[], { reference: string; sealed: Buffer }>('SELECT * FROM clerk_finger')
    .all()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('lan')
  expect(rows[0]?.sealed.includes('right-index')).toBe(false)
  const { prints = [] } = findClerkFingers(station.store, 'lan') ?? {}
  expect(prints).toHaveLength(6)
  for (const { template } of prints) {
    expect(Buffer.from(template).includes('FIR')).toBe(false)
    expect(template.length).toBeLessThan(10_000)
  }
  expect(station.store.sqlite.prepare("SELECT count(*) AS n FROM blob WHERE kind = 'fingerprint'").get()).toEqual({
    n: 0,
  })
  const event = station.store.sqlite
    .prepare<[], { canonical: string }>("SELECT canonical FROM office_event WHERE kind = 'session.fingers-registered'")
    .get()
  expect(JSON.parse(event?.canonical ?? '{}').body).toEqual({
    ...{ account: 'lan', witness: 'hung', fingers: ['right-index', 'left-index'], impressions: 3 },
  })
  expect(auditOf('session.fingers-registered')).toMatchObject([{ account: 'lan', witness: 'hung' }])
})

test('then the password opens nothing by itself, and either finger does', async () => {
  for (const one of ['right-index', 'left-index']) {
    const waiting = await password('lan')
    expect(waiting.signedIn).toBeNull()
    expect(waiting.finger).toMatchObject({ account: 'lan', fingers: ['right-index', 'left-index'], triesLeft: 5 })
    expect(await station.ask('application.board')).toMatchObject({ failure: 'not-signed-in' })
    const outcome = await finger(one)
    expect(outcome).toMatchObject({ ok: true, value: { signedIn: { account: 'lan' }, finger: null } })
  }
  expect(auditOf('session.signed-in').at(-1)).toMatchObject({ account: 'lan', by: 'finger', finger: 'left-index' })
})

test('an earlier capture played again is refused by the scanner’s own proof, and is in the audit', async () => {
  await password('lan')
  await faultNext('replay')
  expect(await finger()).toMatchObject({ failure: 'scanner-not-trusted', detail: { step: 'capture transaction' } })
  expect((await station.get<StationState>('session.state')).signedIn).toBeNull()
  expect(auditOf('session.finger-refused').at(-1)).toMatchObject({ account: 'lan', because: 'scanner-not-trusted' })
  for (const fault of ['wrong-transaction-id', 'stale-timestamp', 'wrong-signature', 'broken-hash-chain']) {
    await faultNext(fault)
    expect(await finger()).toMatchObject({ failure: 'scanner-not-trusted' })
  }
})

test('five wrong fingers lock the account, and the right password in between does not start the count anew', async () => {
  await password('lan')
  for (let tries = 1; tries < 5; tries++) {
    if (tries === 3) expect((await password('lan')).finger?.triesLeft).toBe(3)
    await faultNext('other-person-ridges')
    expect(await finger()).toMatchObject({ failure: 'finger-differs', detail: { triesLeft: 5 - tries } })
  }
  await faultNext('other-person-ridges')
  expect(await finger()).toMatchObject({ failure: 'account-locked', detail: { minutes: 5 } })
  expect(await finger()).toMatchObject({ failure: 'no-sign-in-open' })
  const again = { account: 'lan', password: passwordOf('lan') }
  expect(await station.ask('session.sign-in', again)).toMatchObject({ failure: 'account-locked' })
  station.store.sqlite.prepare("UPDATE account SET locked_until = NULL WHERE name = 'lan'").run()
})

test('one finger opens one account, and one finger given twice is no second one', async () => {
  const same = await startOfflineStation({ ...scanner, laysFingers: false })
  const take = () => same.ask('clerk-finger.take')
  const start = async (who: Account, witness: Account) => {
    await password(who, same)
    const request = { fingers: ['right-thumb', 'right-ring'], witness, password: passwordOf(witness, same) }
    expect((await same.ask('clerk-finger.begin', request)).ok).toBe(true)
  }
  await start('lan', 'hung')
  for (let i = 0; i < 12 && (await same.get<ClerkFingers>('clerk-finger.state')).running; i++) await take()
  expect((await same.get<ClerkFingers>('clerk-finger.state')).registered).not.toBeNull()
  await start('hung', 'minh')
  expect(await take()).toMatchObject({ failure: 'finger-of-another' })
  // Another person's finger between the impressions of one's own.
  await faultNext('other-person-ridges')
  expect((await take()).ok).toBe(true)
  expect(await take()).toMatchObject({ ok: false })
  expect((await same.get<ClerkFingers>('clerk-finger.stop')).running).toBeNull()
  expect(same.store.sqlite.prepare('SELECT count(*) AS n FROM clerk_finger').get()).toEqual({ n: 1 })
  await same.stop()
})

test('without a scanner nobody is locked out: a leader vouches, by name and with a reason', async () => {
  await password('lan')
  await faultNext('nothing')
  expect(await finger()).toMatchObject({ failure: 'nothing-on-the-glass' })
  const vouch = (account: Account, secret = passwordOf(account)) =>
    station.ask('clerk-finger.vouch', { account, password: secret, reason: 'scanner-away' })
  expect(await station.ask('clerk-finger.go-without', { reason: 'other' })).toMatchObject({
    failure: 'not-allowed-here',
  })
  expect(await vouch('lan')).toMatchObject({ failure: 'own-account' })
  expect(await vouch('hung', 'no')).toMatchObject({ failure: 'wrong-account-or-password' })
  expect(await vouch('hung')).toMatchObject({ ok: true, value: { signedIn: { account: 'lan' } } })
  expect(auditOf('session.vouched')).toMatchObject([{ account: 'hung', reason: 'scanner-away' }])
  expect(auditOf('session.signed-in').at(-1)).toMatchObject({ by: 'vouched', voucher: 'hung' })
})

test('a sign-in given up is over; a row that was changed is told and leaves the way around', async () => {
  await password('lan')
  await station.get('clerk-finger.give-up')
  expect(await finger()).toMatchObject({ failure: 'no-sign-in-open' })
  const { sealed } = station.store.sqlite.prepare<[], { sealed: Buffer }>('SELECT sealed FROM clerk_finger').get() ?? {
    sealed: Buffer.alloc(0),
  }
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(40) ^ 1, 40)
  station.store.sqlite.prepare('UPDATE clerk_finger SET sealed = ?').run(changed)
  expect((await password('lan')).finger).toMatchObject({ fingers: [] })
  expect(await finger()).toMatchObject({ ok: false })
  station.store.sqlite.prepare('UPDATE clerk_finger SET sealed = ?').run(sealed)
})

test('fingers are removed with the own password, and the password does again', async () => {
  await password('lan')
  expect((await finger()).ok).toBe(true)
  expect(await station.ask('clerk-finger.remove', { password: 'no' })).toMatchObject({
    failure: 'wrong-account-or-password',
  })
  const after = await station.get<ClerkFingers>('clerk-finger.remove', { password: passwordOf('lan') })
  expect(after.registered).toBeNull()
  expect(station.store.sqlite.prepare('SELECT count(*) AS n FROM clerk_finger').get()).toEqual({ n: 0 })
  expect((await password('lan')).signedIn?.account).toBe('lan')
})

test('a role that must have a finger waits until somebody vouches; where the station allows it, the password alone does', async () => {
  const strict = await startOfflineStation(undefined, {
    config: { clerkFinger: { roles: { 'intake-officer': 'required' } } },
  })
  const waiting = await password('lan', strict)
  expect(waiting.signedIn).toBeNull()
  expect(waiting.finger).toMatchObject({ fingers: [], passwordAlone: false })
  expect((await password('hung', strict)).signedIn?.account).toBe('hung')
  await strict.stop()
  const lenient = await startOfflineStation(undefined, {
    config: { clerkFinger: { roles: { 'intake-officer': 'required' }, passwordAlone: true } },
  })
  expect((await password('lan', lenient)).finger).toMatchObject({ passwordAlone: true })
  expect(await lenient.ask('clerk-finger.go-without', { reason: 'not-registered' })).toMatchObject({
    value: { signedIn: { account: 'lan' } },
  })
  await lenient.stop()
  const without = await startOfflineStation(undefined, {
    config: { clerkFinger: { roles: { 'intake-officer': 'off' } } },
  })
  await password('lan', without)
  expect((await without.get<ClerkFingers>('clerk-finger.state')).policy).toBe('optional')
  await without.stop()
})
