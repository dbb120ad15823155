import jpeg from 'jpeg-js'

const LEAST = { width: 300, height: 400 }
/** Mean of the grey values, 0 to 255. */
const BRIGHTNESS = { least: 60, most: 225 }
/** Standard deviation of the grey values: an even sheet of one colour is no face. */
const LEAST_CONTRAST = 12
/** Variance of the Laplacian at the width below; a picture under it has no edges, as if seen through milk glass. */
const LEAST_SHARPNESS = 4
const JUDGED_WIDTH = 200
/** Twice the size a desk keeps; decoding more would keep everybody else waiting. */
const MOST_PIXELS = 2_000_000

export type PortraitFault = 'not-a-picture' | 'too-small' | 'too-dark' | 'too-light' | 'no-contrast' | 'blurred'

/** Size of a JPEG by its frame header, before anything is decoded; undefined where there is none. ITU-T T.81, B.2.2. */
export function findJpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  for (let i = 2; i + 8 < bytes.length && bytes[i] === 0xff; ) {
    const marker = bytes[i + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return {
        height: ((bytes[i + 5] ?? 0) << 8) | (bytes[i + 6] ?? 0),
        width: ((bytes[i + 7] ?? 0) << 8) | (bytes[i + 8] ?? 0),
      }
    i += 2 + (((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0))
  }
  return undefined
}

interface Grey {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** Grey values of the picture, shrunk by whole steps so that sharpness means the same at every size. */
function shrinkToGrey(width: number, height: number, rgba: Uint8Array): Grey {
  const step = Math.max(1, Math.floor(width / JUDGED_WIDTH))
  const [w, h] = [Math.floor(width / step), Math.floor(height / step)]
  const data = new Float32Array(w * h)
  for (let y = 0; y < h * step; y++) {
    for (let x = 0; x < w * step; x++) {
      const at = (y * width + x) * 4
      const grey = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0)
      const to = Math.floor(y / step) * w + Math.floor(x / step)
      data[to] = (data[to] ?? 0) + grey / (step * step)
    }
  }
  return { width: w, height: h, data }
}

function spread(values: Iterable<number>): { readonly mean: number; readonly variance: number } {
  let [count, sum, squares] = [0, 0, 0]
  for (const value of values) {
    count += 1
    sum += value
    squares += value * value
  }
  const mean = sum / Math.max(1, count)
  return { mean, variance: Math.max(0, squares / Math.max(1, count) - mean * mean) }
}

function* laplacian({ width, height, data }: Grey): Generator<number> {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const around = (data[at - 1] ?? 0) + (data[at + 1] ?? 0) + (data[at - width] ?? 0) + (data[at + width] ?? 0)
      yield 4 * (data[at] ?? 0) - around
    }
  }
}

function decode(bytes: Uint8Array): Grey | undefined {
  try {
    const { width, height, data } = jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      maxMemoryUsageInMB: 128,
      maxResolutionInMP: MOST_PIXELS / 1_000_000,
    })
    return shrinkToGrey(width, height, data)
  } catch {
    // A picture that does not decode is the finding itself.
    return undefined
  }
}

/** What the centre can say of a portrait without a model: readable, large enough, neither black nor white nor blank, with edges. */
export function checkPortrait(bytes: Uint8Array): PortraitFault | undefined {
  const size = findJpegSize(bytes)
  if (!size || size.width * size.height > MOST_PIXELS) return 'not-a-picture'
  if (size.width < LEAST.width || size.height < LEAST.height) return 'too-small'
  const grey = decode(bytes)
  if (!grey) return 'not-a-picture'
  const light = spread(grey.data)
  if (light.mean < BRIGHTNESS.least) return 'too-dark'
  if (light.mean > BRIGHTNESS.most) return 'too-light'
  if (Math.sqrt(light.variance) < LEAST_CONTRAST) return 'no-contrast'
  return spread(laplacian(grey)).variance < LEAST_SHARPNESS ? 'blurred' : undefined
}
