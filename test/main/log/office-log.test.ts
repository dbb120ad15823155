import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audit, findLastEvent, insertReceipt, listEventsAfter, verifyLog } from '../../../main/log/index.ts'
import { canonicalKey } from '../../centre/protocol/canonical-value.ts'
import { newStore } from '../new-store.ts'

const act = (subject: string, body: Record<string, unknown> = {}) => ({
  kind: 'test.done',
  subject,
  body,
  clerk: 'lan',
})

test('an event outside a transaction is refused: an act without its row is half an act', () => {
  const { log } = newStore()
  expect(() => log.append(act('a'))).toThrow('transaction of its row')
})

test('numbers are gapless, also after a rollback', async () => {
  const { store, log, eventKey } = newStore()
  store.write(() => log.append(act('a')))
  expect(() =>
    store.write(() => {
      log.append(act('lost'))
      throw new Error('stop')
    }),
  ).toThrow('stop')
  store.write(() => log.append(act('b')))
  expect(listEventsAfter(store, 0, 0, 10).map((event) => event.seq)).toEqual([1, 2])
  expect((await verifyLog(store, eventKey)).intact).toBe(true)
})

test('events cannot be rewritten or deleted, not even by SQL', () => {
  const { store, log } = newStore()
  store.write(() => log.append(act('a')))
  expect(() => store.sqlite.exec(`UPDATE office_event SET kind = 'x.y'`)).toThrow('never rewritten')
  expect(() => store.sqlite.exec('DELETE FROM office_event')).toThrow('never deleted')
})

test('whatever text an act carries, the chain holds and the canonical text is what was signed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ a: fc.string(), n: fc.integer(), deep: fc.dictionary(canonicalKey, fc.string()) }), {
        maxLength: 8,
      }),
      async (bodies) => {
        const { store, log, eventKey } = newStore()
        for (const body of bodies) store.write(() => log.append(act('p', body)))
        const verdict = await verifyLog(store, eventKey)
        expect(verdict).toMatchObject({ intact: true, events: bodies.length })
      },
    ),
    { numRuns: 30 },
  )
})

test('any change to a stored event is found, and the first bad number is named', async () => {
  const { store, log, eventKey } = newStore()
  for (let i = 0; i < 5; i++) store.write(() => log.append(act(`s${i}`, { i })))
  // Somebody with the key to the store and without the triggers.
  store.sqlite.exec('DROP TRIGGER office_event_keeps_its_words; DROP TRIGGER office_event_stays')
  store.sqlite.exec(`UPDATE office_event SET canonical = replace(canonical, '"i":2', '"i":3') WHERE seq = 3`)
  expect((await verifyLog(store, eventKey)).firstFault).toEqual({ epoch: 1, seq: 3, fault: 'hash' })
})

test('a removed event is a gap; another key is a wrong signature', async () => {
  const { store, log, eventKey } = newStore()
  for (let i = 0; i < 4; i++) store.write(() => log.append(act(`s${i}`)))
  expect((await verifyLog(store, newStore().eventKey)).firstFault?.fault).toBe('wrong-signature')
  store.sqlite.exec('DROP TRIGGER office_event_stays; DELETE FROM office_event WHERE seq = 2')
  expect((await verifyLog(store, eventKey)).firstFault).toEqual({ epoch: 1, seq: 3, fault: 'gap' })
})

test('a receipt that names another hash than ours is found', async () => {
  const { store, log, eventKey } = newStore()
  store.write(() => log.append(act('a')))
  const last = findLastEvent(store)
  insertReceipt(store, {
    epoch: 1,
    seq: last?.seq ?? 0,
    hash: 'f'.repeat(64),
    at: '2026-01-01T00:00:00Z',
    canonical: '',
    signature: '',
  })
  expect((await verifyLog(store, eventKey)).firstFault?.fault).toBe('receipt')
})

test('a wrong receipt is found behind however many others', async () => {
  const { store, log, eventKey } = newStore()
  for (let i = 0; i < 3; i++) store.write(() => log.append(act(`s${i}`)))
  const fields = { at: '2026-01-01T00:00:00Z', canonical: '', signature: '' }
  insertReceipt(store, { epoch: 1, seq: 2, hash: 'f'.repeat(64), ...fields })
  store.sqlite.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001)
    INSERT INTO centre_receipt (epoch, seq, head, at, canonical, signature) SELECT 2, i, '${'0'.repeat(64)}', '', '', '' FROM n`)
  expect((await verifyLog(store, eventKey)).firstFault).toEqual({ epoch: 1, seq: 2, fault: 'receipt' })
})

test('an altered, removed or reordered audit line is found', async () => {
  for (const tamper of [
    `UPDATE audit_line SET account = 'hung' WHERE seq = 2`,
    'DELETE FROM audit_line WHERE seq = 2',
    'UPDATE audit_line SET seq = 99 WHERE seq = 2',
  ]) {
    const { store, eventKey } = newStore()
    for (let i = 0; i < 4; i++) audit(store, { account: 'lan', action: 'test.looked', subject: `s${i}` })
    expect((await verifyLog(store, eventKey)).intact).toBe(true)
    store.sqlite.exec('DROP TRIGGER audit_line_keeps_its_words')
    store.sqlite.exec(tamper)
    expect((await verifyLog(store, eventKey)).firstFault?.fault).toBe('audit')
  }
})

test('the hybrid clock never goes back when the machine clock does', () => {
  const { store, log } = newStore()
  const times = [1_000_000, 500, 999_999, 1_000_001]
  const seen: string[] = []
  for (const _time of times) {
    store.write(() => log.append(act('a')))
    seen.push((JSON.parse(findLastEvent(store)?.canonical ?? '{}') as { hlc: string }).hlc)
  }
  expect([...seen].sort()).toEqual(seen)
})
