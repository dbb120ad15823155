import type { Pixels } from './pixels.ts'
import { JUDGED_HEIGHT, JUDGED_WIDTH } from './portrait-checks.ts'

/** The portrait as it is kept: 3:4, JPEG. */
export const PORTRAIT_WIDTH = 600
export const PORTRAIT_HEIGHT = 800
const FACE_WIDTH = 480
const FACE_HEIGHT = 640
const JPEG_QUALITY = 0.92

export interface Crop {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The largest 3:4 part in the middle of a picture: what the guide shows. */
export function middleCrop(width: number, height: number): Crop {
  const wide = width * 4 > height * 3
  const cropWidth = wide ? (height * 3) / 4 : width
  const cropHeight = wide ? height : (width * 4) / 3
  return { x: (width - cropWidth) / 2, y: (height - cropHeight) / 2, width: cropWidth, height: cropHeight }
}

function drawn(source: CanvasImageSource, crop: Crop, width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this window cannot draw pictures')
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, crop.x, crop.y, crop.width, crop.height, 0, 0, width, height)
  return context
}

/** The crop at the size in which pictures are judged. */
export function judgedPixels(source: CanvasImageSource, crop: Crop): Pixels {
  return drawn(source, crop, JUDGED_WIDTH, JUDGED_HEIGHT).getImageData(0, 0, JUDGED_WIDTH, JUDGED_HEIGHT)
}

/** The crop at the size in which faces are looked for: enough for the model, little to send. */
export function facePixels(source: CanvasImageSource, crop: Crop): ImageData {
  return drawn(source, crop, FACE_WIDTH, FACE_HEIGHT).getImageData(0, 0, FACE_WIDTH, FACE_HEIGHT)
}

/** The crop as JPEG of 600×800. */
export async function portraitJpeg(source: CanvasImageSource, crop: Crop): Promise<Uint8Array<ArrayBuffer>> {
  const { canvas } = drawn(source, crop, PORTRAIT_WIDTH, PORTRAIT_HEIGHT)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY))
  if (!blob) throw new Error('the portrait could not be written as JPEG')
  return new Uint8Array(await blob.arrayBuffer())
}
