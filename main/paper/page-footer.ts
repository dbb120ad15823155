import { breakLines, type TextStyle } from './break-lines.ts'
import { BODY, BODY_TOP, millimetres, PAGE_HEIGHT, PAGE_WIDTH } from './page-measures.ts'
import type { Paper } from './paper.ts'
import type { PaperForm } from './paper-form.ts'

const SMALL: TextStyle = { face: 'italic', size: 8.5 }
const NUMBER: TextStyle = { face: 'regular', size: 13 }

/**
 * Foot of every page: what is known about the form, the dossier and `Trang 1/2`; from page 2 on the page number stands
 * in the top margin too, centred, hidden on page 1 (NĐ 30/2020/NĐ-CP, Phụ lục I).
 */
export function pageFooter(paper: Paper, form: PaperForm, dossierNumber: string, page: number, pages: number): void {
  const right = pages > 1 ? `Hồ sơ ${dossierNumber} · Trang ${page}/${pages}` : `Hồ sơ ${dossierNumber}`
  const rightWidth = paper.measure(right, SMALL)
  const baseline = PAGE_HEIGHT - millimetres(13)
  paper.setText(right, SMALL, BODY.right - rightWidth, baseline)
  const lines = breakLines(
    [{ text: form.layoutLine, style: SMALL }],
    BODY.right - BODY.left - rightWidth - 14,
    paper.measure,
  )
  for (const [index, line] of lines.entries()) paper.setLine(line, BODY.left, baseline + index * 10.5)
  if (page === 1) return
  const number = String(page)
  paper.setText(number, NUMBER, (PAGE_WIDTH - paper.measure(number, NUMBER)) / 2, BODY_TOP - millimetres(6))
}
