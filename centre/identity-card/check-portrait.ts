import jpeg from 'jpeg-js'

const LEAST_WIDTH = 300
const LEAST_HEIGHT = 400
const BRIGHTNESS = { least: 60, most: 225 }
/** Standard deviation of the grey values: an even sheet of one colour is no face. */
const LEAST_CONTRAST = 12
const MOST_PIXELS = 12_000_000

export type PortraitFault = 'not-a-picture' | 'too-small' | 'too-dark' | 'too-light' | 'no-contrast'

/** Size of a JPEG by its header, before anything is decoded; undefined where there is none. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  for (let i = 2; i + 9 < bytes.length && bytes[i] === 0xff; ) {
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

/** What the centre can say of a portrait without a model: a readable picture, large enough, neither black nor white nor blank. */
export function checkPortrait(bytes: Uint8Array): PortraitFault | undefined {
  const size = sizeOf(bytes)
  if (!size || size.width * size.height > MOST_PIXELS) return 'not-a-picture'
  if (size.width < LEAST_WIDTH || size.height < LEAST_HEIGHT) return 'too-small'
  let data: Uint8Array
  try {
    data = jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 256, formatAsRGBA: true }).data
  } catch {
    // A picture that does not decode is the finding itself.
    return 'not-a-picture'
  }
  let [sum, squares, n] = [0, 0, 0]
  for (let i = 0; i + 2 < data.length; i += 4 * 7) {
    const grey = 0.299 * (data[i] ?? 0) + 0.587 * (data[i + 1] ?? 0) + 0.114 * (data[i + 2] ?? 0)
    sum += grey
    squares += grey * grey
    n += 1
  }
  const mean = sum / n
  if (mean < BRIGHTNESS.least) return 'too-dark'
  if (mean > BRIGHTNESS.most) return 'too-light'
  return Math.sqrt(squares / n - mean * mean) < LEAST_CONTRAST ? 'no-contrast' : undefined
}
