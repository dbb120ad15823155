import { expect, test } from 'vitest'
import { readPrintRecord } from '../../../main/hardware/fingerprint/print-record.ts'
import { pressFinger, touchOf } from '../../../main/hardware/fingerprint/simulator/impression.ts'
import { growRidgePattern } from '../../../main/hardware/fingerprint/simulator/ridge-pattern.ts'
import {
  comparePrints,
  extractPrint,
  openPrintRecord,
  PrintRecordUnreadable,
  packPrintRecord,
  pictureOfRecord,
} from '../../../native/fingerprint/index.ts'
import { greyAt, jpeg2000Record } from '../../main/hardware/fingerprint/jpeg-2000-record.ts'

const pressed = pressFinger(growRidgePattern(5), { ...touchOf(51, 0), contact: 1 }, 5)
const picture = { grey: pressed.grey, width: pressed.width, height: pressed.height, dpi: 500 }

async function packed(edition: '2005' | '2011', coding: 'raw' | 'png' | 'wsq', finger = 2, quality = 60) {
  const record = await packPrintRecord(picture, { edition, coding, finger, quality, bitRate: 2.25 })
  if (!record.ok) throw new Error(record.failure)
  return record.bytes
}

/** Two records of the edition of 2005 with one view each as one record with two. */
function twoViews(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = Buffer.concat([one, other.subarray(32)])
  bytes.writeUInt32BE(bytes.length, 10)
  return bytes
}

test('records of both editions open whatever the coding: bare, PNG, WSQ', async () => {
  const whole = await extractPrint(picture)
  if (!whole.ok) throw new Error(whole.failure)
  for (const edition of ['2005', '2011'] as const)
    for (const coding of ['raw', 'png', 'wsq'] as const) {
      const record = await packed(edition, coding)
      const opened = await pictureOfRecord(record)
      expect(opened).toMatchObject({ width: picture.width, height: picture.height, dpi: 500 })
      const print = await extractPrint(opened)
      if (!print.ok) throw new Error(print.failure)
      expect(await comparePrints(whole.template, [print.template])).toMatchObject({ ok: true, comparable: true })
      if (coding !== 'wsq')
        expect('grey' in opened && Buffer.from(opened.grey).equals(Buffer.from(picture.grey))).toBe(true)
      expect(await readPrintRecord(record)).toMatchObject({
        width: picture.width,
        height: picture.height,
        finger: 2,
        coding,
      })
    }
})

test('of two impressions of a finger the better one is taken, two fingers are refused, bytes after the record are left', async () => {
  const better = twoViews(await packed('2005', 'raw', 2, 30), await packed('2005', 'raw', 2, 80))
  const views = await openPrintRecord(better)
  expect(views).toMatchObject({
    ok: true,
    views: [
      { quality: 30, finger: 2 },
      { quality: 80, finger: 2 },
    ],
  })
  expect(await pictureOfRecord(better)).toMatchObject({ width: picture.width })
  const fingers = twoViews(await packed('2005', 'raw', 2), await packed('2005', 'raw', 3))
  await expect(pictureOfRecord(fingers)).rejects.toThrow('not one finger')
  const padded = Buffer.concat([await packed('2005', 'png'), Buffer.alloc(4)])
  expect(await pictureOfRecord(padded)).toMatchObject({ dpi: 500 })
})

test('a record cut anywhere is refused by name', async () => {
  const record = await packed('2011', 'png')
  for (let length = 0; length < record.length; length += 97)
    await expect(pictureOfRecord(record.subarray(0, length))).rejects.toThrow(PrintRecordUnreadable)
})

test('JPEG 2000 is opened to the pixel beside the event loop, several at a time, and a broken one is refused', async () => {
  const record = await jpeg2000Record(600, 700)
  const wanted = Uint8Array.from({ length: 420_000 }, (_, i) => greyAt(i % 600, Math.floor(i / 600)))
  let turns = 0
  const ticking = setInterval(() => turns++, 1)
  const opened = await Promise.all([1, 2, 3, 4].map(() => pictureOfRecord(record)))
  clearInterval(ticking)
  for (const one of opened) expect('grey' in one && Buffer.from(one.grey).equals(Buffer.from(wanted))).toBe(true)
  expect(turns).toBeGreaterThan(3)
  const broken = Buffer.from(record)
  broken.fill(0xff, broken.length - 2_000, broken.length - 100)
  await pictureOfRecord(broken).catch((fault: unknown) => expect(fault).toBeInstanceOf(PrintRecordUnreadable))
  expect(await pictureOfRecord(record)).toMatchObject({ width: 600, height: 700 })
})
