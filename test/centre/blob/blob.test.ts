import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BLOB_STEP,
  BlobReceiptContent,
  nameOfBlob,
  openSigned,
  publicKeyFromText,
} from '../../../centre/protocol/index.ts'
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

function receiptOf(of: TestStation, signed: unknown) {
  if (typeof signed !== 'object' || signed === null || !('canonical' in signed)) throw new Error('no receipt')
  const { canonical, signature } = signed as { canonical: string; signature: string }
  const opened = openSigned({ canonical, signature }, publicKeyFromText(of.reply.receiptKey), BlobReceiptContent)
  if (!opened.ok) throw new Error(opened.fault)
  return opened.value
}

/** Sends a blob as a station would that is cut off after `most` steps; answers the receipt once there is one. */
async function send(of: TestStation, bytes: Buffer, most = Number.POSITIVE_INFINITY) {
  const name = nameOfBlob(bytes)
  let offset = await of.client.blobOffset(name)
  for (let step = 0; step < most; step++) {
    const end = Math.min(offset + BLOB_STEP, bytes.length)
    const signed = await of.client.putBlob(name, offset, bytes.length, bytes.subarray(offset, end))
    if (signed) return receiptOf(of, signed)
    offset = end
  }
  return undefined
}

test('a blob cut anywhere, any number of times, is resumed from where it stood and receipted once it is whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_400_000 }),
      fc.array(fc.nat(2), { maxLength: 3 }),
      async (size, cuts) => {
        const bytes = randomBytes(size)
        for (const steps of cuts) await send(station, bytes, steps)
        expect(await send(station, bytes)).toMatchObject({ office: OFFICE.id, name: nameOfBlob(bytes), bytes: size })
      },
    ),
    { numRuns: 12 },
  )
})

test('the same step sent twice at once is written once', async () => {
  const bytes = randomBytes(BLOB_STEP * 2)
  const name = nameOfBlob(bytes)
  const first = () => station.client.putBlob(name, 0, bytes.length, bytes.subarray(0, BLOB_STEP))
  const results = await Promise.allSettled([first(), first(), first()])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect(await station.client.blobOffset(name)).toBe(BLOB_STEP)
  expect(await send(station, bytes)).toMatchObject({ bytes: bytes.length })
})

test('an upload of the wrong length is no dead end: what came with it is dropped and the right one goes through', async () => {
  const bytes = randomBytes(5_000)
  const name = nameOfBlob(bytes)
  expect(await station.client.putBlob(name, 0, 9_000, bytes)).toBeUndefined()
  await expect(station.client.putBlob(name, 5_000, 5_000, Buffer.alloc(0))).rejects.toMatchObject({ code: 'busy' })
  expect(await send(station, bytes)).toMatchObject({ bytes: 5_000 })
})

test('a blob an event speaks of must have the length the event gave it', async () => {
  const bytes = randomBytes(1_000)
  const name = nameOfBlob(bytes)
  const event = station.next({ blobs: [{ name, bytes: 1_001, kind: 'paper', mediaType: 'image/jpeg' }] })
  expect((await station.client.push(OFFICE.id, [event])).kind).toBe('accepted')
  await expect(send(station, bytes)).rejects.toMatchObject({ code: 'nonsense' })
})

test('headers that are no numbers, steps that are too long and blobs that are too large are refused', async () => {
  const name = nameOfBlob(Buffer.from('x'))
  const put = (headers: Record<string, string>, body: Uint8Array = Buffer.from('x')) =>
    knock(centre, station, 'PUT', `/blobs/${name}`, body, { 'content-type': 'application/octet-stream', ...headers })
  for (const [offset, length] of [
    ['-1', '5'],
    ['0', ''],
    ['0', '1e3'],
    ['0x0', '5'],
    ['5', '5'],
    ['0', '0'],
  ] as const)
    expect((await put({ 'upload-offset': offset, 'upload-length': length })).status).toBe(400)
  expect((await put({ 'upload-offset': '0', 'upload-length': '99999999' })).status).toBe(413)
  const long = await put({ 'upload-offset': '0', 'upload-length': '999999' }, randomBytes(BLOB_STEP + 1))
  expect(long.status).toBe(413)
  expect(
    (await knock(centre, station, 'PUT', '/blobs/..%2f..%2fauthority.key', Buffer.from('x'))).status,
  ).toBeGreaterThanOrEqual(400)
})

test('an office may park a few blobs before their events, and not fill the disk with them', async () => {
  const other = await enrolNewStation(centre, 210)
  await send(other, randomBytes(10))
  await centre.query(
    `INSERT INTO blob (office, name, bytes) SELECT 210, md5(n::text), 10 FROM generate_series(1, 63) n`,
  )
  await expect(send(other, randomBytes(10))).rejects.toMatchObject({ code: 'busy' })
  const late = randomBytes(20)
  const event = other.next({
    blobs: [{ name: nameOfBlob(late), bytes: late.length, kind: 'portrait', mediaType: 'image/jpeg' }],
  })
  expect((await other.client.push(210, [event])).kind).toBe('accepted')
  expect(await send(other, late)).toMatchObject({ bytes: 20 })
  await other.client.close()
})

test('one office does not see the blobs of another', async () => {
  const other = await enrolNewStation(centre, 211)
  const bytes = randomBytes(100)
  await send(station, bytes)
  expect(await other.client.blobOffset(nameOfBlob(bytes))).toBe(0)
  await other.client.close()
})

test('unfinished uploads nobody spoke of are thrown away after a week; whole ones stay', async () => {
  const [whole, part] = [randomBytes(50), randomBytes(BLOB_STEP * 2)]
  await send(station, whole)
  await send(station, part, 1)
  await centre.query(`UPDATE blob SET begun_at = now() - interval '8 days'`)
  await centre.restart()
  const files = readdirSync(path.join(centre.options.dataFolder, 'blobs', String(OFFICE.id)))
  expect(files).toContain(nameOfBlob(whole))
  expect(files.some((file) => file.startsWith(nameOfBlob(part)))).toBe(false)
})
