import {
  describeTemplate,
  type EngineRefusal,
  extractPrint,
  openPrintRecord,
  type Picture,
  PrintRecordUnreadable,
  pictureOfView,
} from '../../../native/fingerprint/index.ts'
import { accepted, type CommandWords, numberOf, readInput } from './command-line.ts'

/** How a file is to be read where it does not say so itself. */
export interface Reading {
  readonly dpi?: number | undefined
  /** Of an image record with several pictures: which one, from 1. */
  readonly view?: number | undefined
  /** Of bare grey bytes. */
  readonly width?: number | undefined
  readonly height?: number | undefined
}

export interface FoundPicture {
  readonly ok: true
  readonly picture: Picture
  /** False: nothing says at what resolution it was taken, 500 dpi is assumed. Left out: the engine looks into the file. */
  readonly dpiStated?: boolean
}

export const READING_OPTIONS = { dpi: 'string', view: 'string', width: 'string', height: 'string' } as const

const ASSUMED_DPI = 500

/** The resolutions the engine takes; `name` for a second file's own. */
export const dpiOf = (given: CommandWords, name = 'dpi') => numberOf(name, given.text(name), 300, 1_000)

export function readingOf(given: CommandWords): Reading {
  const side = (name: string) => numberOf(name, given.text(name), 1, 20_000)
  return {
    dpi: dpiOf(given),
    view: numberOf('view', given.text('view'), 1, 255),
    width: side('width'),
    height: side('height'),
  }
}

const lettersOf = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 4))

/** ISO/ANSI minutiae records and the engine's own templates say so in their first bytes; all else is taken for a picture. */
export function isTemplate(bytes: Uint8Array): boolean {
  const letters = lettersOf(bytes)
  return letters.startsWith('FMR') || letters === 'SBT1'
}

const manyPictures: EngineRefusal = {
  ok: false,
  failure: 'unsupported',
  offset: 0,
  expected: 'a record of one picture, or --view with the number of one of them',
}

/** The picture of an ISO/IEC 19794-4 or ANSI 381 record. */
async function pictureOfFir(bytes: Uint8Array, { dpi, view }: Reading): Promise<FoundPicture | EngineRefusal> {
  const record = await openPrintRecord(bytes)
  if (!record.ok) return record
  const chosen = view === undefined && record.views.length > 1 ? undefined : record.views[(view ?? 1) - 1]
  if (!chosen) return manyPictures
  try {
    const picture = await pictureOfView(dpi === undefined ? chosen : { ...chosen, dpi })
    return { ok: true, picture, dpiStated: chosen.dpiStated || dpi !== undefined }
  } catch (fault) {
    if (!(fault instanceof PrintRecordUnreadable)) throw fault
    return { ok: false, failure: 'unsupported', offset: 0, expected: `a picture that opens (${fault.message})` }
  }
}

/** The picture in a file's bytes: an image record's, bare grey bytes of a stated size, or a picture file the engine opens. */
export async function findPicture(bytes: Uint8Array, reading: Reading): Promise<FoundPicture | EngineRefusal> {
  const { dpi, width, height } = reading
  if (lettersOf(bytes) === 'FIR\0') return pictureOfFir(bytes, reading)
  if (width === undefined && height === undefined) return { ok: true, picture: { file: bytes, dpi } }
  const picture = { grey: bytes, width: width ?? 0, height: height ?? 0, dpi: dpi ?? ASSUMED_DPI }
  return { ok: true, picture, dpiStated: dpi !== undefined }
}

/** The template of a file: a record as it is, once it was parsed; a picture extracted; or why there is none. */
export async function findTemplateOfFile(
  file: string,
  reading: Reading,
): Promise<{ readonly ok: true; readonly template: Uint8Array } | EngineRefusal> {
  const bytes = readInput(file)
  if (isTemplate(bytes)) {
    const content = await describeTemplate(bytes)
    return content.ok ? { ok: true, template: bytes } : content
  }
  const found = await findPicture(bytes, reading)
  return found.ok ? extractPrint(found.picture) : found
}

/** As `findTemplateOfFile`; stops with the reason. */
export async function templateOfFile(file: string, reading: Reading): Promise<Uint8Array> {
  return accepted(file, await findTemplateOfFile(file, reading)).template
}
