import openJpeg from '@cornerstonejs/codec-openjpeg/wasmjs'
import { decode, encode } from 'jpeg-js'
import { ChipFault } from '../../../domain/travel-document/chip/chip-fault.ts'
import type { FaceImage } from '../../../domain/travel-document/data-group/face-image.ts'
import type { ChipPicture } from './chip-reader.ts'

/** A portrait of a chip has some 480×640 pixels; a picture that wants more than this wants something else. */
const MOST_PIXELS = 6_000_000
const LONGEST_SIDE = 4_000
const QUALITY = 90
const WHERE = 'DG2: picture'

interface Pixels {
  readonly width: number
  readonly height: number
  /** Four bytes a pixel. */
  readonly rgba: Uint8Array
}

function tooLarge(width: number, height: number): ChipFault {
  return new ChipFault('too-large', WHERE, `a picture of ${width}×${height} pixels`)
}

function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw new ChipFault('malformed', WHERE, `a picture of ${width}×${height} pixels`)
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) throw tooLarge(width, height)
}

/** Size in the first frame header, before a decoder takes memory for it. ITU-T T.81, B.2.2. */
function jpegSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) break
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  throw new ChipFault('malformed', WHERE, 'no frame header in the JPEG')
}

function decodeJpeg(bytes: Uint8Array): Pixels {
  const size = jpegSize(bytes)
  checkSize(size.width, size.height)
  try {
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      maxResolutionInMP: MOST_PIXELS / 1e6,
      maxMemoryUsageInMB: 192,
    })
    return { width, height, rgba: data }
  } catch (cause) {
    throw new ChipFault('malformed', WHERE, 'the JPEG cannot be decoded', { cause })
  }
}

/** SIZ, the first segment of the code stream: size, tiles, number and depth of components. ISO/IEC 15444-1, A.5.1. */
function checkCodeStream(bytes: Uint8Array): void {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))
  if (at < 0 || at + 44 > bytes.length) throw new ChipFault('malformed', WHERE, 'no size in the JPEG 2000')
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at)
  const [right, bottom, left, top] = [view.getUint32(8), view.getUint32(12), view.getUint32(16), view.getUint32(20)]
  const [tileWidth, tileHeight] = [view.getUint32(24), view.getUint32(28)]
  checkSize(right, bottom)
  checkSize(right - left, bottom - top)
  const tiles = Math.ceil(right / Math.max(1, tileWidth)) * Math.ceil(bottom / Math.max(1, tileHeight))
  if (tiles > 1_024) throw new ChipFault('too-large', WHERE, `${tiles} tiles`)
  const components = view.getUint16(40)
  if (components !== 1 && components !== 3) throw new ChipFault('unsupported', WHERE, `${components} components`)
}

async function decodeJpeg2000(bytes: Uint8Array): Promise<Pixels> {
  checkCodeStream(bytes)
  // What it says of the chip's bytes is no business of a log: a picture that cannot be decoded throws.
  const codec = await openJpeg({ print: () => undefined, printErr: () => undefined })
  const decoder = new codec.J2KDecoder()
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes)
    decoder.decode()
    const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo()
    checkSize(width, height)
    const decoded = decoder.getDecodedBuffer()
    if (bitsPerSample !== 8 || decoded.length < width * height * componentCount)
      throw new ChipFault('unsupported', WHERE, `${componentCount} components of ${bitsPerSample} bits`)
    const rgba = new Uint8Array(width * height * 4).fill(255)
    for (let i = 0; i < width * height; i++) {
      for (let k = 0; k < 3; k++) rgba[i * 4 + k] = decoded[i * componentCount + (componentCount === 1 ? 0 : k)] ?? 0
    }
    return { width, height, rgba }
  } catch (cause) {
    if (cause instanceof ChipFault) throw cause
    throw new ChipFault('malformed', WHERE, 'the JPEG 2000 cannot be decoded', { cause })
  } finally {
    decoder.delete()
  }
}

/**
 * Decodes the chip's picture and makes a new one of its pixels: a window never gets bytes a chip has written. Bounded before any decoder
 * takes memory.
 *
 * @throws {ChipFault} `malformed`, `too-large`, `unsupported`
 */
export async function facePicture(face: FaceImage): Promise<ChipPicture> {
  const { width, height, rgba } = face.format === 'JPEG' ? decodeJpeg(face.bytes) : await decodeJpeg2000(face.bytes)
  const jpeg = encode({ width, height, data: rgba }, QUALITY).data
  return { jpeg: new Uint8Array(jpeg), width, height, source: face.format === 'JPEG' ? 'jpeg' : 'jpeg2000' }
}
