import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BlobReceiptContent,
  FeedPage,
  NO_PREVIOUS,
  openSigned,
  publicKeyFromText,
  ReceiptContent,
  sealBlob,
  sealEvent,
} from '../../centre/protocol/index.ts'
import { centreClient, LineFault } from '../../main/replication/index.ts'
import {
  enrolNewStation,
  enrolTestStation,
  OFFICE,
  OTHER_OFFICE,
  startTestCentre,
  type TestCentre,
  type TestStation,
} from './test-centre.ts'

let centre: TestCentre
let station: TestStation
let other: TestStation
beforeAll(async () => {
  centre = await startTestCentre()
  station = await enrolTestStation(centre)
  other = await enrolTestStation(centre, OTHER_OFFICE)
})
afterAll(async () => {
  await station.client.close()
  await other.client.close()
  await centre.stop()
})

function receiptOf(of: TestStation, answer: Awaited<ReturnType<TestStation['client']['push']>>) {
  if (answer.kind !== 'accepted') throw new Error(answer.kind)
  const opened = openSigned(answer.receipt, publicKeyFromText(of.reply.receiptKey), ReceiptContent)
  if (!opened.ok) throw new Error(opened.fault)
  return opened.value
}

test('a pushed batch is answered with a signed receipt over its last event, and the same bytes again with the same head', async () => {
  const batch = [station.next(), station.next(), station.next()]
  const first = receiptOf(station, await station.client.push(OFFICE.id, batch))
  expect(first).toMatchObject({ office: OFFICE.id, epoch: 1, seq: 3, head: batch[2]?.hash })
  const again = receiptOf(station, await station.client.push(OFFICE.id, batch))
  expect(again).toMatchObject({ seq: 3, head: batch[2]?.hash })
})

test('a gap is refused with our head, and nothing of the batch is kept', async () => {
  const kept = station.next()
  const later = station.next()
  expect(await station.client.push(OFFICE.id, [later])).toMatchObject({ kind: 'gap', head: { epoch: 1, seq: 3 } })
  expect(receiptOf(station, await station.client.push(OFFICE.id, [kept, later])).seq).toBe(5)
})

test('other bytes under a known number are a fork: quarantined, never chosen', async () => {
  const forged = sealEvent(
    {
      office: OFFICE.id,
      epoch: 1,
      seq: 2,
      id: randomUUID(),
      kind: 'test.done',
      version: 1,
      subject: 'other',
      body: {},
      blobs: [],
      clerk: 'lan',
      station: 'quay-1',
      recordedAt: new Date().toISOString(),
      hlc: '1',
      prev: NO_PREVIOUS,
    },
    station.eventKey,
  )
  expect(await station.client.push(OFFICE.id, [forged])).toMatchObject({
    kind: 'fork',
    fork: { seq: 2, sent: forged.hash },
  })
})

test('an event signed by another key, of another office, or out of order is refused by name', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const base = {
    office: OFFICE.id,
    epoch: 1,
    seq: 6,
    id: randomUUID(),
    kind: 'test.done',
    version: 1,
    subject: 'x',
    body: {},
    blobs: [],
    clerk: 'lan',
    station: 'quay-1',
    recordedAt: new Date().toISOString(),
    hlc: '1',
    prev: NO_PREVIOUS,
  }
  expect(await station.client.push(OFFICE.id, [sealEvent(base, privateKey)])).toMatchObject({
    kind: 'refused',
    refused: { reason: 'wrong-signature' },
  })
  expect(await station.client.push(OFFICE.id, [sealEvent({ ...base, office: 104 }, station.eventKey)])).toMatchObject({
    kind: 'refused',
    refused: { reason: 'other-office' },
  })
  expect(await station.client.push(OFFICE.id, [sealEvent(base, station.eventKey)])).toMatchObject({
    kind: 'refused',
    refused: { reason: 'chain-broken' },
  })
  const one = sealEvent({ ...base, seq: 7 }, station.eventKey)
  expect(await station.client.push(OFFICE.id, [one, one])).toMatchObject({
    kind: 'refused',
    refused: { reason: 'not-in-order' },
  })
})

test('a certificate speaks for its own office and for no other; without one nothing is answered', async () => {
  await expect(station.client.push(OTHER_OFFICE.id, [station.next()])).rejects.toMatchObject({ code: 'refused' })
  const stranger = centreClient({ url: centre.url(), authority: centre.centre().authority })
  await expect(stranger.feed(OFFICE.id, 0)).rejects.toBeInstanceOf(LineFault)
  await stranger.close()
})

test('a batch with rubbish in it is refused whole', async () => {
  await expect(other.client.push(OTHER_OFFICE.id, [{ canonical: 'not json', signature: '' }])).resolves.toMatchObject({
    kind: 'refused',
  })
  expect(receiptOf(other, await other.client.push(OTHER_OFFICE.id, [other.next()])).seq).toBe(1)
})

test('enrolment: a wrong code and an unknown office are refused, a used code too, but a lost answer is given again', async () => {
  await expect(enrolTestStation(centre, { ...OFFICE, enrolmentCode: 'guess' })).rejects.toThrow('wrong-code')
  await expect(enrolTestStation(centre, { ...OFFICE, id: 999 })).rejects.toThrow('unknown-office')
  await expect(enrolTestStation(centre)).rejects.toThrow('code-used')
})

test('a blob goes up in steps, is resumed after a cut, and is receipted by its name', async () => {
  const sealed = sealBlob(Buffer.alloc(600_000, 7), publicKeyFromText(station.reply.blobKey))
  const { ciphertext, name } = sealed
  expect(await station.client.blobOffset(name)).toBe(0)
  expect(await station.client.putBlob(name, 0, ciphertext.length, ciphertext.subarray(0, 262_144))).toBeUndefined()
  expect(await station.client.blobOffset(name)).toBe(262_144)
  await expect(
    station.client.putBlob(name, 0, ciphertext.length, ciphertext.subarray(0, 262_144)),
  ).rejects.toMatchObject({ code: 'busy' })
  expect(
    await station.client.putBlob(name, 262_144, ciphertext.length, ciphertext.subarray(262_144, 524_288)),
  ).toBeUndefined()
  const receipt = await station.client.putBlob(name, 524_288, ciphertext.length, ciphertext.subarray(524_288))
  const opened = receipt && openSigned(receipt, publicKeyFromText(station.reply.receiptKey), BlobReceiptContent)
  expect(opened).toMatchObject({ ok: true, value: { name, bytes: ciphertext.length } })
  // The receipt was lost: an empty last step asks for it again.
  expect(await station.client.putBlob(name, ciphertext.length, ciphertext.length, Buffer.alloc(0))).toBeDefined()
})

test('bytes that are not the named ones are dropped, and the upload begins anew', async () => {
  const bytes = Buffer.from('not what it says')
  const name = createHash('sha256').update('something else').digest('hex')
  await expect(station.client.putBlob(name, 0, bytes.length, bytes)).rejects.toMatchObject({ code: 'nonsense' })
  expect(await station.client.blobOffset(name)).toBe(0)
})

test('the feed brings the own residents in contiguous signed pages, and nobody else', async () => {
  let after = 0
  let residents = 0
  for (;;) {
    const opened = openSigned(
      await station.client.feed(OFFICE.id, after),
      publicKeyFromText(station.reply.feedKey),
      FeedPage,
    )
    if (!opened.ok) throw new Error(opened.fault)
    const { items, to, last } = opened.value
    for (const [i, item] of items.entries()) {
      expect(item.pos).toBe(after + i + 1)
      if (item.content.kind === 'resident') {
        expect(item.content.record.permanentResidence?.communeCode).toBe('00070')
        residents += 1
      }
    }
    after = to
    if (to === last) break
  }
  expect(residents).toBeGreaterThan(30)
})

test('what was receipted is there after the centre was restarted', async () => {
  await centre.restart()
  const { client } = await enrolNewStation(centre, 105)
  const status = (await client.status()) as { offices: { id: number; seq: number }[] }
  expect(status.offices.filter(({ id }) => id < 105).map(({ id, seq }) => [id, seq])).toEqual([
    [103, 5],
    [104, 1],
  ])
  await client.close()
})
