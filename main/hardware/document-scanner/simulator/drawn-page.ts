import { encode as encodePng } from 'fast-png'
import jpeg from 'jpeg-js'
import PDFDocument from 'pdfkit'

export interface DrawnPage {
  readonly width: number
  readonly height: number
  /** RGBA. */
  readonly data: Uint8Array
}

/** Letters of five by seven dots, a row each five bits: enough to say what the paper is. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 6, 8, 16, 31],
  '3': [30, 1, 1, 14, 1, 1, 30],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  A: [14, 17, 17, 31, 17, 17, 17],
  H: [17, 17, 17, 31, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  P: [30, 17, 17, 30, 16, 16, 16],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
}

type Ink = readonly [number, number, number]
const PAPER: Ink = [250, 248, 242]
const BLACK: Ink = [30, 30, 34]
const BLUE: Ink = [40, 70, 150]

/**
 * A paper as a scanner would see it, `widthMm` × `heightMm` at `dpi`: a heading, its number, lines like writing. A width beyond A4 is
 * an open book with its fold in the middle. The upper left corner carries a black square of five millimetres.
 */
export function drawPage(page: {
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
  readonly number: number
  readonly spread: boolean
}): DrawnPage {
  const { widthPx: width, heightPx: height, dpi } = page
  const data = new Uint8Array(width * height * 4)
  const pixels = new Uint32Array(data.buffer)
  const ink = ([r, g, b]: Ink) => (255 << 24) | (b << 16) | (g << 8) | r
  pixels.fill(ink(PAPER))
  const mm = (value: number) => Math.round((value * dpi) / 25.4)
  const block = (x: number, y: number, w: number, h: number, colour: Ink) => {
    const [left, right] = [Math.max(0, x), Math.min(width, x + w)]
    for (let row = Math.max(0, y); row < Math.min(height, y + h); row++)
      if (right > left) pixels.fill(ink(colour), row * width + left, row * width + right)
  }
  const write = (text: string, x: number, y: number, dot: number, colour: Ink) =>
    [...text].forEach((letter, at) => {
      GLYPHS[letter]?.forEach((row, line) => {
        for (let bit = 0; bit < 5; bit++)
          if ((row >> (4 - bit)) & 1) block(x + (at * 6 + bit) * dot, y + line * dot, dot, dot, colour)
      })
    })
  const side = (left: number, wide: number, number: number) => {
    write('TAP HUAN', left + mm(20), mm(16), Math.max(1, mm(1.2)), BLUE)
    write(String(number), left + wide - mm(30), mm(16), Math.max(1, mm(1.2)), BLACK)
    for (let line = 0; mm(40 + line * 8) < height - mm(15); line++) {
      let x = left + mm(20)
      // Words of seeming length: the same page looks the same each time.
      for (let word = 0; x < left + wide - mm(30); word++) {
        const long = mm(4 + ((line * 7 + word * 5 + number * 3) % 11))
        block(x, mm(40 + line * 8), Math.min(long, left + wide - mm(20) - x), Math.max(1, mm(1.6)), BLACK)
        x += long + mm(3)
      }
    }
  }
  if (page.spread) {
    const half = Math.floor(width / 2)
    side(0, half, page.number * 2 - 1)
    side(half, width - half, page.number * 2)
    for (let shade = mm(6); shade >= 0; shade--) {
      const grey = Math.round(110 + (130 * shade) / Math.max(1, mm(6)))
      block(half - shade, 0, 1, height, [grey, grey, grey])
      block(half + shade, 0, 1, height, [grey, grey, grey])
    }
  } else side(0, width, page.number)
  block(0, 0, mm(5), mm(5), BLACK)
  return { width, height, data }
}

export function toJpeg(page: DrawnPage): Uint8Array {
  return new Uint8Array(jpeg.encode({ ...page, data: Buffer.from(page.data.buffer) }, 70).data)
}

export function toPng(page: DrawnPage, grey: boolean): Uint8Array {
  const channels = grey ? 1 : 3
  const data = new Uint8Array(page.width * page.height * channels)
  for (let i = 0; i < page.width * page.height; i++)
    for (let c = 0; c < channels; c++) data[i * channels + c] = page.data[i * 4 + (grey ? 1 : c)] ?? 0
  return encodePng({ width: page.width, height: page.height, channels, depth: 8, data })
}

/** All pages as one document, as a scanner sends a feeder's. */
export async function toPdf(jpegs: readonly Uint8Array[], widthMm: number, heightMm: number): Promise<Uint8Array> {
  const size: [number, number] = [(widthMm / 25.4) * 72, (heightMm / 25.4) * 72]
  const document = new PDFDocument({ size, margin: 0, autoFirstPage: false })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((resolve) => document.on('end', resolve))
  for (const one of jpegs)
    document.addPage({ size, margin: 0 }).image(Buffer.from(one), 0, 0, { width: size[0], height: size[1] })
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}
