import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { revokeStation } from '../../centre/enrolment/index.ts'
import {
  FeedPage,
  openSigned,
  publicKeyFromText,
  publicKeyToText,
  subjectOfStation,
} from '../../centre/protocol/index.ts'
import { openCentreStore } from '../../centre/store/index.ts'
import { certificateRequest } from '../../main/replication/station-identity.ts'
import { enrolNewStation, knock, startTestCentre, type TestCentre, type TestStation } from './test-centre.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startTestCentre(100)
})
afterAll(() => centre.stop())

const pem = { format: 'pem', type: 'pkcs8' } as const
const ec = (namedCurve: string) => String(generateKeyPairSync('ec', { namedCurve }).privateKey.export(pem))

async function request(change: Record<string, unknown> = {}) {
  return {
    office: 103,
    station: 'quay-1',
    code: 'code-103',
    certificateRequest: await certificateRequest(ec('P-256'), subjectOfStation(103, 'quay-1')),
    eventKey: publicKeyToText(generateKeyPairSync('ed25519').privateKey),
    programVersion: 'test',
    ...change,
  }
}

async function ask(body: unknown) {
  const answer = await knock(centre, undefined, 'POST', '/enrolment', JSON.stringify(body), {
    'content-type': 'application/json',
  })
  return {
    status: answer.status,
    ...(JSON.parse(answer.text) as { refused?: string; certificate?: string; epoch?: number }),
  }
}

const receipts = async (station: TestStation) => (await station.client.push(station.office, [station.next()])).kind

test('keys and requests that are not what they must be are refused before any code is looked at', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const wrong = [
    { eventKey: publicKeyToText(rsa.publicKey) },
    { eventKey: publicKeyToText(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey) },
    { eventKey: 'not a key' },
    { certificateRequest: 'not a request' },
    { certificateRequest: await certificateRequest(ec('P-256'), subjectOfStation(104, 'quay-1')) },
    { station: 'Quầy 1' },
    { office: -1 },
  ]
  for (const change of wrong)
    expect(await ask(await request(change))).toMatchObject({ status: 400, refused: 'malformed-request' })
})

test('a request that was changed on the way does not prove its key', async () => {
  const good = await request()
  const lines = String(good.certificateRequest).split('\n')
  const middle = Math.floor(lines.length / 2)
  lines[middle] = (lines[middle] ?? '').replace(/[A-Za-z]/, (letter) => (letter === 'A' ? 'B' : 'A'))
  expect(await ask({ ...good, certificateRequest: lines.join('\n') })).toMatchObject({ status: 400 })
})

test('the same station asking again gets the same answer; another one under the used code does not', async () => {
  const body = await request()
  const first = await ask(body)
  expect(first).toMatchObject({ status: 200, epoch: 1 })
  expect((await ask(body)).certificate).toBe(first.certificate)
  expect(await ask(await request())).toMatchObject({ status: 409, refused: 'code-used' })
  const { eventKey } = body
  expect(await ask(await request({ eventKey }))).toMatchObject({ status: 409, refused: 'code-used' })
})

test('a code is known to the database by its hash alone', async () => {
  const rows = await centre.query<{ text: string }>(
    `SELECT row_to_json(c)::text AS text FROM enrolment_code c UNION ALL SELECT row_to_json(o)::text FROM office o`,
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.some((row) => row.text.includes('code-103'))).toBe(false)
})

test('a replacement begins the next epoch at the head of the one before; the old certificate ends and the feed says so', async () => {
  const first = await enrolNewStation(centre, 200)
  expect(await receipts(first)).toBe('accepted')
  const last = first.next()
  expect((await first.client.push(200, [last])).kind).toBe('accepted')
  const second = await enrolNewStation(centre, 200)
  expect(second.reply).toMatchObject({ epoch: 2, head: { epoch: 1, seq: 2, hash: last.hash } })
  await expect(receipts(first)).rejects.toMatchObject({ code: 'refused' })
  expect(await receipts(second)).toBe('accepted')
  const opened = openSigned(await second.client.feed(200, 0), publicKeyFromText(second.reply.feedKey), FeedPage)
  expect(opened).toMatchObject({ ok: true, value: { items: [{ content: { kind: 'certificate-revoked' } }] } })
  await first.client.close()
  await second.client.close()
})

test('an epoch that never wrote anything is followed by the next one all the same', async () => {
  const first = await enrolNewStation(centre, 201)
  const second = await enrolNewStation(centre, 201)
  expect([first.reply.epoch, second.reply.epoch, second.reply.head]).toEqual([1, 2, null])
  expect(await receipts(second)).toBe('accepted')
  await first.client.close()
  await second.client.close()
})

test('a stolen machine is shut out at once, and stays out after a restart', async () => {
  const station = await enrolNewStation(centre, 202)
  expect(await receipts(station)).toBe('accepted')
  const store = await openCentreStore(centre.centre().databaseUrl, () => undefined)
  expect(await revokeStation(store, 202)).toMatch(/^[0-9a-f]{24}$/)
  expect(await revokeStation(store, 999)).toBeUndefined()
  await store.close()
  await expect(receipts(station)).rejects.toMatchObject({ code: 'refused' })
  await expect(station.client.feed(202, 0)).rejects.toMatchObject({ code: 'refused' })
  await expect(station.client.status()).rejects.toMatchObject({ code: 'refused' })
  await station.client.close()
})

test('whoever tries codes is stopped after ten of them, and others are not', async () => {
  const guess = async () =>
    (await ask(await request({ code: randomUUID(), office: 104, certificateRequest: await forOther() }))).status
  const answers: number[] = []
  for (let i = 0; i < 12; i++) answers.push(await guess())
  expect(answers).toEqual([...Array(10).fill(403), 429, 429])
  expect(await ask(await request({ code: 'wrong' }))).toMatchObject({ status: 403, refused: 'wrong-code' })
})

const forOther = () => certificateRequest(ec('P-256'), subjectOfStation(104, 'quay-1'))
