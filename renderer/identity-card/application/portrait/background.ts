import { BACKGROUND, type Grey, pixelsOf, type Region } from './pixels.ts'

export interface Background {
  /** Mean brightness of the border regions, 0–255. */
  readonly mean: number
  /** Standard deviation over all border regions together: 0 for one even wall. */
  readonly unevenness: number
}

/** How even the wall behind the person is, measured where the guide leaves it free. */
export function background(grey: Grey, regions: readonly Region[] = BACKGROUND): Background {
  let count = 0
  let sum = 0
  let squares = 0
  for (const region of regions) {
    const { left, top, right, bottom } = pixelsOf(region, grey.width, grey.height)
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const level = grey.data[y * grey.width + x] ?? 0
        count += 1
        sum += level
        squares += level * level
      }
    }
  }
  if (count === 0) return { mean: 0, unevenness: 0 }
  const mean = sum / count
  return { mean, unevenness: Math.sqrt(Math.max(0, squares / count - mean * mean)) }
}
