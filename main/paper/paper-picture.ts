import { decode } from 'fast-png'
import { breakLines } from './break-lines.ts'
import { LEADING } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { PaperInputError } from './paper-input.ts'
import { printableText } from './printable-text.ts'

export interface PictureFrame {
  /** Path of the picture in the input, for the error. */
  readonly field: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const PNG_FIRST_BYTE = 0x89
const STYLE = { face: 'italic', size: 10 } as const

/**
 * Sets a JPEG or PNG into a thin frame, whole and undistorted; without a picture its place says `words` (fixed and short) instead.
 * Throws `PaperInputError` (`image-unreadable`).
 */
export function paperPicture(paper: Paper, picture: Uint8Array | null, words: string, frame: PictureFrame): void {
  const { left, top, width, height } = frame
  if (picture) {
    paper.note('image', frame.field, left, top, left + width, top + height)
    try {
      // pdfkit inflates a PNG after this call returns, where a broken one could no longer be refused
      if (picture[0] === PNG_FIRST_BYTE) decode(picture, { checkCrc: true })
      const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength)
      paper.document.image(bytes, left, top, { fit: [width, height], align: 'center', valign: 'center' })
    } catch (cause) {
      throw new PaperInputError(frame.field, 'image-unreadable', { cause })
    }
  } else {
    paper.note('frame', 'picture', left, top, left + width, top + height)
    const step = LEADING * STYLE.size
    const lines = breakLines([{ text: printableText(words), style: STYLE }], width - 8, paper.measure)
    if (lines.length * step > height) throw new RangeError(`words do not fit into the picture's place: ${words}`)
    for (const [index, line] of lines.entries()) {
      const middle = top + (height - lines.length * step) / 2
      paper.setLine(line, left + (width - line.width) / 2, middle + index * step + STYLE.size)
    }
  }
  paper.document.lineWidth(0.5).rect(left, top, width, height).stroke()
}
