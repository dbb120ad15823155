import { FACE, type Grey, pixelsOf, type Region } from './pixels.ts'

/**
 * Variance of the Laplacian over a region: high where edges are crisp, near 0 where the picture is blurred or empty.
 * Depends on the scale: compare only pictures brought to the same size.
 */
export function sharpness(grey: Grey, region: Region = FACE): number {
  const { left, top, right, bottom } = pixelsOf(region, grey.width, grey.height)
  const { data, width, height } = grey
  let count = 0
  let sum = 0
  let squares = 0
  for (let y = Math.max(1, top); y < Math.min(height - 1, bottom); y += 1) {
    for (let x = Math.max(1, left); x < Math.min(width - 1, right); x += 1) {
      const at = y * width + x
      const value =
        4 * (data[at] ?? 0) -
        (data[at - 1] ?? 0) -
        (data[at + 1] ?? 0) -
        (data[at - width] ?? 0) -
        (data[at + width] ?? 0)
      count += 1
      sum += value
      squares += value * value
    }
  }
  if (count === 0) return 0
  const mean = sum / count
  return Math.max(0, squares / count - mean * mean)
}
