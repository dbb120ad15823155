export class PrintRecordUnreadable extends Error {
  override readonly name = 'PrintRecordUnreadable'
}

/** How the picture inside is written. */
export type PrintCoding = 'raw' | 'wsq' | 'jpeg-2000' | 'png'

/** Headers of a finger image record with one finger, and the picture as it stands in it. */
export interface PrintHeader {
  readonly width: number
  readonly height: number
  readonly dpi: number
  /** ISO code 1–10. */
  readonly finger: number
  readonly impression: 'plain' | 'rolled'
  readonly coding: PrintCoding
  readonly picture: Uint8Array
}

const MAGIC = 0x46495200
const VERSION_2005 = 0x30313000
const VERSION_2011 = 0x30323000
const MOST_PIXELS = 16_000_000
const MOST_SIDE = 20_000
const MOST_TILES = 1_024
/** Live-scan rolled and non-live rolled; table of impression types, the same codes in both editions. */
const ROLLED = [1, 3]
/** Compression codes of the two editions that are read here; JPEG (3) and packed bits (1) are not. */
const CODINGS_2005: Readonly<Record<number, PrintCoding>> = { 0: 'raw', 2: 'wsq', 4: 'jpeg-2000', 5: 'png' }
const CODINGS_2011: Readonly<Record<number, PrintCoding>> = {
  0: 'raw',
  2: 'wsq',
  4: 'jpeg-2000',
  5: 'jpeg-2000',
  6: 'png',
}
/** Unit of the stated resolution: 1 pixels an inch, 2 pixels a centimetre. */
const CENTIMETRES = 2

const wrong = (what: string): PrintRecordUnreadable => new PrintRecordUnreadable(what)

interface Found {
  readonly width: number
  readonly height: number
  readonly unit: number
  readonly resolution: number
  readonly depth: number
  readonly finger: number
  readonly type: number
  readonly coding: PrintCoding | undefined
  readonly compression: number
  readonly picture: Uint8Array
}

/** ISO/IEC 19794-4:2005: header of 32 bytes, then one view of 14 bytes and its picture. */
function read2005(record: Uint8Array, view: DataView): Found {
  const [header, viewHeader] = [32, 14]
  if (record.length < header + viewHeader) throw wrong('shorter than its headers')
  if (view.getUint32(10) !== record.length) throw wrong('its length is not the length it states')
  if (view.getUint8(18) !== 1) throw wrong('not one finger')
  const picture = record.subarray(header + viewHeader)
  if (view.getUint32(header) !== viewHeader + picture.length) throw wrong('the view is not as long as it states')
  const compression = view.getUint8(29)
  return {
    ...{ unit: view.getUint8(19), resolution: view.getUint16(24), depth: view.getUint8(28), compression, picture },
    ...{ finger: view.getUint8(header + 4), type: view.getUint8(header + 8), coding: CODINGS_2005[compression] },
    ...{ width: view.getUint16(header + 9), height: view.getUint16(header + 11) },
  }
}

/**
 * ISO/IEC 19794-4:2011: header of 16 bytes (length, number of representations, certification flag, number of fingers), then one
 * representation: length, time (9), device (5), quality blocks of five bytes, certification blocks of three where the flag is set, and
 * the facts of the image.
 */
function read2011(record: Uint8Array, view: DataView): Found {
  const header = 16
  let at = header
  const take = (bytes: number): number => {
    if (at + bytes > record.length) throw wrong('shorter than its headers')
    at += bytes
    return at - bytes
  }
  const u8 = () => view.getUint8(take(1))
  const u16 = () => view.getUint16(take(2))
  if (record.length < header) throw wrong('shorter than its headers')
  if (view.getUint32(8) !== record.length) throw wrong('its length is not the length it states')
  if (view.getUint16(12) !== 1) throw wrong('not one finger')
  const certified = view.getUint8(14) === 1
  const length = view.getUint32(take(4))
  if (length !== record.length - header) throw wrong('the representation is not as long as it states')
  take(9 + 5)
  take(u8() * 5)
  if (certified) take(u8() * 3)
  const finger = u8()
  take(1)
  const unit = u8()
  take(4)
  const resolution = u16()
  take(2)
  const [depth, compression, type, width, height] = [u8(), u8(), u8(), u16(), u16()]
  const pictureLength = view.getUint32(take(4))
  const picture = record.subarray(at)
  if (picture.length !== pictureLength) throw wrong('the picture is not as long as it states')
  const coding = CODINGS_2011[compression]
  return { width, height, unit, resolution, depth, finger, type, coding, compression, picture }
}

/** Size a PNG or JPEG 2000 states itself, before anything is decoded: a bomb would say so here. */
export function statedSize(
  coding: 'png' | 'jpeg-2000',
  picture: Uint8Array,
): readonly [width: number, height: number] | undefined {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  if (coding === 'png') return picture.length > 24 ? [view.getUint32(16), view.getUint32(20)] : undefined
  // SIZ follows at once on the start of the code stream. ISO/IEC 15444-1, A.5.1.
  const start = Buffer.from(picture.buffer, picture.byteOffset, Math.min(picture.length, 4_096))
  const at = start.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))
  if (at < 0 || at + 44 > picture.length) return undefined
  const u32 = (offset: number) => view.getUint32(at + offset)
  const [right, bottom] = [u32(8), u32(12)]
  // Far corners and endless tiles are bombs that the size alone does not tell.
  const tiles = Math.ceil(right / Math.max(1, u32(24))) * Math.ceil(bottom / Math.max(1, u32(28)))
  const bounded = right <= MOST_SIDE && bottom <= MOST_SIDE && tiles <= MOST_TILES
  return bounded && view.getUint16(at + 40) === 1 ? [right - u32(16), bottom - u32(20)] : undefined
}

/** Reads the headers of a record of either edition. Bounded; decodes nothing; throws `PrintRecordUnreadable` naming what is wrong. */
export function readPrintHeader(record: Uint8Array): PrintHeader {
  if (record.length < 16) throw wrong('shorter than its headers')
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  const version = view.getUint32(0) === MAGIC ? view.getUint32(4) : 0
  if (version !== VERSION_2005 && version !== VERSION_2011) throw wrong('no record of ISO/IEC 19794-4:2005 or :2011')
  const found = version === VERSION_2005 ? read2005(record, view) : read2011(record, view)
  const { width, height, coding, picture, finger } = found
  if (found.depth !== 8 || width < 1 || height < 1 || width * height > MOST_PIXELS) throw wrong('impossible size')
  if (!coding) throw wrong(`compression ${found.compression} is not read here`)
  if (coding === 'raw') {
    if (picture.length !== width * height) throw wrong('not as many pixels as stated')
  } else if (coding !== 'wsq') {
    // The engine's own reader bounds a WSQ picture before it unpacks anything.
    const stated = statedSize(coding, picture)
    if (stated?.[0] !== width || stated[1] !== height) throw wrong('the picture is not of the stated size')
  }
  const dpi = found.unit === CENTIMETRES ? Math.round(found.resolution * 2.54) : found.resolution
  const impression = ROLLED.includes(found.type) ? 'rolled' : 'plain'
  return { width, height, dpi, finger, impression, coding, picture }
}
