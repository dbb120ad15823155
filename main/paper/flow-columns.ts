import { breakLines, type TextLine, type TextRun } from './break-lines.ts'
import { type Bounds, LEADING, RISE } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { printableText } from './printable-text.ts'

/** Lines side by side that run down the page together. */
export interface FlowColumn {
  readonly left: number
  readonly lines: readonly TextLine[]
  /** Draws beside the first line (a box to tick, dots to write on). */
  readonly beside?: ((baseline: number) => void) | undefined
}

/** A row this low is kept on one page; a higher one may be broken between its lines. */
const KEPT_LINES = 6

/** Sets the columns at the cursor and moves it below the highest; breaks the page between lines where it must. */
export function flowColumns(paper: Paper, columns: readonly FlowColumn[], size: number): void {
  const step = LEADING * size
  const count = Math.max(1, ...columns.map((column) => column.lines.length))
  if (count <= KEPT_LINES) paper.reserve(count * step)
  for (let index = 0; index < count; index += 1) {
    paper.reserve(step)
    const baseline = paper.y + (step - size) / 2 + RISE * size
    for (const column of columns) {
      const line = column.lines[index]
      if (line) paper.setLine(line, column.left, baseline)
      if (index === 0) column.beside?.(baseline)
    }
    paper.y += step
  }
}

export interface ParagraphSettings {
  readonly align?: 'left' | 'centre' | 'right'
  readonly firstIndent?: number
  /** Space after the paragraph, in points. */
  readonly after?: number
}

/** Sets one paragraph of runs at the cursor within the bounds; an empty one takes no room. */
export function flowParagraph(
  paper: Paper,
  runs: readonly TextRun[],
  bounds: Bounds,
  settings: ParagraphSettings = {},
): void {
  const width = bounds.right - bounds.left
  const size = Math.max(...runs.map((run) => run.style.size))
  const clean = runs.map((run) => ({ ...run, text: printableText(run.text) }))
  for (const line of breakLines(clean, width, paper.measure, settings.firstIndent ?? 0)) {
    const free =
      settings.align === 'centre' ? (width - line.width) / 2 : settings.align === 'right' ? width - line.width : 0
    flowColumns(paper, [{ left: bounds.left + free, lines: [line] }], size)
  }
  paper.y += settings.after ?? 0
}
