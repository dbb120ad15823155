import { breakLines } from './break-lines.ts'
import { type FlowColumn, flowColumns } from './flow-columns.ts'
import { BODY, type Bounds, LEADING, RISE } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { printableText } from './printable-text.ts'

/** One field of a form: its label and its value; an empty value becomes dots to write on. */
export interface PaperField {
  readonly label: string
  readonly value: string | undefined
  /** Prints the value bold: names and numbers. */
  readonly strong?: boolean
  /** Share of the row's width; fields without one share the rest equally. */
  readonly share?: number
  /** Lines of dots for an empty value, one unless stated. */
  readonly emptyLines?: number
}

export interface RowSettings {
  readonly size: number
  readonly bounds?: Bounds
}

const GUTTER = 10
/** Dots shorter than this are no place to write: the line below is taken. */
const SHORTEST_DOTS = 48

/** A dotted line to write on. */
export function dottedLine(paper: Paper, left: number, right: number, baseline: number): void {
  paper.note('frame', 'dots', left, baseline - 1, right, baseline + 1)
  paper.document
    .save()
    .lineWidth(0.9)
    .lineCap('round')
    .dash(0.01, { space: 2.6 })
    .moveTo(left, baseline)
    .lineTo(right, baseline)
    .stroke()
    .restore()
}

function columnOf(paper: Paper, field: PaperField, left: number, right: number, size: number): FlowColumn[] {
  const value = printableText(field.value ?? '')
  const regular = { face: 'regular', size } as const
  const label = { text: printableText(field.label), style: regular }
  const style = field.strong ? ({ face: 'bold', size } as const) : regular
  const width = right - left
  if (value !== '') return [{ left, lines: breakLines([label, { text: value, style }], width, paper.measure) }]
  const labelLines = breakLines([label], width, paper.measure)
  const last = labelLines.at(-1)
  const fits = last !== undefined && width - last.width >= SHORTEST_DOTS
  const wanted = (field.emptyLines ?? 1) - (fits ? 1 : 0)
  const blank = { runs: [], width: 0 }
  const lines = [...labelLines, ...Array.from({ length: wanted }, () => blank)]
  const step = LEADING * size
  return [
    {
      left,
      lines,
      beside(baseline) {
        const first = labelLines.length - 1
        if (fits) dottedLine(paper, left + (last?.width ?? 0) + 4, right, baseline + first * step)
        for (let index = 0; index < wanted; index += 1) {
          dottedLine(paper, left, right, baseline + (labelLines.length + index) * step)
        }
      },
    },
  ]
}

/** Sets fields side by side; long values wrap inside their own column, so that nothing overlaps or is cut. */
export function fieldRow(paper: Paper, fields: readonly PaperField[], settings: RowSettings): void {
  const bounds = settings.bounds ?? BODY
  const width = bounds.right - bounds.left
  const given = fields.reduce((sum, field) => sum + (field.share ?? 0), 0)
  const open = fields.filter((field) => field.share === undefined).length
  let left = bounds.left
  const columns = fields.flatMap((field, index) => {
    const right = left + width * (field.share ?? (1 - given) / open)
    const column = columnOf(paper, field, left, index === fields.length - 1 ? right : right - GUTTER, settings.size)
    left = right
    return column
  })
  flowColumns(paper, columns, settings.size)
}

/** Sets one field a row, top to bottom. */
export function fieldRows(paper: Paper, fields: readonly PaperField[], settings: RowSettings): void {
  for (const field of fields) fieldRow(paper, [field], settings)
}

/** Baseline of the first line set at the cursor. */
export function nextBaseline(paper: Paper, size: number): number {
  return paper.y + (LEADING * size - size) / 2 + RISE * size
}
