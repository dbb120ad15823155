export interface Pixels {
  readonly width: number
  readonly height: number
  /** RGBA, a byte each. */
  readonly data: Uint8Array
}

export interface SplitSpread {
  readonly left: Pixels
  readonly right: Pixels
  /** Column the book folds at. */
  readonly fold: number
  /** The fold was seen; false: the middle was taken. */
  readonly seen: boolean
}

/** The fold lies near the middle; a book is never laid down further askew than this part of the width. */
const SEARCHED = 0.12
/** The shadow of a fold is at least so much darker than the paper beside it (of 255). */
const LEAST_SHADOW = 10
const MOST_ROWS = 400

/** Mean brightness of each column between two, looked at in at most 400 rows. */
function brightness({ width, height, data }: Pixels, from: number, to: number): number[] {
  const step = Math.max(1, Math.floor(height / MOST_ROWS))
  return Array.from({ length: to - from }, (_, i) => {
    let sum = 0
    let rows = 0
    for (let y = 0; y < height; y += step, rows++) {
      const at = (y * width + from + i) * 4
      sum += ((data[at] ?? 0) * 2 + (data[at + 1] ?? 0) * 5 + (data[at + 2] ?? 0)) / 8
    }
    return rows === 0 ? 0 : sum / rows
  })
}

function smooth(values: readonly number[], reach: number): number[] {
  return values.map((_value, i) => {
    const near = values.slice(Math.max(0, i - reach), i + reach + 1)
    return near.reduce((a, b) => a + b, 0) / near.length
  })
}

function cut(image: Pixels, from: number, to: number): Pixels {
  const width = to - from
  const data = new Uint8Array(width * image.height * 4)
  for (let y = 0; y < image.height; y++) {
    const start = (y * image.width + from) * 4
    data.set(image.data.subarray(start, start + width * 4), y * width * 4)
  }
  return { width, height: image.height, data }
}

/**
 * Cuts the picture of an open book (A3) into its left and its right page at the shadow of the fold, else in the middle. Both pages keep
 * `overlap` columns beyond the cut, so that no letter near the fold is lost. Every column of the picture is in a page. Pure.
 */
export function splitSpread(image: Pixels, overlap = 0): SplitSpread {
  const middle = Math.floor(image.width / 2)
  const reach = Math.max(1, Math.floor(image.width * SEARCHED))
  const from = Math.max(0, middle - reach)
  const to = Math.min(image.width, middle + reach)
  const columns = smooth(brightness(image, from, to), Math.max(1, Math.round(image.width / 1000)))
  const usual = [...columns].sort((a, b) => a - b)[Math.floor(columns.length / 2)] ?? 0
  let darkest = 0
  columns.forEach((value, i) => {
    if (value < (columns[darkest] ?? 0)) darkest = i
  })
  const seen = usual - (columns[darkest] ?? usual) >= LEAST_SHADOW
  const fold = Math.min(Math.max(seen ? from + darkest : middle, 1), Math.max(1, image.width - 1))
  const more = Math.max(0, Math.floor(overlap))
  return {
    left: cut(image, 0, Math.min(image.width, fold + more)),
    right: cut(image, Math.max(0, fold - more), image.width),
    fold,
    seen,
  }
}
