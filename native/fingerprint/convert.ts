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

/** Writes a template, or another record, as an ISO/IEC 19794-2 or ANSI INCITS 378 record or as a card's bytes. */
export function convertMinutiae(
  template: Uint8Array,
  format: MinutiaeFormat,
  { mostMinutiae = 255, position = -1 }: MinutiaeRequest = {},
): Promise<Converted | EngineRefusal> {
  return converted('convert-minutiae', [RECORDS[format], mostMinutiae, position], [template])
}
