import { DeviceError } from '../device-error.ts'
import type { PrinterOffset } from './print-job-store.ts'

const POINTS_PER_MM = 72 / 25.4
const MOST_PAGES = 500
/** A page's dictionary and the trailer are some hundred bytes; what is longer is none of ours, and would be copied for every page. */
const MOST_OBJECT_BYTES = 16_384

function unsupported(what: string): DeviceError {
  return new DeviceError('not-supported', 'shift', 'printer', { cause: new Error(`PDF: ${what}`) })
}

/** Byte offsets of objects, from the classic cross-reference table that our papers end with. ISO 32000-1 §7.5.4. */
function readTable(text: string, at: number): Map<number, number> {
  const offsets = new Map<number, number>()
  const head = /^xref\s+/.exec(text.slice(at, at + 20))
  if (!head) throw unsupported('no cross-reference table')
  let position = at + head[0].length
  for (;;) {
    const section = /^(\d{1,7}) (\d{1,7})\s+/.exec(text.slice(position, position + 40))
    if (!section) return offsets
    position += section[0].length
    const [first, count] = [Number(section[1]), Number(section[2])]
    for (let i = 0; i < count && position < text.length; i++, position += 20) {
      const entry = /^(\d{10}) \d{5} n/.exec(text.slice(position, position + 20))
      if (entry) offsets.set(first + i, Number(entry[1]))
    }
  }
}

/**
 * Moves what every page shows by millimetres, for blanks whose printing begins elsewhere than the printer thinks. Only the page's window
 * moves (its MediaBox), in an incremental update: the original bytes stay as they are. For papers made here (one cross-reference
 * table, page dictionaries in clear). Throws `DeviceError` 'not-supported'.
 */
export function shiftPdf(pdf: Uint8Array, offset: PrinterOffset): Uint8Array {
  const bytes = Buffer.from(pdf)
  const text = bytes.toString('latin1')
  const start = Number(/startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(text.slice(-1100))?.[1] ?? Number.NaN)
  if (!(start < text.length)) throw unsupported('no end')
  const table = readTable(text, start)
  const trailer =
    /trailer\s*(<<[\s\S]*?>>)\s*startxref/.exec(text.slice(Math.max(start, text.length - MOST_OBJECT_BYTES)))?.[1] ?? ''

  const objectText = (number: number): string => {
    const from = table.get(number)
    if (from === undefined) throw unsupported(`no object ${number}`)
    const object = text.slice(from, from + MOST_OBJECT_BYTES)
    const until = object.indexOf('endobj')
    if (until < 0) throw unsupported(`object ${number} has no end`)
    return object.slice(0, until).replace(/^\s*\d+ \d+ obj\s*/, '')
  }
  const reference = (dictionary: string, name: string): number => {
    const found = new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1]
    if (found === undefined) throw unsupported(`no ${name}`)
    return Number(found)
  }
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1] ?? Number.NaN)
  const pages = objectText(reference(objectText(reference(trailer, 'Root')), 'Pages'))
  const kids = [...(/\/Kids \[([^\]]*)\]/.exec(pages)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1]))
  if (kids.length === 0 || kids.length > MOST_PAGES || !Number.isSafeInteger(size)) throw unsupported('no pages')

  const [right, down] = [offset.rightMm * POINTS_PER_MM, offset.downMm * POINTS_PER_MM]
  let added = '\n'
  const places: string[] = []
  for (const kid of kids) {
    const page = objectText(kid)
    if (!/\/Type \/Page\b/.test(page)) throw unsupported('a tree of pages')
    const box = /\/MediaBox \[([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)\]/.exec(page)
    if (!box) throw unsupported('a page without its size')
    const moved = [Number(box[1]) - right, Number(box[2]) + down, Number(box[3]) - right, Number(box[4]) + down].map(
      (edge) => edge.toFixed(3),
    )
    places.push(`${kid} 1\n${String(bytes.length + added.length).padStart(10, '0')} 00000 n \n`)
    added += `${kid} 0 obj\n${page.replace(box[0], `/MediaBox [${moved.join(' ')}]`).trimEnd()}\nendobj\n`
  }
  const newStart = bytes.length + added.length
  const newTrailer = trailer.replace(/\/Prev \d+/, '').replace(/>>$/, `/Prev ${start}\n>>`)
  added += `xref\n${places.join('')}trailer\n${newTrailer}\nstartxref\n${newStart}\n%%EOF\n`
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(added, 'latin1')]))
}
