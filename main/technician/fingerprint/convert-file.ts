import path from 'node:path'
import {
  type CardFormat,
  type ConvertedMinutiae,
  convertMinutiae,
  convertPicture,
  extractPrint,
  type MinutiaeFormat,
  openPicture,
  packPrintRecord,
  readCardMinutiae,
} from '../../../native/fingerprint/index.ts'
import { accepted, argumentsOf, CommandStopped, type CommandWords, numberOf, readInput } from './command-line.ts'
import { findPicture, isTemplate, READING_OPTIONS, readingOf } from './print-of-file.ts'
import { writeOutput } from './write-output.ts'

export const CONVERT_USAGE =
  'convert IN OUT [--format png|pgm|wsq|raw|fir-2005|fir-2011|iso-2005|iso-2011|ansi-2004|ansi-2009|ansi-2009-am1|card-normal|card-compact]' +
  ' [--from card-normal|card-compact] [--coding raw|png|wsq] [--rate BITS] [--finger N] [--dpi N] [--view N] [--width N --height N]'

type Told = Readonly<Record<string, unknown>>

const CARDS = ['card-normal', 'card-compact'] as const
const RECORDS: readonly MinutiaeFormat[] = ['iso-2005', 'iso-2011', 'ansi-2004', 'ansi-2009', 'ansi-2009-am1', ...CARDS]
const PICTURES = ['png', 'pgm', 'wsq'] as const
const IMAGE_RECORDS = ['fir-2005', 'fir-2011'] as const
const CODINGS = ['raw', 'png', 'wsq'] as const
const FORMATS = [...PICTURES, 'raw', ...IMAGE_RECORDS, ...RECORDS] as const
type Format = (typeof FORMATS)[number]

/** What an ending asks for when --format does not. */
const OF_ENDING: Readonly<Record<string, Format>> = {
  png: 'png',
  pgm: 'pgm',
  wsq: 'wsq',
  raw: 'raw',
  fir: 'fir-2005',
  fmr: 'iso-2005',
}

function oneOf<Word extends string>(name: string, text: string | undefined, words: readonly Word[]): Word | undefined {
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (!found) throw new CommandStopped(`--${name} takes one of ${words.join(', ')}, not "${text}"`, 2)
  return found
}

function formatOf(given: CommandWords, out: string): Format {
  const format = oneOf('format', given.text('format'), FORMATS) ?? OF_ENDING[path.extname(out).slice(1).toLowerCase()]
  if (format) return format
  const endings = Object.keys(OF_ENDING).join(', ')
  throw new CommandStopped(`${out}: its ending must be one of ${endings}, or --format must say what to write`, 2)
}

/** Says what the written record does not hold. */
function tellLeft(file: string, { left, dpiAssumed }: ConvertedMinutiae, tell: (words: string) => void): void {
  const parts = [
    left.outsidePicture > 0 && `${left.outsidePicture} minutiae outside of the stated picture`,
    left.minutiae > 0 && `${left.minutiae} minutiae beyond the most a record holds`,
    left.singularPoints > 0 && `${left.singularPoints} cores and deltas`,
    left.extensions && 'extension data (ridge counts, zonal quality or a vendor’s)',
    left.ridgeMap && 'the ridge map',
  ].filter((part) => part !== false)
  if (parts.length > 0) tell(`${file}: left out: ${parts.join(', ')}`)
  if (dpiAssumed) tell(`${file} states no resolution: 500 dpi was assumed`)
}

/** Pictures, image records, minutiae records and card minutiae into each other, as far as one holds what the other needs. */
export async function convertFile(words: readonly string[], tell: (words: string) => void): Promise<Told> {
  const given = argumentsOf(words, CONVERT_USAGE, 2, {
    ...READING_OPTIONS,
    format: 'string',
    from: 'string',
    coding: 'string',
    rate: 'string',
    finger: 'string',
    json: 'boolean',
  })
  const [file = '', out = ''] = given.places
  const format = formatOf(given, out)
  const from: CardFormat | undefined = oneOf('from', given.text('from'), CARDS)
  const coding = oneOf('coding', given.text('coding'), CODINGS)
  const rate = numberOf('rate', given.text('rate'), 0.1, 5)
  const finger = numberOf('finger', given.text('finger'), 0, 10)
  const reading = readingOf(given)
  const bytes = readInput(file)
  const written = (made: Uint8Array, more: Told = {}): Told => {
    writeOutput(out, made)
    return { written: out, format, bytes: made.length, ...more }
  }

  const source = from ? accepted(file, await readCardMinutiae(bytes, from, finger)).bytes : bytes
  const minutiae = RECORDS.find((one) => one === format)
  if (from !== undefined || isTemplate(source)) {
    if (!minutiae) throw new CommandStopped(`${file} holds minutiae: no picture can be made of them`, 3)
    const record = accepted(
      file,
      await convertMinutiae(source, minutiae, finger === undefined ? {} : { position: finger }),
    )
    tellLeft(file, record, tell)
    const { views, left } = record
    return written(record.bytes, { views, left })
  }
  const found = accepted(file, await findPicture(bytes, reading))
  const { picture } = found
  if (minutiae) {
    const print = accepted(file, await extractPrint(picture, { position: finger ?? 0 }))
    const record = accepted(file, await convertMinutiae(print.template, minutiae))
    tellLeft(file, record, tell)
    return written(record.bytes, { views: record.views, left: record.left })
  }
  const opened = accepted(file, await openPicture(picture))
  if (!opened.dpiStated || found.dpiStated === false) tell(`${file} states no resolution: 500 dpi was assumed`)
  if (format === 'raw') return written(opened.grey, { width: opened.width, height: opened.height, dpi: opened.dpi })
  if (format === 'fir-2005' || format === 'fir-2011') {
    const edition = format === 'fir-2005' ? '2005' : '2011'
    const writing = { edition, finger: finger ?? 0, ...(coding && { coding }), ...(rate && { bitRate: rate }) } as const
    return written(accepted(file, await packPrintRecord(picture, writing)).bytes)
  }
  const kind = PICTURES.find((one) => one === format) ?? 'png'
  return written(accepted(file, await convertPicture(picture, kind, rate)).bytes)
}
