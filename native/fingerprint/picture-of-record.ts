import { decodeJpeg2000 } from './decode-jpeg-2000.ts'
import { openPrintRecord, type RecordView } from './image-record.ts'
import type { Picture } from './print.ts'
import { PrintRecordUnreadable, statedSize } from './print-header.ts'

/** Grey bytes of a view. JPEG 2000 is opened on a thread of its own, its size looked at first. */
async function greyOf({ bytes, coding, width, height }: RecordView): Promise<Uint8Array> {
  if (coding === 'jpeg') throw new PrintRecordUnreadable('JPEG is not read here')
  if (coding !== 'jpeg-2000') return bytes
  const stated = statedSize(coding, bytes)
  if (stated?.[0] !== width || stated[1] !== height)
    throw new PrintRecordUnreadable('the picture is not of the stated size')
  return decodeJpeg2000(bytes)
}

/** The picture of one view. Throws `PrintRecordUnreadable`. */
export async function pictureOfView(view: RecordView): Promise<Picture> {
  const { width, height, dpi } = view
  const grey = await greyOf(view)
  if (grey.length !== width * height) throw new PrintRecordUnreadable('the picture is not of the stated size')
  return { grey, width, height, dpi }
}

/**
 * The picture of a finger image record with one finger, ready for the engine; of several impressions the one of the best stated quality, the
 * first of equals. Uncompressed, WSQ, PNG and JPEG 2000, every edition the engine reads. Throws `PrintRecordUnreadable` naming what is wrong.
 */
export async function pictureOfRecord(record: Uint8Array): Promise<Picture> {
  const opened = await openPrintRecord(record)
  if (!opened.ok)
    throw new PrintRecordUnreadable(`${opened.failure}: ${opened.expected ?? 'a finger image record'} expected`)
  const view = opened.views.reduce((best, one) => (one.quality > best.quality ? one : best))
  if (opened.views.some((one) => one.finger !== view.finger)) throw new PrintRecordUnreadable('not one finger')
  return pictureOfView(view)
}
