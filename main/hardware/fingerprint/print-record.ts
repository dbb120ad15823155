import { decode, encode } from 'fast-png'
import type { Impression } from './fingerprint-scanner.ts'

/** A fingerprint image: 8-bit grey, 0 = black ridge, row by row. */
export interface PrintImage {
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly grey: Uint8Array
}

export class PrintRecordUnreadable extends Error {
  override readonly name = 'PrintRecordUnreadable'
}

/** "FIR" and version "010", each closed by a zero. */
const FORMAT = [0x46, 0x49, 0x52, 0x00, 0x30, 0x31, 0x30, 0x00]
const HEADER = 32
const VIEW = 14
const MOST_PIXELS = 16_000_000
const NO_COMPRESSION = 0
const PNG_COMPRESSION = 5
/** Impression types of ISO/IEC 19794-4, table 7: live-scan plain, live-scan rolled, non-live rolled. */
const LIVE_PLAIN = 0
const LIVE_ROLLED = 1
const NON_LIVE_ROLLED = 3

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

/**
 * Reads a record with one finger: uncompressed or PNG. Bounded; throws `PrintRecordUnreadable` naming what is wrong.
 */
export function readPrintRecord(record: Uint8Array): PrintImage & {
  readonly finger: number
  readonly impression: Impression
} {
  const wrong = (what: string, cause?: unknown): never => {
    throw new PrintRecordUnreadable(what, cause === undefined ? undefined : { cause })
  }
  if (record.length < HEADER + VIEW) wrong('shorter than its headers')
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  if (FORMAT.some((byte, i) => record[i] !== byte)) wrong('no ISO/IEC 19794-4:2005 record')
  if (view.getUint32(10) !== record.length) wrong('its length is not the length it states')
  if (view.getUint8(18) !== 1) wrong('not one finger')
  const [dpi, compression] = [view.getUint16(24), view.getUint8(29)]
  const [width, height] = [view.getUint16(HEADER + 9), view.getUint16(HEADER + 11)]
  if (view.getUint8(28) !== 8 || width < 1 || height < 1 || width * height > MOST_PIXELS) wrong('impossible size')
  const data = record.subarray(HEADER + VIEW)
  if (view.getUint32(HEADER) !== VIEW + data.length) wrong('the view is not as long as it states')
  const finger = view.getUint8(HEADER + 4)
  const type = view.getUint8(HEADER + 8)
  const impression = type === LIVE_ROLLED || type === NON_LIVE_ROLLED ? 'rolled' : 'plain'
  if (compression === NO_COMPRESSION) {
    if (data.length !== width * height) wrong('not as many pixels as stated')
    return { width, height, dpi, grey: data, finger, impression }
  }
  if (compression !== PNG_COMPRESSION) wrong(`compression ${compression} is not read here`)
  // The size the PNG states is looked at before it is decoded: a bomb would say so here.
  const inner = data.length > 24 ? new DataView(data.buffer, data.byteOffset) : wrong('no picture inside')
  if (inner.getUint32(16) !== width || inner.getUint32(20) !== height) wrong('the picture is not of the stated size')
  try {
    const png = decode(data)
    if (png.channels !== 1 || png.depth !== 8 || !(png.data instanceof Uint8Array))
      return wrong('not an 8-bit grey picture')
    return { width, height, dpi, grey: png.data, finger, impression }
  } catch (cause) {
    return wrong('the picture inside does not open', cause)
  }
}

/** The picture of a record, as PNG for the screen. */
export function printRecordToPng(record: Uint8Array): Uint8Array {
  const { width, height, grey } = readPrintRecord(record)
  return encode({ width, height, data: grey, channels: 1, depth: 8 })
}
