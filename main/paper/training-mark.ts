import { millimetres, PAGE_HEIGHT, PAGE_WIDTH } from './page-measures.ts'

export const TRAINING_WORDS = 'TẬP HUẤN — KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'

/**
 * Marks a page of a training desk: grey across the page, below the text, and once in black above it, so that neither a
 * bad copy nor a cut-off edge turns it into a paper of an office.
 */
export function trainingMark(document: PDFKit.PDFDocument): void {
  document.save().fillColor('#dcdcdc').font('bold').fontSize(33)
  const width = document.widthOfString(TRAINING_WORDS)
  document.rotate(-52, { origin: [PAGE_WIDTH / 2, PAGE_HEIGHT / 2] })
  document.text(TRAINING_WORDS, PAGE_WIDTH / 2 - width / 2, PAGE_HEIGHT / 2, { lineBreak: false, baseline: 'middle' })
  document.restore()
  document.save().fillColor('black').font('bold').fontSize(9)
  const small = document.widthOfString(TRAINING_WORDS)
  document.text(TRAINING_WORDS, (PAGE_WIDTH - small) / 2, millimetres(7), { lineBreak: false, baseline: 'alphabetic' })
  document.restore()
}
