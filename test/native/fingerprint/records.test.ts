import { expect, test } from 'vitest'
import {
  comparePrints,
  convertMinutiae,
  createPrintIndex,
  describeTemplate,
  readCardMinutiae,
  syntheticPrint,
} from '../../../native/fingerprint/index.ts'

const FORMATS = ['iso-2005', 'iso-2011', 'ansi-2004', 'ansi-2009', 'ansi-2009-am1'] as const

/** ISO/IEC 19794-2:2005 records of one view each as one record: the views of all, the header of the first. */
function joined(records: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.concat([
    records[0]?.subarray(0, 24) ?? Buffer.alloc(0),
    ...records.map((record) => record.subarray(24)),
  ])
  bytes.writeUInt32BE(bytes.length, 8)
  bytes.writeUInt16BE(2_000, 14)
  bytes.writeUInt16BE(2_000, 16)
  bytes.writeUInt8(records.length, 22)
  return bytes
}

/** One record with a view of each of these synthetic fingers. */
async function recordOf(
  views: readonly (readonly [person: number, finger: number, impression: number])[],
  named = true,
) {
  const records = await Promise.all(
    views.map(async ([person, finger, impression]) => {
      const template = await syntheticPrint(person, finger, impression, { hardness: 0.3 })
      const record = await convertMinutiae(template, 'iso-2005', { position: named ? finger : 0 })
      if (!record.ok) throw new Error(record.failure)
      return record.bytes
    }),
  )
  return joined(records)
}

async function scoreOf(probe: Uint8Array, known: Uint8Array) {
  const found = await comparePrints(probe, [known])
  if (!found.ok) throw new Error(found.failure)
  return found
}

test('a finger that stands behind the first view of a record is found there, by comparing and by searching', async () => {
  const record = await recordOf([
    [11, 2, 0],
    [12, 3, 0],
    [11, 2, 1],
  ])
  const second = await recordOf([[12, 3, 1]])
  const alone = await scoreOf(await recordOf([[12, 3, 0]]), second)
  const inside = await scoreOf(record, second)
  expect(inside.score).toBeCloseTo(alone.score, 6)
  expect(inside.score).toBeGreaterThan((await scoreOf(record, await recordOf([[13, 3, 1]]))).score + 2)
  const index = createPrintIndex()
  await index.add(1, [{ position: 0, template: record }])
  for (let person = 20; person < 24; person++)
    await index.add(person, [{ position: 0, template: await recordOf([[person, 3, 0]]) }])
  expect((await index.size()).prints).toBe(7)
  const search = await index.search([{ position: 0, template: second }])
  expect(search).toMatchObject({ ok: true, hits: [{ subject: 1 }, {}, {}, {}, {}] })
})

test('two fingers of one person in a record are worth more than either', async () => {
  const both = await scoreOf(
    await recordOf([
      [11, 2, 0],
      [11, 3, 0],
    ]),
    await recordOf([
      [11, 2, 1],
      [11, 3, 1],
    ]),
  )
  const one = await scoreOf(await recordOf([[11, 2, 0]]), await recordOf([[11, 2, 1]]))
  const other = await scoreOf(await recordOf([[11, 3, 0]]), await recordOf([[11, 3, 1]]))
  expect(both.fingers).toBe(2)
  expect(both.score).toBeGreaterThan(Math.max(one.score, other.score))
})

test('a record of several fingers is given no other name than its own', async () => {
  const record = await recordOf([
    [11, 2, 0],
    [11, 3, 0],
  ])
  expect(await createPrintIndex().add(1, [{ position: 7, template: record }])).toMatchObject({ failure: 'unsupported' })
  expect(await convertMinutiae(record, 'iso-2011', { position: 7 })).toMatchObject({ failure: 'unsupported' })
})

test('every view of a record goes into every other record format, with its number and its impression', async () => {
  const record = Buffer.from(
    await recordOf([
      [11, 2, 0],
      [12, 3, 0],
      [11, 2, 1],
    ]),
  )
  record.writeUInt8(0x09, 25) // the first view: number 0, impression 9
  for (const format of FORMATS) {
    const there = await convertMinutiae(record, format)
    if (!there.ok) throw new Error(there.failure)
    expect(there.views).toBe(3)
    const back = await convertMinutiae(there.bytes, 'iso-2005')
    if (!back.ok) throw new Error(back.failure)
    const wanted = [...record.subarray(24)]
    expect(back.bytes.length).toBe(record.length)
    expect(back.bytes[25]).toBe(0x09)
    // Angles in two degrees cost up to one unit; everything else is what it was.
    const wrong = [...back.bytes.subarray(24)].filter((byte, i) => Math.abs(byte - (wanted[i] ?? 0)) > 1)
    expect(wrong.length).toBe(0)
  }
})

test('what a record cannot hold is named: cores for ISO 2005, extension data, minutiae outside', async () => {
  const bytes = Buffer.from(
    '464d52002032300000000035000001 2c019000c500c5010007004201406400c84050000b0101000b01020304050607'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  )
  bytes.writeUInt32BE(bytes.length, 8)
  const vendor = await convertMinutiae(bytes, 'iso-2011')
  expect(vendor).toMatchObject({ ok: true, minutiae: 1, left: { extensions: true, outsidePicture: 0 } })
  const outside = Buffer.from(bytes)
  outside.writeUInt16BE(0x4000 | 999, 28)
  expect(await convertMinutiae(outside, 'iso-2011')).toMatchObject({
    ok: true,
    minutiae: 0,
    left: { outsidePicture: 1 },
  })
  const withCore = Buffer.concat([bytes.subarray(0, 34), Buffer.from('000b0002000b01406400c84000', 'hex')])
  withCore.writeUInt32BE(withCore.length, 8)
  expect(await convertMinutiae(withCore, 'iso-2005')).toMatchObject({ ok: true, left: { singularPoints: 1 } })
  const kept = await convertMinutiae(withCore, 'iso-2011')
  if (!kept.ok) throw new Error(kept.failure)
  expect(kept.left.singularPoints).toBe(0)
  expect(await describeTemplate(kept.bytes)).toMatchObject({ singularPoints: [{ kind: 'core', x: 100, y: 200 }] })
})

test('the bytes a card holds are read back as the finger they were', async () => {
  const template = await syntheticPrint(11, 2, 0, { hardness: 0.3 })
  const other = await syntheticPrint(11, 2, 1, { hardness: 0.3 })
  for (const format of ['card-normal', 'card-compact'] as const) {
    const card = await convertMinutiae(template, format, { mostMinutiae: 60 })
    if (!card.ok) throw new Error(card.failure)
    expect(card.bytes.length % (format === 'card-normal' ? 5 : 3)).toBe(0)
    const read = await readCardMinutiae(card.bytes, format, 2)
    if (!read.ok) throw new Error(read.failure)
    expect(await describeTemplate(read.bytes)).toMatchObject({ position: 2, views: 1 })
    expect((await scoreOf(read.bytes, other)).score).toBeGreaterThan(3)
    expect(await readCardMinutiae(card.bytes.subarray(1), format)).toMatchObject({ ok: false })
  }
  expect(
    await convertMinutiae(
      await recordOf([
        [11, 2, 0],
        [11, 3, 0],
      ]),
      'card-normal',
    ),
  ).toMatchObject({
    failure: 'unsupported',
  })
})
