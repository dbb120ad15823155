import { breakLines, type TextLine } from './break-lines.ts'
import { BODY, LEADING, millimetres } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { printableText } from './printable-text.ts'

/** Room for one signature: capacity in capitals, what to do, the name below. */
export interface SignatureBlock {
  /** `NGƯỜI KHAI`, `CÁN BỘ THU NHẬN`, … */
  readonly title: string
  /** `(Ký, ghi rõ họ tên)`; other words where the person gives a fingerprint instead. */
  readonly hint: string
  readonly name: string | undefined
  /** Date line above the title, in italics. */
  readonly placeAndDay?: string
}

const ROOM_TO_SIGN = millimetres(17)
const GUTTER = 12

/** Sets the blocks side by side, kept together on one page. */
export function signatureBlocks(paper: Paper, blocks: readonly SignatureBlock[], size: number): void {
  const width = (BODY.right - BODY.left) / blocks.length
  const step = LEADING * size
  const dated = blocks.some((block) => block.placeAndDay !== undefined)
  function lines(text: string, face: 'bold' | 'italic'): TextLine[] {
    return breakLines([{ text: printableText(text), style: { face, size } }], width - GUTTER, paper.measure)
  }
  const set = blocks.map((block) => ({
    head: [
      ...(dated
        ? block.placeAndDay === undefined
          ? [{ runs: [], width: 0 }]
          : lines(block.placeAndDay, 'italic')
        : []),
      ...lines(block.title, 'bold'),
      ...lines(block.hint, 'italic'),
    ],
    foot: lines(block.name ?? '', 'bold'),
  }))
  const headLines = Math.max(...set.map((block) => block.head.length))
  const footLines = Math.max(1, ...set.map((block) => block.foot.length))
  paper.reserve((headLines + footLines) * step + ROOM_TO_SIGN)
  const top = paper.y
  for (const [index, block] of set.entries()) {
    const left = BODY.left + index * width
    function setCentred(line: TextLine, y: number): void {
      paper.setLine(line, left + (width - line.width) / 2, y + size)
    }
    for (const [row, line] of block.head.entries()) setCentred(line, top + row * step)
    const footTop = top + headLines * step + ROOM_TO_SIGN
    for (const [row, line] of block.foot.entries()) setCentred(line, footTop + row * step)
  }
  paper.y = top + (headLines + footLines) * step + ROOM_TO_SIGN
}
