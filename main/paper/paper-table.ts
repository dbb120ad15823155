import { breakLines, type TextLine, type TextStyle } from './break-lines.ts'
import { flowParagraph } from './flow-columns.ts'
import { BODY, BODY_BOTTOM, BODY_TOP, type Bounds, LEADING, RISE } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { printableText } from './printable-text.ts'

/** A cell: its text, bold for headings. */
export interface TableCell {
  readonly text: string
  readonly strong?: boolean
  readonly align?: 'left' | 'centre'
}

export interface TableSettings {
  /** Heading above the table, kept with it. */
  readonly caption: string
  readonly size: number
  /** Widths as shares of the whole; they add up to 1. */
  readonly shares: readonly number[]
  readonly bounds?: Bounds
}

const PAD = 3

interface SetCell {
  readonly left: number
  readonly right: number
  readonly centred: boolean
  readonly lines: readonly TextLine[]
}

function setRow(paper: Paper, cells: readonly SetCell[], from: number, count: number, size: number): void {
  const step = LEADING * size
  const top = paper.y
  const bottom = top + count * step + 2 * PAD
  for (const cell of cells) {
    paper.document
      .lineWidth(0.5)
      .rect(cell.left, top, cell.right - cell.left, bottom - top)
      .stroke()
    paper.note('frame', 'cell', cell.left, top, cell.right, bottom)
    const shown = cell.lines.slice(from, from + count)
    const free = from === 0 && cell.lines.length < count ? ((count - cell.lines.length) * step) / 2 : 0
    for (const [index, line] of shown.entries()) {
      const room = cell.right - cell.left
      const left = cell.centred ? cell.left + (room - line.width) / 2 : cell.left + PAD
      paper.setLine(line, left, top + PAD + free + index * step + (step - size) / 2 + RISE * size)
    }
  }
  paper.y = bottom
}

/** Lines of a row that may still be moved whole to the next page; a higher row is broken between its lines. */
const KEPT_LINES = 8

function setCells(paper: Paper, row: readonly TableCell[], settings: TableSettings): readonly SetCell[] {
  const bounds = settings.bounds ?? BODY
  let left = bounds.left
  return row.map((cell, index): SetCell => {
    const right = left + (bounds.right - bounds.left) * (settings.shares[index] ?? 0)
    const style: TextStyle = { face: cell.strong ? 'bold' : 'regular', size: settings.size }
    const lines = breakLines([{ text: printableText(cell.text), style }], right - left - 2 * PAD, paper.measure)
    const set = { left, right, centred: cell.align === 'centre', lines }
    left = right
    return set
  })
}

/**
 * A ruled table at the cursor: cells wrap, rows grow. It stays on one page with its caption where a page can hold it;
 * otherwise it breaks between rows, and a row higher than the page goes on over the next.
 */
export function paperTable(paper: Paper, rows: readonly (readonly TableCell[])[], settings: TableSettings): void {
  const { size } = settings
  const step = LEADING * size
  const captionSize = size + 1
  const set = rows.map((row) => {
    const cells = setCells(paper, row, settings)
    return { cells, count: Math.max(1, ...cells.map((cell) => cell.lines.length)) }
  })
  const whole = set.reduce((sum, row) => sum + row.count * step + 2 * PAD, LEADING * captionSize + 3)
  paper.reserve(whole <= BODY_BOTTOM - BODY_TOP ? whole : 4 * step)
  const caption = { text: settings.caption, style: { face: 'bold', size: captionSize } } as const
  flowParagraph(paper, [caption], settings.bounds ?? BODY, { after: 3 })
  for (const { cells, count } of set) {
    if (count <= KEPT_LINES) paper.reserve(count * step + 2 * PAD)
    let from = 0
    while (from < count) {
      paper.reserve(step + 2 * PAD)
      const shown = Math.min(count - from, Math.max(1, Math.floor((paper.room() - 2 * PAD) / step)))
      setRow(paper, cells, from, shown, size)
      from += shown
    }
  }
}
