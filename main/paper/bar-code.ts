import symbols from 'bwip-js/node'
import { millimetres } from './page-measures.ts'
import type { Paper } from './paper.ts'
import { PaperInputError } from './paper-input.ts'

/** Widest module of a Code 128 symbol; ISO/IEC 15417 and hand scanners ask for 0.25 mm or more where there is room. */
const WIDEST_MODULE = millimetres(0.4)
/** Narrowest module a counter's scanner still reads from a laser print. */
const NARROWEST_MODULE = millimetres(0.19)
/** Quiet zone on either side. ISO/IEC 15417: ten modules. */
const QUIET_MODULES = 10

/** Widths of the bars and spaces of a Code 128 symbol, in modules, beginning with a bar. ISO/IEC 15417. */
export function code128Widths(text: string): readonly number[] {
  const symbol = symbols.raw({ bcid: 'code128', text })[0]
  if (!symbol || !('sbs' in symbol)) throw new PaperInputError('dossierNumber', 'number-not-encodable')
  return symbol.sbs
}

/**
 * Sets a Code 128 symbol in the middle of the width, scaled down only where it would not fit; returns its bottom.
 * Throws `PaperInputError` (`number-not-encodable`) where its bars would be too narrow to read.
 */
export function code128(paper: Paper, text: string, left: number, top: number, width: number, height: number): number {
  const widths = code128Widths(text)
  const modules = widths.reduce((sum, count) => sum + count, 0)
  const module = Math.min(WIDEST_MODULE, width / (modules + 2 * QUIET_MODULES))
  if (module < NARROWEST_MODULE) throw new PaperInputError('dossierNumber', 'number-not-encodable')
  const total = module * (modules + 2 * QUIET_MODULES)
  const start = left + (width - total) / 2
  let x = start + module * QUIET_MODULES
  paper.note('symbol', text, start, top, start + total, top + height)
  for (const [index, count] of widths.entries()) {
    if (index % 2 === 0) paper.document.rect(x, top, count * module, height)
    x += count * module
  }
  paper.document.fill('black')
  return top + height
}

/** Dark modules of a QR symbol, row by row; level M, or higher where the same size can carry it. ISO/IEC 18004. */
export function qrModules(text: string): { readonly side: number; readonly dark: readonly boolean[] } {
  const symbol = symbols.raw('qrcode', text, 'eclevel=M')[0]
  if (!symbol || !('pixs' in symbol)) throw new PaperInputError('dossierNumber', 'number-not-encodable')
  return { side: symbol.pixx, dark: symbol.pixs.map((pixel) => pixel === 1) }
}

/** Sets a QR symbol of the text in a square of `size` points, its quiet zone of four modules included. */
export function qrCode(paper: Paper, text: string, left: number, top: number, size: number): void {
  const { side, dark } = qrModules(text)
  const module = size / (side + 8)
  paper.note('symbol', text, left, top, left + size, top + size)
  for (const [index, isDark] of dark.entries()) {
    if (!isDark) continue
    const x = left + module * (4 + (index % side))
    const y = top + module * (4 + Math.floor(index / side))
    paper.document.rect(x, y, module, module)
  }
  paper.document.fill('black')
}
