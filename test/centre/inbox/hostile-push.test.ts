import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendToFeed } from '../../../centre/feed/index.ts'
import { encodePush, FeedPage, openSigned, publicKeyFromText } from '../../../centre/protocol/index.ts'
import { openCentreStore } from '../../../centre/store/index.ts'
import {
  enrolNewStation,
  enrolTestStation,
  knock,
  OFFICE,
  startTestCentre,
  type TestCentre,
  type TestStation,
} from '../test-centre.ts'

let centre: TestCentre
let station: TestStation
beforeAll(async () => {
  centre = await startTestCentre(100)
  station = await enrolTestStation(centre)
})
afterAll(async () => {
  await station.client.close()
  await centre.stop()
})

const EVENTS = `/offices/${OFFICE.id}/events`
const NDJSON = { 'content-type': 'application/x-ndjson' }
const DEFLATED = { ...NDJSON, 'content-encoding': 'deflate' }
const push = (body: string | Uint8Array, headers: Record<string, string> = NDJSON) =>
  knock(centre, station, 'POST', EVENTS, body, headers)
const countEvents = async () => (await centre.query<{ n: number }>('SELECT count(*) AS n FROM event'))[0]?.n

test('half a compressed body, a wrong encoding and bytes that are no UTF-8 are refused and keep nothing', async () => {
  const whole = deflateSync(encodePush([station.next(), station.next()]))
  const before = await countEvents()
  expect((await push(whole.subarray(0, whole.length - 9), DEFLATED)).status).toBe(400)
  expect((await push(gzipSync('x'), { ...NDJSON, 'content-encoding': 'gzip' })).status).toBe(415)
  expect((await push(Uint8Array.from([0xff, 0xfe, 0xfd]))).status).toBe(400)
  expect(await countEvents()).toBe(before)
})

test('a deflate bomb is stopped while it unpacks and answered as too large, so that an honest sender halves its batch', async () => {
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20))
  expect(bomb.length).toBeLessThan(200_000)
  const answer = await push(bomb, DEFLATED)
  expect([answer.status, answer.headers['retry-after']]).toEqual([413, '0'])
})

test('more events or bytes than a push may carry are answered as too large', async () => {
  const many = encodePush(Array.from({ length: 501 }, () => ({ canonical: '{}', signature: '' })))
  expect((await push(many)).status).toBe(413)
  expect((await push(Buffer.alloc(1_200_000, 0x61))).status).toBe(413)
})

test('rubbish of any kind is a refusal with a reason, never a fault of the centre', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.json(),
        fc.array(fc.json(), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
        fc
          .record({ canonical: fc.oneof(fc.json(), fc.string()), signature: fc.string() })
          .map((event) => JSON.stringify(event)),
      ),
      async (body) => {
        const answer = await push(body)
        expect(answer.status).toBe(400)
        expect(JSON.parse(answer.text)).toHaveProperty('refused.reason')
      },
    ),
    { numRuns: 60 },
  )
  expect(await countEvents()).toBe(0)
})

test('well-signed events the database could not hold are refused by name, so that they are parked and not sent for ever', async () => {
  const other = await enrolNewStation(centre, 190)
  const nul = other.next({ subject: 'a\u0000b' })
  expect(await other.client.push(other.office, [nul])).toMatchObject({
    kind: 'refused',
    refused: { seq: 1, reason: 'nul-in-subject' },
  })
  const nested = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
  expect(() => other.next({ body: { nested } })).toThrow('nested deeper')
  await other.client.close()
})

test('two pushes of one office at once: one is taken, the other is told to wait, and nothing is held twice', async () => {
  const epoch2 = await enrolNewStation(centre, OFFICE.id)
  const batch = Array.from({ length: 300 }, () => epoch2.next())
  const results = await Promise.allSettled([
    epoch2.client.push(OFFICE.id, batch),
    epoch2.client.push(OFFICE.id, batch),
    epoch2.client.push(OFFICE.id, batch),
  ])
  const busy = results.filter((result) => result.status === 'rejected')
  for (const result of busy) expect(result.reason).toMatchObject({ code: 'busy' })
  expect(results.length - busy.length).toBeGreaterThan(0)
  const held = await centre.query<{ n: number; distinct: number }>(
    'SELECT count(*) AS n, count(DISTINCT hash) AS distinct FROM event WHERE office = $1 AND epoch = 2',
    [OFFICE.id],
  )
  expect(held[0]).toEqual({ n: 300, distinct: 300 })
  await epoch2.client.close()
})

test('the station that was replaced is refused, and the new epoch goes on from the head of the old', async () => {
  await expect(station.client.push(OFFICE.id, [station.next()])).rejects.toMatchObject({ code: 'refused' })
  const heads = await centre.query<{ epoch: number; start_hash: Buffer }>(
    'SELECT epoch, start_hash FROM station WHERE office = $1 ORDER BY epoch',
    [OFFICE.id],
  )
  expect(heads.map((row) => row.epoch)).toEqual([1, 2])
})

test('a clock far off is marked and not refused', async () => {
  const other = await enrolNewStation(centre, 190)
  const future = other.next({ recordedAt: '2199-01-01T00:00:00.000Z' })
  const now = other.next()
  expect((await other.client.push(190, [future, now])).kind).toBe('accepted')
  const marks = await centre.query<{ suspect: boolean }>(
    'SELECT suspect FROM event WHERE office = 190 ORDER BY epoch, seq',
  )
  expect(marks.map((row) => row.suspect)).toEqual([true, false])
  await other.client.close()
})

test('the feed of an office stays gapless and in order while many write to it at once', async () => {
  const store = await openCentreStore(centre.centre().databaseUrl, () => undefined)
  const reader = await enrolNewStation(centre, 191)
  let writing = true
  const seen: number[] = []
  const lastOf = async () =>
    Number((await store.pool.query('SELECT pos FROM feed_head WHERE office = 191')).rows[0]?.pos ?? 0)
  const reading = (async () => {
    let after = 0
    do {
      const opened = openSigned(await reader.client.feed(191, after), publicKeyFromText(reader.reply.feedKey), FeedPage)
      if (!opened.ok) throw new Error(opened.fault)
      seen.push(...opened.value.items.map((item) => item.pos))
      after = opened.value.to
    } while (writing || after < (await lastOf()))
  })()
  await Promise.all(
    Array.from({ length: 8 }, async (_one, writer) => {
      for (let i = 0; i < 15; i++)
        await store.transaction(async (connection) => {
          await appendToFeed(connection, 191, [
            { kind: 'minimum-version', version: `${writer}.${i}` },
            { kind: 'minimum-version', version: `${writer}.${i}.b` },
          ])
        })
    }),
  )
  writing = false
  await reading
  expect(seen).toEqual(Array.from({ length: 240 }, (_one, i) => i + 1))
  await reader.client.close()
  await store.close()
})
