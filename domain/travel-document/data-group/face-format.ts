import { ChipFault } from '../chip/chip-fault.ts'

const JPEG = [0xff, 0xd8, 0xff]
/** Signature box of a JP2 file, or a bare codestream: ISO/IEC 15444-1 I.5.1, A.4.1. */
const JP2_FILE = [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a]
const JP2_STREAM = [0xff, 0x4f, 0xff, 0x51]

/** @throws {ChipFault} `unsupported` where the picture begins like neither */
export function faceFormatOf(picture: Uint8Array, where: string, offset: number): 'JPEG' | 'JPEG 2000' {
  const begins = (mark: readonly number[]) => mark.every((byte, i) => picture[i] === byte)
  if (begins(JPEG)) return 'JPEG'
  if (begins(JP2_FILE) || begins(JP2_STREAM)) return 'JPEG 2000'
  throw new ChipFault('unsupported', where, `a picture of ${picture.length} bytes, neither JPEG nor JPEG 2000`, {
    offset,
  })
}
