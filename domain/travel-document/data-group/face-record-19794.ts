import { toHex } from '../chip/byte-string.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { faceFormatOf } from './face-format.ts'
import type { FaceImage } from './face-image.ts'

/** Facial record header, facial information block, feature points, image information: ISO/IEC 19794-5:2005 5.4–5.8. */
const RECORD_HEADER = 14
const FACIAL_INFORMATION = 20
const FEATURE_POINT = 8
const IMAGE_INFORMATION = 12
const MOST_FACES = 9

/** @throws {ChipFault} `malformed` where lengths do not agree, `too-large`, `unsupported` */
export function readFaceRecord19794(record: Uint8Array, where: string, base: number): readonly FaceImage[] {
  const view = new DataView(record.buffer, record.byteOffset, record.length)
  const need = (at: number, length: number, what: string) => {
    if (at + length > record.length)
      throw new ChipFault('malformed', where, `${what} is cut`, { offset: base + Math.min(at, record.length) })
  }
  need(0, RECORD_HEADER, 'the facial record header')
  if (toHex(record.subarray(0, 8)) !== '4641430030313000')
    throw new ChipFault('unsupported', where, 'a facial record of another version than 010', { offset: base })
  const length = view.getUint32(8)
  const count = view.getUint16(12)
  if (length !== record.length)
    throw new ChipFault('malformed', where, `a record of ${record.length} bytes says it has ${length}`, {
      offset: base + 8,
    })
  if (count === 0 || count > MOST_FACES)
    throw new ChipFault('too-large', where, `${count} faces`, { offset: base + 12 })

  const faces: FaceImage[] = []
  let at = RECORD_HEADER
  for (let i = 0; i < count; i++) {
    need(at, FACIAL_INFORMATION, 'the facial information block')
    const blockLength = view.getUint32(at)
    const image = at + FACIAL_INFORMATION + view.getUint16(at + 4) * FEATURE_POINT
    const picture = image + IMAGE_INFORMATION
    if (blockLength > record.length - at || picture > at + blockLength)
      throw new ChipFault('malformed', where, `facial block of ${blockLength} bytes`, { offset: base + at })
    const bytes = record.subarray(picture, at + blockLength)
    faces.push({
      format: faceFormatOf(bytes, where, base + picture),
      bytes,
      width: view.getUint16(image + 2),
      height: view.getUint16(image + 4),
      standard: 'ISO/IEC 19794-5',
    })
    at += blockLength
  }
  if (at !== record.length)
    throw new ChipFault('malformed', where, `${record.length - at} bytes behind the last face`, { offset: base + at })
  return faces
}
