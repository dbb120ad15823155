import { createRequire } from 'node:module'

interface Encoder {
  getDecodedBuffer(frame: object): Uint8Array
  setQuality(lossless: boolean, quality: number): void
  encode(): void
  getEncodedBuffer(): Uint8Array
  delete(): void
}

export const greyAt = (x: number, y: number): number => (x * 7 + y * 13) % 256

/** A record of the edition of 2011 as real scanners send it: one finger, two quality blocks, lossless JPEG 2000. */
export async function jpeg2000Record(width: number, height: number, finger = 2): Promise<Uint8Array> {
  const open = createRequire(import.meta.url)('@cornerstonejs/codec-openjpeg/wasmjs') as () => Promise<{
    J2KEncoder: new () => Encoder
  }>
  const encoder = new (await open()).J2KEncoder()
  const pixels = encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 1, isSigned: false })
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) pixels[y * width + x] = greyAt(x, y)
  encoder.setQuality(true, 0)
  encoder.encode()
  const picture = Uint8Array.from(encoder.getEncodedBuffer())
  encoder.delete()

  const representation = Buffer.alloc(4 + 9 + 5 + 1 + 10 + 22)
  const record = Buffer.concat([Buffer.from('4649520030323000', 'hex'), Buffer.alloc(8), representation, picture])
  record.writeUInt32BE(record.length, 8)
  record.writeUInt16BE(1, 12)
  record.writeUInt8(0, 14)
  record.writeUInt8(1, 15)
  record.writeUInt32BE(record.length - 16, 16)
  let at = 16 + 4 + 9 + 5
  record.writeUInt8(2, at)
  at += 1 + 10
  for (const byte of [finger, 0, 1]) record.writeUInt8(byte, at++)
  for (let i = 0; i < 4; i += 1) record.writeUInt16BE(500, at + i * 2)
  at += 8
  for (const byte of [8, 5, 0]) record.writeUInt8(byte, at++)
  record.writeUInt16BE(width, at)
  record.writeUInt16BE(height, at + 2)
  record.writeUInt32BE(picture.length, at + 4)
  return new Uint8Array(record)
}
