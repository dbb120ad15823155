import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  printRecordToPng,
  readPrintRecord,
  writePrintRecord,
} from '../../../../main/hardware/fingerprint/print-record.ts'
import { PrintRecordUnreadable, readPrintHeader } from '../../../../native/fingerprint/print-header.ts'
import { greyAt, jpeg2000Record } from './jpeg-2000-record.ts'

test('what is written is read: pixels, finger, resolution, impression', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom('plain' as const, 'rolled' as const),
      async (width, height, finger, impression) => {
        const grey = Uint8Array.from({ length: width * height }, (_, i) => (i * 31) % 256)
        const read = await readPrintRecord(writePrintRecord({ width, height, dpi: 500, grey }, finger, 70, impression))
        expect(read).toMatchObject({ width, height, dpi: 500, finger, impression, grey })
      },
    ),
    { numRuns: 60 },
  )
})

test('a record of the edition of 2011 with lossless JPEG 2000 is read to the pixel', async () => {
  const record = await jpeg2000Record(60, 80)
  const read = await readPrintRecord(record)
  expect(read).toMatchObject({ width: 60, height: 80, dpi: 500, finger: 2, impression: 'plain', coding: 'jpeg-2000' })
  expect(read.grey).toEqual(Uint8Array.from({ length: 4_800 }, (_, i) => greyAt(i % 60, Math.floor(i / 60))))
  expect((await printRecordToPng(record)).subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'))
})

test('a picture of another size than stated is refused before it is decoded', async () => {
  const record = Buffer.from(await jpeg2000Record(60, 80))
  record.writeUInt16BE(61, record.length - readPrintHeader(record).picture.length - 8)
  expect(() => readPrintHeader(record)).toThrow('the picture is not of the stated size')
})

test('a record cut anywhere is refused by its headers', async () => {
  for (const record of [
    await jpeg2000Record(64, 64),
    writePrintRecord({ width: 9, height: 9, dpi: 500, grey: new Uint8Array(81) }, 1, 50),
  ])
    for (let length = 0; length < record.length; length += 1)
      expect(() => readPrintHeader(record.subarray(0, length))).toThrow(PrintRecordUnreadable)
})
