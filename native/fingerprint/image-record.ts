import { callEngine, type EngineRefusal, madeBytes } from './addon.ts'
import { type Picture, pictureCall } from './print.ts'

/** One picture of a finger image record (ISO/IEC 19794-4:2005 and :2011, ANSI INCITS 381-2004). */
export interface RecordView {
  /** ISO code: 0 unknown, 1–10 fingers, 13–15 slaps. */
  readonly finger: number
  readonly number: number
  /** 0 … 100, 0 also for not stated. */
  readonly quality: number
  readonly impression: number
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly dpiStated: boolean
  readonly coding: 'raw' | 'packed' | 'wsq' | 'jpeg' | 'jpeg-2000' | 'png'
  /** Grey bytes, row by row; of JPEG and JPEG 2000, which the engine does not open, the packed bytes. */
  readonly bytes: Uint8Array
}

export type ImageRecordEdition = '2005' | '2011'

/** Opens all views of a record beside the event loop: uncompressed, WSQ and PNG. */
export async function openPrintRecord(
  record: Uint8Array,
): Promise<{ readonly ok: true; readonly views: readonly RecordView[] } | EngineRefusal> {
  const { result, answer } = await callEngine<{ readonly views: readonly Omit<RecordView, 'bytes'>[] }>('open-record', {
    bytes: [record],
  })
  if (!result.ok) return result
  const views = result.views.map((view, i) => ({ ...view, bytes: answer.bytes[i] ?? new Uint8Array() }))
  return { ok: true, views }
}

export interface RecordWriting {
  readonly edition?: ImageRecordEdition
  readonly coding?: 'raw' | 'png' | 'wsq'
  /** Bits a pixel, for WSQ. */
  readonly bitRate?: number
  /** ISO finger code. */
  readonly finger?: number
  readonly quality?: number
  /** ISO/IEC 19794-4: 0 live plain, 1 live rolled, 2 and 3 the same from paper. */
  readonly impression?: number
}

const CODINGS = { raw: 0, png: 1, wsq: 2 } as const

/** Writes a picture as an ISO/IEC 19794-4 record with one view. */
export async function packPrintRecord(
  picture: Picture,
  { edition = '2005', coding = 'png', bitRate = 0.75, finger = 0, quality = 0, impression = 0 }: RecordWriting = {},
): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | EngineRefusal> {
  const numbers = [edition === '2005' ? 0 : 1, CODINGS[coding], bitRate, finger, quality, impression]
  const { result, answer } = await callEngine<object>('write-record', pictureCall(picture, ...numbers))
  return result.ok ? { ok: true, bytes: madeBytes(answer) } : result
}
