import { fileURLToPath } from 'node:url'
import type { Face } from './break-lines.ts'

/** The faces a paper may use; all four are embedded. */
export const faces: readonly Face[] = ['regular', 'bold', 'italic', 'bold-italic']

const FILES: Record<Face, string> = {
  regular: 'LiberationSerif-Regular.ttf',
  bold: 'LiberationSerif-Bold.ttf',
  italic: 'LiberationSerif-Italic.ttf',
  'bold-italic': 'LiberationSerif-BoldItalic.ttf',
}

/**
 * File of a face. Liberation Serif has the metrics of Times New Roman (NĐ 30/2020/NĐ-CP, Phụ lục I) under an open
 * licence, and covers all Vietnamese letters and the Latin letters of the minority languages.
 */
export function fontFile(face: Face): string {
  return fileURLToPath(new URL(`../../resources/fonts/${FILES[face]}`, import.meta.url))
}
