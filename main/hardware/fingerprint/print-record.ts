import { decode, encode } from 'fast-png'
import {
  decodeJpeg2000,
  openPicture,
  type PrintHeader,
  PrintRecordUnreadable,
  readPrintHeader,
} from '../../../native/fingerprint/index.ts'
import type { Impression } from './fingerprint-scanner.ts'

/** A fingerprint image: 8-bit grey, 0 = black ridge, row by row. */
export interface PrintImage {
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly grey: Uint8Array
}

/** "FIR" and version "010", each closed by a zero. */
const FORMAT = [0x46, 0x49, 0x52, 0x00, 0x30, 0x31, 0x30, 0x00]
const HEADER = 32
const VIEW = 14
const PNG_COMPRESSION = 5
/** Impression types of ISO/IEC 19794-4: live-scan plain, live-scan rolled. */
const LIVE_PLAIN = 0
const LIVE_ROLLED = 1

/** ISO/IEC 19794-4:2005 record with one view of one finger, PNG-compressed. `finger`: ISO code 1–10. */
export function writePrintRecord(
  image: PrintImage,
  finger: number,
  quality: number,
  impression: Impression = 'plain',
): Uint8Array {
  const data = encode({ width: image.width, height: image.height, data: image.grey, channels: 1, depth: 8 })
  const bytes = new Uint8Array(HEADER + VIEW + data.length)
  const view = new DataView(bytes.buffer)
  bytes.set(FORMAT, 0)
  view.setUint16(8, 0)
  view.setUint32(10, bytes.length)
  view.setUint16(16, 31)
  view.setUint8(18, 1)
  view.setUint8(19, 1)
  for (const offset of [20, 22, 24, 26]) view.setUint16(offset, image.dpi)
  view.setUint8(28, 8)
  view.setUint8(29, PNG_COMPRESSION)
  view.setUint32(HEADER, VIEW + data.length)
  view.setUint8(HEADER + 4, finger)
  view.setUint8(HEADER + 5, 1)
  view.setUint8(HEADER + 6, 1)
  view.setUint8(HEADER + 7, Math.max(0, Math.min(100, Math.round(quality))))
  view.setUint8(HEADER + 8, impression === 'rolled' ? LIVE_ROLLED : LIVE_PLAIN)
  view.setUint16(HEADER + 9, image.width)
  view.setUint16(HEADER + 11, image.height)
  bytes.set(data, HEADER + VIEW)
  return bytes
}

function decodePng(picture: Uint8Array): Uint8Array {
  try {
    const png = decode(picture)
    if (png.channels === 1 && png.depth === 8 && png.data instanceof Uint8Array) return png.data
  } catch (cause) {
    throw new PrintRecordUnreadable('the picture inside does not open', { cause })
  }
  throw new PrintRecordUnreadable('not an 8-bit grey picture')
}

async function openWsq(file: Uint8Array): Promise<Uint8Array> {
  const opened = await openPicture({ file })
  if (opened.ok) return opened.grey
  throw new PrintRecordUnreadable(`the picture inside does not open: ${opened.failure}`)
}

async function greyOf({ coding, picture, width, height }: PrintHeader): Promise<Uint8Array> {
  if (coding === 'raw') return picture
  const grey =
    coding === 'png' ? decodePng(picture) : await (coding === 'wsq' ? openWsq(picture) : decodeJpeg2000(picture))
  if (grey.length !== width * height) throw new PrintRecordUnreadable('the picture is not of the stated size')
  return grey
}

/**
 * Reads a record with one finger, of the edition of 2005 or 2011: uncompressed, PNG, WSQ or JPEG 2000. Bounded; throws `PrintRecordUnreadable`
 * naming what is wrong.
 */
export async function readPrintRecord(record: Uint8Array): Promise<PrintImage & Omit<PrintHeader, 'picture'>> {
  const { picture, ...header } = readPrintHeader(record)
  return { ...header, grey: await greyOf({ ...header, picture }) }
}

/** The picture of a record, as PNG for the screen. */
export async function printRecordToPng(record: Uint8Array): Promise<Uint8Array> {
  const { width, height, grey } = await readPrintRecord(record)
  return encode({ width, height, data: grey, channels: 1, depth: 8 })
}
