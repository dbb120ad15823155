import { code128 } from './bar-code.ts'
import { breakLines, type TextLine, type TextStyle } from './break-lines.ts'
import { BODY, LEADING, millimetres } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { placeAndDay } from './paper-date.ts'
import type { PaperForm } from './paper-form.ts'
import type { PaperInput } from './paper-input.ts'
import { inCapitals, printableText } from './printable-text.ts'

const CAPITALS: TextStyle = { face: 'regular', size: 12 }
const BOLD: TextStyle = { face: 'bold', size: 12 }
const MOTTO: TextStyle = { face: 'bold', size: 13 }
const DATE: TextStyle = { face: 'italic', size: 13 }
const SMALL: TextStyle = { face: 'italic', size: 10 }

const LEFT_WIDTH = millimetres(71)
const GAP = millimetres(3)

/**
 * The head of a paper: form code at the top right; agency on the left, Quốc hiệu and Tiêu ngữ on the right with their
 * rules, dossier number with its Code 128 symbol, place and day (where they do not stand above a signature). NĐ 30/2020/NĐ-CP, Phụ lục I.
 */
export function letterhead(paper: Paper, input: PaperInput, form: PaperForm, dated: boolean): void {
  const rightLeft = BODY.left + LEFT_WIDTH + GAP
  const rightWidth = BODY.right - rightLeft

  function column(left: number, width: number, top: number) {
    let y = top
    return {
      get y() {
        return y
      },
      skip(height: number) {
        y += height
      },
      set(text: string, style: TextStyle): void {
        for (const line of breakLines([{ text: printableText(text), style }], width, paper.measure)) {
          this.setLine(line, style.size)
        }
      },
      setLine(line: TextLine, size: number): void {
        paper.setLine(line, left + (width - line.width) / 2, y + size)
        y += LEADING * size
      },
      rule(length: number): void {
        const start = left + (width - length) / 2
        paper.note('frame', 'rule', start, y + 2, start + length, y + 3)
        paper.document
          .lineWidth(0.8)
          .moveTo(start, y + 2.5)
          .lineTo(start + length, y + 2.5)
          .stroke()
        y += 5
      },
    }
  }

  const code = breakLines([{ text: printableText(form.codeLine), style: SMALL }], BODY.right - BODY.left, paper.measure)
  for (const [index, line] of code.entries()) {
    paper.setLine(line, BODY.right - line.width, paper.y - 4 + index * LEADING * SMALL.size)
  }
  const top = paper.y + code.length * LEADING * SMALL.size - 2

  const left = column(BODY.left, LEFT_WIDTH, top)
  if (input.agency.parent !== null) left.set(inCapitals(input.agency.parent), CAPITALS)
  left.set(inCapitals(input.agency.name), BOLD)
  left.rule(LEFT_WIDTH * 0.4)
  left.skip(5)
  left.set(`Số hồ sơ: ${input.dossierNumber}`, { face: 'regular', size: 12 })
  left.skip(1)
  const symbolTop = left.y
  const symbolBottom = code128(paper, input.dossierNumber, BODY.left, symbolTop, LEFT_WIDTH, millimetres(9))

  const right = column(rightLeft, rightWidth, top)
  right.set('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', BOLD)
  const motto = 'Độc lập - Tự do - Hạnh phúc'
  right.set(motto, MOTTO)
  right.rule(paper.measure(motto, MOTTO))
  right.skip(8)
  if (dated) right.set(placeAndDay(printableText(input.place), input.day), DATE)
  paper.y = Math.max(symbolBottom, right.y) + 7
}
