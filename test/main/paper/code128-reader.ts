import type { GreyPicture } from './poppler.ts'

/** Widths of the 107 Code 128 symbols, ISO/IEC 15417, table 1; the last is the stop without its final bar. */
const PATTERNS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 233111'.split(
    ' ',
  )
const [START_A, START_B, START_C, STOP] = [103, 104, 105, 106]

/** Reads the text of a symbol from its widths in modules; undefined where it is no valid symbol. Sets A, B and C. */
export function readCode128(widths: readonly number[]): string | undefined {
  const values: number[] = []
  for (let at = 0; at + 6 <= widths.length; at += 6) values.push(PATTERNS.indexOf(widths.slice(at, at + 6).join('')))
  const [start, stop] = [values[0], values.at(-1)]
  const check = values.at(-2)
  if (values.includes(-1) || stop !== STOP || start === undefined || start < START_A) return undefined
  const data = values.slice(1, -2)
  if (data.reduce((sum, value, index) => sum + value * (index + 1), start) % 103 !== check) return undefined
  let set = start
  let text = ''
  for (const value of data) {
    if (set === START_C) {
      if (value < 100) text += String(value).padStart(2, '0')
      else if (value === 100) set = START_B
      else if (value === 101) set = START_A
    } else if (value === 99) set = START_C
    else if (value === 100 && set === START_A) set = START_B
    else if (value === 101 && set === START_B) set = START_A
    else text += String.fromCharCode(set === START_B || value < 64 ? value + 32 : value - 64)
  }
  return text
}

/** Looks along one row of pixels for a symbol, as a scanner's beam does. */
function readRow(picture: GreyPicture, row: number): string | undefined {
  const runs: number[] = []
  let dark = false
  let length = 0
  for (let x = 0; x < picture.width; x += 1) {
    const isDark = (picture.pixels[row * picture.width + x] ?? 255) < 128
    if (isDark === dark) length += 1
    else {
      runs.push(length)
      dark = isDark
      length = 1
    }
  }
  // runs[0] is white; bars stand at odd places
  for (let from = 1; from < runs.length; from += 2) {
    const module = runs.slice(from, from + 6).reduce((sum, run) => sum + run, 0) / 11
    const rest = runs.slice(from).map((run) => Math.round(run / module))
    for (let count = 6 * 4 + 1; count <= rest.length; count += 6) {
      const text = readCode128(rest.slice(0, count - 1))
      if (text !== undefined && rest[count - 1] === 2) return text
    }
  }
  return undefined
}

/** The first Code 128 symbol on the page, from the top. */
export function findCode128(picture: GreyPicture): string | undefined {
  for (let row = 0; row < picture.height; row += 3) {
    const text = readRow(picture, row)
    if (text !== undefined) return text
  }
  return undefined
}
