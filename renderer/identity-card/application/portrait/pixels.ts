/** A picture as canvas gives it: RGBA, row by row, 8 bit each. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Brightness of each pixel, 0–255 (ITU-R BT.601). */
export interface Grey {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

export function greyOf({ data, width, height }: Pixels): Grey {
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const from = at * 4
    grey[at] = Math.round(0.299 * (data[from] ?? 0) + 0.587 * (data[from + 1] ?? 0) + 0.114 * (data[from + 2] ?? 0))
  }
  return { data: grey, width, height }
}

/** Part of a picture in shares of its width and height, 0–1. */
export interface Region {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface PixelRegion {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** At least one pixel wide and high. */
export function pixelsOf(region: Region, width: number, height: number): PixelRegion {
  const left = Math.min(width - 1, Math.floor(region.left * width))
  const top = Math.min(height - 1, Math.floor(region.top * height))
  return {
    left,
    top,
    right: Math.max(left + 1, Math.min(width, Math.ceil(region.right * width))),
    bottom: Math.max(top + 1, Math.min(height, Math.ceil(region.bottom * height))),
  }
}

/** Where the guide puts the face: the middle of its oval, clear of hair and collar. */
export const FACE: Region = { left: 0.28, top: 0.22, right: 0.72, bottom: 0.7 }

/** What lies outside head and shoulders when the guide is followed: a strip above and the two sides of the head. */
export const BACKGROUND: readonly Region[] = [
  { left: 0, top: 0, right: 1, bottom: 0.07 },
  { left: 0, top: 0.07, right: 0.12, bottom: 0.55 },
  { left: 0.88, top: 0.07, right: 1, bottom: 0.55 },
]
