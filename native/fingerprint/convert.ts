import { callEngine, type EngineRefusal, madeBytes } from './addon.ts'
import { type Picture, pictureCall } from './print.ts'

export interface OpenedPicture {
  readonly ok: true
  readonly kind: 'png' | 'pgm' | 'tiff' | 'bmp' | 'wsq' | 'raw'
  readonly width: number
  readonly height: number
  readonly dpi: number
  /** False: the file states no resolution, 500 was assumed. */
  readonly dpiStated: boolean
  /** 0 black … 255 white, row by row from the top left. */
  readonly grey: Uint8Array
}

export interface Converted {
  readonly ok: true
  readonly bytes: Uint8Array
}

export type PictureFormat = 'png' | 'pgm' | 'wsq'
export type MinutiaeFormat =
  | 'iso-2005'
  | 'iso-2011'
  | 'ansi-2004'
  | 'ansi-2009'
  | 'ansi-2009-am1'
  | 'card-normal'
  | 'card-compact'

const PICTURES: Readonly<Record<PictureFormat, number>> = { png: 0, pgm: 1, wsq: 2 }
const RECORDS: Readonly<Record<MinutiaeFormat, number>> = {
  'iso-2005': 0,
  'iso-2011': 1,
  'ansi-2004': 2,
  'ansi-2009': 3,
  'ansi-2009-am1': 4,
  'card-normal': 5,
  'card-compact': 6,
}

export async function openPicture(picture: Picture): Promise<OpenedPicture | EngineRefusal> {
  const { result, answer } = await callEngine<Omit<OpenedPicture, 'grey'>>('open-image', pictureCall(picture))
  return result.ok ? { ...result, grey: madeBytes(answer) } : result
}

async function converted(
  operation: string,
  numbers: readonly number[],
  bytes: readonly Uint8Array[],
): Promise<Converted | EngineRefusal> {
  const { result, answer } = await callEngine<object>(operation, { numbers, bytes })
  return result.ok ? { ok: true, bytes: madeBytes(answer) } : result
}

/** Writes a picture as PNG, PGM or WSQ; `bitRate` in bits a pixel, 0.75 for exchange, 2.25 for storage. */
export function convertPicture(
  picture: Picture,
  format: PictureFormat,
  bitRate = 0.75,
): Promise<Converted | EngineRefusal> {
  const { numbers, bytes } = pictureCall(picture, PICTURES[format], bitRate)
  return converted('convert-image', numbers, bytes)
}

export interface MinutiaeRequest {
  readonly mostMinutiae?: number
  /** ISO finger code; left out: as the template says. */
  readonly position?: number
}

export interface ConvertedMinutiae extends Converted {
  readonly views: number
  readonly minutiae: number
  /** The record read stated no resolution: 500 dpi was taken. */
  readonly dpiAssumed: boolean
  /** What the source held and the target does not. */
  readonly left: {
    /** Minutiae outside of the picture the record states. */
    readonly outsidePicture: number
    /** Minutiae beyond `mostMinutiae`. */
    readonly minutiae: number
    /** Cores and deltas: ISO 2005 and cards have no place for them that every reader understands. */
    readonly singularPoints: number
    /** Ridge counts, zonal quality, a vendor's data. */
    readonly extensions: boolean
    readonly ridgeMap: boolean
  }
}

export type CardFormat = 'card-normal' | 'card-compact'

/** The engine's own template of a card's bytes (ISO/IEC 19794-2 card formats: minutiae without any header). `position`: ISO finger code. */
export function readCardMinutiae(
  card: Uint8Array,
  format: CardFormat,
  position = 0,
): Promise<Converted | EngineRefusal> {
  return converted('read-card', [RECORDS[format], position], [card])
}

/**
 * Writes a template, or another record with all its views, as an ISO/IEC 19794-2 or ANSI INCITS 378 record or (one view) as a card's bytes; says
 * what was left out.
 */
export async function convertMinutiae(
  template: Uint8Array,
  format: MinutiaeFormat,
  { mostMinutiae = 255, position = -1 }: MinutiaeRequest = {},
): Promise<ConvertedMinutiae | EngineRefusal> {
  const { result, answer } = await callEngine<Omit<ConvertedMinutiae, 'bytes'>>('convert-minutiae', {
    numbers: [RECORDS[format], mostMinutiae, position],
    bytes: [template],
  })
  return result.ok ? { ...result, bytes: madeBytes(answer) } : result
}
