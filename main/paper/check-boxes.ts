import { breakLines } from './break-lines.ts'
import { nextBaseline, type RowSettings } from './field-rows.ts'
import { type FlowColumn, flowColumns } from './flow-columns.ts'
import { BODY } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { printableText } from './printable-text.ts'

/** A box to tick (ô đánh dấu) with its words. */
export interface CheckBox {
  readonly label: string
  readonly checked: boolean
}

const GAP = 5

function drawBox(paper: Paper, left: number, baseline: number, side: number, checked: boolean): void {
  const top = baseline - side * 0.88
  paper.note('frame', checked ? 'ticked' : 'box', left, top, left + side, top + side)
  paper.document.lineWidth(0.7).rect(left, top, side, side).stroke()
  if (!checked) return
  const inset = side * 0.2
  paper.document
    .lineWidth(1.3)
    .moveTo(left + inset, top + inset)
    .lineTo(left + side - inset, top + side - inset)
    .moveTo(left + side - inset, top + inset)
    .lineTo(left + inset, top + side - inset)
    .stroke()
    .lineWidth(0.5)
}

/** Boxes side by side in equal columns; the words wrap beside their box. */
export function checkBoxRow(paper: Paper, boxes: readonly CheckBox[], settings: RowSettings): void {
  const bounds = settings.bounds ?? BODY
  const { size } = settings
  const width = (bounds.right - bounds.left) / boxes.length
  const side = size * 0.85
  const style = { face: 'regular', size } as const
  const columns = boxes.map((box, index): FlowColumn => {
    const left = bounds.left + index * width
    const room = width - side - GAP - (index === boxes.length - 1 ? 0 : GAP)
    return {
      left: left + side + GAP,
      lines: breakLines([{ text: printableText(box.label), style }], room, paper.measure),
      beside: (baseline) => drawBox(paper, left, baseline, side, box.checked),
    }
  })
  flowColumns(paper, columns, size)
}

/** One box a row, top to bottom. */
export function checkBoxList(paper: Paper, boxes: readonly CheckBox[], settings: RowSettings): void {
  for (const box of boxes) checkBoxRow(paper, [box], settings)
}

/** Twelve squares for a personal number (số định danh cá nhân), after a label; a longer text is set as plain text. */
export function numberBoxes(paper: Paper, label: string, number: string | undefined, settings: RowSettings): void {
  const bounds = settings.bounds ?? BODY
  const { size } = settings
  const text = printableText(number ?? '')
  const style = { face: 'regular', size } as const
  const bold = { face: 'bold', size } as const
  const side = size * 1.25
  const lead = { text: printableText(label), style }
  if (text !== '' && !/^\d{1,12}$/.test(text)) {
    flowColumns(
      paper,
      [
        {
          left: bounds.left,
          lines: breakLines([lead, { text, style: bold }], bounds.right - bounds.left, paper.measure),
        },
      ],
      size,
    )
    return
  }
  paper.reserve(side + 6)
  paper.y += 3
  const baseline = nextBaseline(paper, size)
  paper.setText(lead.text, style, bounds.left, baseline)
  const start = bounds.left + paper.measure(`${lead.text} `, style) + 4
  const top = baseline - side * 0.76
  paper.note('frame', 'number', start, top, start + 12 * side, top + side)
  for (let index = 0; index < 12; index += 1) {
    const left = start + index * side
    paper.document.lineWidth(0.6).rect(left, top, side, side).stroke()
    const digit = text[index] ?? ''
    paper.setText(digit, bold, left + (side - paper.measure(digit, bold)) / 2, baseline)
  }
  paper.y += side + 3
}
