import openJpeg from '@cornerstonejs/codec-openjpeg/wasmjs'
import { encode } from 'jpeg-js'
import { faceLayers, paintFace } from '../../camera/simulator/drawn-face.ts'

const PAINTED = { width: 640, height: 480 } as const
const WIDTH = 360
const HEIGHT = 480

export interface PortraitPicture {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** The drawn face of nobody as a chip holds it: JPEG, or a JPEG 2000 code stream. */
export async function portraitPicture(kind: 'jpeg' | 'jpeg2000'): Promise<PortraitPicture> {
  const look = { skin: [226, 178, 148], hair: [34, 28, 26], shirt: [52, 78, 122], width: 1 } as const
  const painted = paintFace(PAINTED.width, PAINTED.height, faceLayers(look, 1))
  const left = (PAINTED.width - WIDTH) / 2
  const channels = kind === 'jpeg' ? 4 : 3
  const pixels = Buffer.alloc(WIDTH * HEIGHT * channels, 255)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const from = (y * PAINTED.width + left + x) * 3
      for (let k = 0; k < 3; k++) pixels[(y * WIDTH + x) * channels + k] = Math.round(painted[from + k] ?? 0)
    }
  }
  if (kind === 'jpeg') {
    const { data } = encode({ width: WIDTH, height: HEIGHT, data: pixels }, 80)
    return { width: WIDTH, height: HEIGHT, bytes: new Uint8Array(data) }
  }
  const codec = await openJpeg()
  const encoder = new codec.J2KEncoder()
  try {
    const frame = { width: WIDTH, height: HEIGHT, bitsPerSample: 8, componentCount: 3, isSigned: false }
    encoder.getDecodedBuffer(frame).set(pixels)
    encoder.setQuality(false, 0)
    encoder.setCompressionRatio(0, 20)
    encoder.encode()
    return { width: WIDTH, height: HEIGHT, bytes: Uint8Array.from(encoder.getEncodedBuffer()) }
  } finally {
    encoder.delete()
  }
}
