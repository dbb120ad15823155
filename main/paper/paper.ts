import PDFDocument from 'pdfkit'
import type { TextLine, TextStyle } from './break-lines.ts'
import { BODY_BOTTOM, BODY_TOP, FALL, PAGE_HEIGHT, PAGE_WIDTH, RISE } from './page-measures.ts'
import { faces, fontFile } from './paper-fonts.ts'

/** One thing that was set on a page, in points from the page's top left corner. */
export interface PlacedMark {
  readonly page: number
  readonly kind: 'text' | 'image' | 'symbol' | 'frame'
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly text: string
}

export interface PaperSettings {
  readonly title: string
  /** Said in the file's metadata only. */
  readonly remark: string
  /** ISO 8601 instant; the only time in the file. */
  readonly createdAt: string
  /** Called for everything that is set, in order: tests read the layout from it. */
  readonly onPlaced?: ((mark: PlacedMark) => void) | undefined
  /** Drawn first on every page, below everything else. */
  readonly underlay?: ((document: PDFKit.PDFDocument) => void) | undefined
}

/** Something was about to leave the page: a fault of a layout, never of its input. */
export class PaperOverflow extends Error {
  override readonly name = 'PaperOverflow'

  constructor(mark: PlacedMark) {
    super(
      `page ${mark.page}: ${mark.kind} "${mark.text}" at ${mark.left.toFixed(1)}, ${mark.top.toFixed(1)} leaves the page`,
    )
  }
}

/** A PDF being set, with a cursor that runs down the page. Baselines and edges are in points from the top left. */
export interface Paper {
  readonly document: PDFKit.PDFDocument
  /** Top of the free space on this page. */
  y: number
  /** 1-based number of the page being set. */
  readonly page: number
  measure(text: string, style: TextStyle): number
  /** Sets one line with its baseline at `baseline`. */
  setLine(line: TextLine, left: number, baseline: number): void
  setText(text: string, style: TextStyle, left: number, baseline: number): void
  /** Notes what was drawn straight on `document`; throws `PaperOverflow` outside the page. */
  note(kind: PlacedMark['kind'], text: string, left: number, top: number, right: number, bottom: number): void
  /** Starts a new page unless `height` fits below the cursor; true when it did. */
  reserve(height: number): boolean
  /** Free height below the cursor. */
  room(): number
  /** Runs `draw` on every finished page, then closes the file. */
  finish(draw: (page: number, pages: number) => void): Promise<Uint8Array>
}

/** Opens an empty A4 paper: Unicode text, every face embedded, black on white, no byte that depends on the clock. */
export function openPaper(settings: PaperSettings): Paper {
  const created = new Date(settings.createdAt)
  const document = new PDFDocument({
    size: [PAGE_WIDTH, PAGE_HEIGHT],
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    // No face before the registered ones: pdfkit would open the same file anew at each change of face.
    font: '',
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: settings.title,
      Subject: settings.remark,
      Creator: 'Sổ Bộ',
      Producer: 'Sổ Bộ',
      CreationDate: created,
      ModDate: created,
    },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (const face of faces) document.registerFont(face, fontFile(face))

  let page = 0
  let y = BODY_TOP

  function addPage(): void {
    document.addPage()
    page += 1
    y = BODY_TOP
    settings.underlay?.(document)
    document.fillColor('black').strokeColor('black').lineWidth(0.5)
  }

  function use(style: TextStyle): PDFKit.PDFDocument {
    return document.font(style.face).fontSize(style.size)
  }

  function note(
    kind: PlacedMark['kind'],
    text: string,
    left: number,
    top: number,
    right: number,
    bottom: number,
  ): void {
    const mark: PlacedMark = { page, kind, left, top, right, bottom, text }
    const slack = 0.5
    if (left < -slack || top < -slack || right > PAGE_WIDTH + slack || bottom > PAGE_HEIGHT + slack) {
      throw new PaperOverflow(mark)
    }
    settings.onPlaced?.(mark)
  }

  function measure(text: string, style: TextStyle): number {
    return use(style).widthOfString(text)
  }

  function setText(text: string, style: TextStyle, left: number, baseline: number): void {
    if (text === '') return
    note('text', text, left, baseline - RISE * style.size, left + measure(text, style), baseline + FALL * style.size)
    use(style).text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' })
  }

  addPage()
  return {
    document,
    get y() {
      return y
    },
    set y(next) {
      y = next
    },
    get page() {
      return page
    },
    measure,
    setText,
    setLine(line, left, baseline) {
      for (const run of line.runs) setText(run.text, run.style, left + run.x, baseline)
    },
    note,
    room: () => BODY_BOTTOM - y,
    reserve(height) {
      if (y + height <= BODY_BOTTOM || y <= BODY_TOP) return false
      addPage()
      return true
    },
    async finish(draw) {
      const pages = page
      for (page = 1; page <= pages; page += 1) {
        document.switchToPage(page - 1)
        draw(page, pages)
      }
      page = pages
      // Embedding the faces computes about as long as setting the text did: the core's thread is given back between them.
      await new Promise((next) => setImmediate(next))
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      document.on('end', resolve)
      document.on('error', reject)
      document.end()
      await promise
      return new Uint8Array(Buffer.concat(chunks))
    },
  }
}
