import { FACE, type Grey, pixelsOf, type Region } from './pixels.ts'

export interface Exposure {
  /** Mean brightness of the region, 0–255. */
  readonly mean: number
  /** Share of pixels burnt out (above 250) and drowned (below 12), 0–1. */
  readonly over: number
  readonly under: number
}

/** From the histogram of the region: what is burnt out or drowned holds no face any more. */
export function exposure(grey: Grey, region: Region = FACE): Exposure {
  const { left, top, right, bottom } = pixelsOf(region, grey.width, grey.height)
  const histogram = new Uint32Array(256)
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const level = grey.data[y * grey.width + x] ?? 0
      histogram[level] = (histogram[level] ?? 0) + 1
    }
  }
  let count = 0
  let sum = 0
  let over = 0
  let under = 0
  for (const [level, pixels] of histogram.entries()) {
    count += pixels
    sum += level * pixels
    if (level > 250) over += pixels
    if (level < 12) under += pixels
  }
  return { mean: sum / count, over: over / count, under: under / count }
}
