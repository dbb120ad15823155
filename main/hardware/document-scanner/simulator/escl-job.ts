import { nodeAt, numberAt, parseXml, textAt } from '../drivers/escl/escl-xml.ts'
import { drawPage, toJpeg, toPdf, toPng } from './drawn-page.ts'
import { FEEDER, GLASS, RESOLUTIONS } from './escl-words.ts'

/** A job as a client asked for it; places in 1/300 inch. */
export interface SimulatedJob {
  readonly feeder: boolean
  readonly duplex: boolean
  readonly dpi: number
  readonly grey: boolean
  readonly format: string
  readonly width: number
  readonly height: number
}

/** Reads `ScanSettings`; undefined for what a scanner would answer with 409. */
export function readJob(body: Uint8Array): SimulatedJob | undefined {
  const xml = parseXml(body)
  if (xml?.name !== 'ScanSettings') return undefined
  const source = textAt(xml.node, 'InputSource') ?? 'Platen'
  const feeder = source === 'Feeder'
  const region = nodeAt(xml.node, 'ScanRegions', 'ScanRegion')
  const most = feeder ? FEEDER : GLASS
  const job = {
    feeder,
    duplex: textAt(xml.node, 'Duplex') === 'true',
    dpi: numberAt(xml.node, 'XResolution') ?? 300,
    grey: textAt(xml.node, 'ColorMode') === 'Grayscale8',
    format: textAt(xml.node, 'DocumentFormatExt') ?? textAt(xml.node, 'DocumentFormat') ?? 'image/jpeg',
    width: numberAt(region, 'Width') ?? most.width,
    height: numberAt(region, 'Height') ?? most.height,
  }
  const known = ['image/jpeg', 'image/png', 'application/pdf'].includes(job.format)
  const fits = job.width >= 16 && job.width <= most.width && job.height >= 16 && job.height <= most.height
  return known && fits && RESOLUTIONS.some((dpi) => dpi === job.dpi) ? job : undefined
}

const drawn = new Map<string, Promise<Uint8Array>>()

async function makePage(job: SimulatedJob, from: number, pages: number): Promise<Uint8Array> {
  const draw = (number: number) =>
    drawPage({
      widthPx: Math.round((job.width * job.dpi) / 300),
      heightPx: Math.round((job.height * job.dpi) / 300),
      dpi: job.dpi,
      number,
      spread: job.width > FEEDER.width && job.width > 2600,
    })
  if (job.format === 'image/png') return toPng(draw(from), job.grey)
  if (job.format === 'image/jpeg') return toJpeg(draw(from))
  const jpegs = Array.from({ length: pages }, (_, i) => toJpeg(draw(from + i)))
  return toPdf(jpegs, (job.width / 300) * 25.4, (job.height / 300) * 25.4)
}

/** The picture of a page, or for PDF the document of so many pages; the last few are kept, for drawing takes a second. */
export function pageOf(job: SimulatedJob, from: number, pages: number): Promise<Uint8Array> {
  const key = JSON.stringify([job.dpi, job.width, job.height, job.format, job.grey, from, pages])
  const known = drawn.get(key)
  if (known) return known
  if (drawn.size >= 12) drawn.clear()
  const made = makePage(job, from, pages)
  drawn.set(key, made)
  return made
}
