import { decodeJpeg2000 } from './decode-jpeg-2000.ts'
import type { Picture } from './print.ts'
import { PrintRecordUnreadable, readPrintHeader } from './print-header.ts'

/**
 * The picture of an ISO/IEC 19794-4 record with one finger, ready for the engine: PNG and bare grey bytes are opened by the engine itself,
 * on its own threads. Throws `PrintRecordUnreadable` naming what is wrong.
 */
export async function pictureOfRecord(record: Uint8Array): Promise<Picture> {
  const { coding, dpi, width, height, picture } = readPrintHeader(record)
  if (coding === 'png') return { file: picture, dpi }
  const grey = coding === 'raw' ? picture : await decodeJpeg2000(picture)
  if (grey.length !== width * height) throw new PrintRecordUnreadable('the picture is not of the stated size')
  return { grey, width, height, dpi }
}
