import { createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlankSpoiled } from '../../../centre/protocol/blank-events.ts'
import { approvalHolds } from '../../../centre/protocol/index.ts'
import { blankRegister } from '../../../main/blank/blank-register.ts'
import { countBlanks, findBlank } from '../../../main/blank/blank-store.ts'
import { findAccount, openAccount, session } from '../../../main/session/index.ts'
import { newStore } from '../new-store.ts'

async function office() {
  const made = newStore()
  for (const [name, roles] of [
    ['lan', ['intake-officer', 'supervisor']],
    ['hung', ['supervisor']],
  ] as const)
    await openAccount(made.store, made.log, {
      name,
      displayName: name,
      title: 'Chức danh',
      roles: [...roles],
      password: `sen-tre-${name}`,
    })
  const who = session(made.store)
  const sit = async (name: string) => expect((await who.signIn(name, `sen-tre-${name}`)).ok).toBe(true)
  await sit('lan')
  const register = blankRegister({ store: made.store, log: made.log, session: who, now: Date.now })
  return { ...made, who, sit, register }
}

const kind = 'birth-certificate' as const
const delivery = { kind, first: 'BK000001', last: 'BK000010', paper: '12/GN' }
const eventsOf = (store: Awaited<ReturnType<typeof office>>['store']) =>
  store.sqlite
    .prepare<[], { kind: string; canonical: string }>(
      "SELECT kind, canonical FROM office_event WHERE kind LIKE 'blank.%' ORDER BY epoch, seq",
    )
    .all()

test('a delivery is received once, and a number that is known keeps all of the delivery out', async () => {
  const { store, register } = await office()
  expect(register.receive({ ...delivery, requestId: 'r1' }).ok).toBe(true)
  expect(register.receive({ ...delivery, requestId: 'r1' }).ok).toBe(true)
  expect(countBlanks(store, kind)).toMatchObject({ received: 10, inStock: 10, next: 'BK000001' })
  expect(register.receive({ ...delivery, first: 'BK000010', last: 'BK000020', requestId: 'r2' })).toEqual({
    ok: false,
    failure: 'serial-known',
    detail: { serial: 'BK000010' },
  })
  expect(countBlanks(store, kind).received).toBe(10)
  expect(eventsOf(store).map((event) => event.kind)).toEqual(['blank.received'])
})

test('a used blank is used once', async () => {
  const { register, store } = await office()
  register.receive({ ...delivery, requestId: 'r1' })
  const use = { kind, serial: 'bk000003', usedFor: '15/2026' }
  expect(register.use({ ...use, requestId: 'u1' }).ok).toBe(true)
  expect(register.use({ ...use, requestId: 'u1' }).ok).toBe(true)
  expect(register.use({ ...use, usedFor: '16/2026', requestId: 'u2' })).toMatchObject({ failure: 'blank-not-in-state' })
  expect(register.use({ ...use, serial: 'BK999999', requestId: 'u3' })).toMatchObject({ failure: 'no-such-blank' })
  expect(findBlank(store, kind, 'BK000003')).toMatchObject({ state: 'used', usedFor: '15/2026' })
})

test('one person never spoils a blank alone, whatever roles the account holds', async () => {
  const { register, store } = await office()
  register.receive({ ...delivery, requestId: 'r1' })
  const named = { kind, serial: 'BK000001' }
  register.reportSpoiled({ ...named, reason: 'jammed', remark: '', requestId: 's1' })
  const confirm = { ...named, password: 'sen-tre-lan', requestId: 's2' }
  expect(await register.confirmSpoiled(confirm)).toMatchObject({ failure: 'own-report' })
  expect(register.refuseSpoiled({ ...named, remark: '', requestId: 's3' })).toMatchObject({ failure: 'own-report' })
  expect(findBlank(store, kind, 'BK000001')?.state).toBe('spoil-reported')
})

test('the second person signs the report with the own key, after the own password', async () => {
  const { register, store, sit } = await office()
  register.receive({ ...delivery, requestId: 'r1' })
  const named = { kind, serial: 'BK000001' }
  register.reportSpoiled({ ...named, reason: 'jammed', remark: 'khay sau', requestId: 's1' })
  await sit('hung')
  const confirm = { ...named, requestId: 's2' }
  expect(await register.confirmSpoiled({ ...confirm, password: 'wrong' })).toMatchObject({ failure: 'wrong-password' })
  expect((await register.confirmSpoiled({ ...confirm, password: 'sen-tre-hung' })).ok).toBe(true)
  expect(findBlank(store, kind, 'BK000001')).toMatchObject({ state: 'spoiled', reportedBy: 'lan', spoiledBy: 'hung' })
  const last = eventsOf(store).at(-1)
  const body = BlankSpoiled.parse(JSON.parse(last?.canonical ?? '{}').body)
  const key = createPublicKey({
    key: Buffer.from(findAccount(store, 'hung')?.approvalKey ?? '', 'base64'),
    format: 'der',
    type: 'spki',
  })
  expect(approvalHolds(103, 'hung', body.reportedHash, body.approvalSignature, key)).toBe(true)
})

test('a refused report leaves the blank as it was', async () => {
  const { register, store, sit } = await office()
  register.receive({ ...delivery, requestId: 'r1' })
  const named = { kind, serial: 'BK000002' }
  register.use({ ...named, usedFor: '15/2026', requestId: 'u1' })
  register.reportSpoiled({ ...named, reason: 'wrong-data', remark: '', requestId: 's1' })
  await sit('hung')
  expect(register.refuseSpoiled({ ...named, remark: 'đọc được', requestId: 's2' }).ok).toBe(true)
  expect(findBlank(store, kind, 'BK000002')).toMatchObject({ state: 'used', usedFor: '15/2026', reportedBy: null })
})

test('the register balances after any acts in any order, and each act that was done is one event and one audit line', async () => {
  const { register, store } = await office()
  register.receive({ ...delivery, requestId: 'r1' })
  const serial = fc.integer({ min: 0, max: 11 }).map((n) => `BK0000${String(n).padStart(2, '0')}`)
  let n = 0
  fc.assert(
    fc.property(serial, fc.constantFrom('use', 'report', 'refuse'), (number, what) => {
      const named = { kind, serial: number, requestId: `p${n++}` }
      const [events, lines] = [eventsOf(store).length, auditLines(store)]
      const outcome =
        what === 'use'
          ? register.use({ ...named, usedFor: 'x' })
          : what === 'report'
            ? register.reportSpoiled({ ...named, reason: 'damaged', remark: '' })
            : register.refuseSpoiled({ ...named, remark: '' })
      const step = outcome.ok ? 1 : 0
      expect([eventsOf(store).length, auditLines(store)]).toEqual([events + step, lines + step])
      const counts = countBlanks(store, kind)
      expect(counts.received).toBe(10)
      expect(counts.inStock + counts.used + counts.reported + counts.spoiled).toBe(10)
    }),
    { numRuns: 60 },
  )
})

function auditLines(store: Awaited<ReturnType<typeof office>>['store']): number {
  return (
    store.sqlite.prepare<[], { n: number }>("SELECT count(*) AS n FROM audit_line WHERE action LIKE 'blank.%'").get()
      ?.n ?? 0
  )
}
