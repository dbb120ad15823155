/** Whether a font has a letter for a code point. */
export type Coverage = (codePoint: number) => boolean

/**
 * Reads which code points a TrueType font covers: the Windows Unicode subtable of `cmap`, format 4 (BMP).
 * ISO/IEC 14496-22 (OpenType), 5.2.1. Throws `RangeError` on a font without such a table or cut short.
 */
export function readCoverage(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const subtable = findSubtable(view, findTable(view, 'cmap'))
  const segments = view.getUint16(subtable + 6) / 2
  const covered = new Set<number>()
  for (let segment = 0; segment < segments; segment += 1) {
    const at = (array: number) => subtable + 14 + array * segments * 2 + (array > 0 ? 2 : 0) + segment * 2
    const [end, start] = [view.getUint16(at(0)), view.getUint16(at(1))]
    const [delta, offset] = [view.getUint16(at(2)), view.getUint16(at(3))]
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const indexed = offset === 0 ? code : view.getUint16(at(3) + offset + (code - start) * 2)
      const glyph = offset !== 0 && indexed === 0 ? 0 : (indexed + delta) & 0xffff
      if (glyph !== 0) covered.add(code)
    }
  }
  return (codePoint) => covered.has(codePoint)
}

function findTable(view: DataView, tag: string): number {
  const count = view.getUint16(4)
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + index * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(entry + at)))
    if (name === tag) return view.getUint32(entry + 8)
  }
  throw new RangeError(`font has no ${tag} table`)
}

function findSubtable(view: DataView, cmap: number): number {
  const count = view.getUint16(cmap + 2)
  for (let index = 0; index < count; index += 1) {
    const entry = cmap + 4 + index * 8
    const subtable = cmap + view.getUint32(entry + 4)
    const windowsUnicode = view.getUint16(entry) === 3 && view.getUint16(entry + 2) === 1
    if (windowsUnicode && view.getUint16(subtable) === 4) return subtable
  }
  throw new RangeError('font has no Windows Unicode cmap of format 4')
}
