import { createRequire } from 'node:module'
import jpeg from 'jpeg-js'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import { facePicture } from '../../../../main/hardware/chip-reader/face-picture.ts'
import { type FuzzTarget, parserTarget } from '../../../fuzz/fuzz-target.ts'

interface Encoder {
  getDecodedBuffer(frame: object): Uint8Array
  setQuality(lossless: boolean, quality: number): void
  encode(): void
  getEncodedBuffer(): Uint8Array
  delete(): void
}

/** Five levels of halving, which the encoder makes, need 32 pixels. */
const [WIDTH, HEIGHT] = [32, 40]

function jpegPicture(): Uint8Array {
  const data = Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => (i * 7) % 256)
  return new Uint8Array(jpeg.encode({ width: WIDTH, height: HEIGHT, data }, 80).data)
}

/** Of one component, or of three. */
async function jpeg2000Picture(componentCount: number): Promise<Uint8Array> {
  const open = createRequire(import.meta.url)('@cornerstonejs/codec-openjpeg/wasmjs') as () => Promise<{
    J2KEncoder: new () => Encoder
  }>
  const encoder = new (await open()).J2KEncoder()
  try {
    const frame = { width: WIDTH, height: HEIGHT, bitsPerSample: 8, componentCount, isSigned: false }
    const pixels = encoder.getDecodedBuffer(frame)
    for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 7) % 256
    encoder.setQuality(true, 0)
    encoder.encode()
    return Uint8Array.from(encoder.getEncodedBuffer())
  } finally {
    encoder.delete()
  }
}

const about = { width: WIDTH, height: HEIGHT, standard: 'ISO/IEC 19794-5' } as const

/** Pictures inside DG2 to pixels and back: what a window gets is made of them. */
export const fuzzTargets: readonly FuzzTarget[] = [
  parserTarget('portrait, JPEG', [ChipFault], [jpegPicture()], (bytes) =>
    facePicture({ ...about, format: 'JPEG', bytes }),
  ),
  parserTarget('portrait, JPEG 2000', [ChipFault], [await jpeg2000Picture(1), await jpeg2000Picture(3)], (bytes) =>
    facePicture({ ...about, format: 'JPEG 2000', bytes }),
  ),
]
