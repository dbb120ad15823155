import { toUint } from '../chip/byte-string.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { childrenOf, type Tlv } from '../chip/tlv.ts'
import { faceFormatOf } from './face-format.ts'
import type { FaceImage } from './face-image.ts'

const MOST_FACES = 9

/**
 * Faces of ISO/IEC 39794-5:2019, DER with automatic tags. Most members are optional, so each level is searched by tag: [APPLICATION 5] (in
 * [1] in the ICAO profile) → representationBlocks [1] → block → imageRepresentation [1] → base [0] → imageRepresentation2DBlock [0] →
 * representationData2D [0]; size in imageInformation2DBlock [1] → imageSizeBlock [7].
 *
 * @throws {ChipFault} `malformed` where the way ends, `too-large`, `unsupported`
 */
export function readFaceRecord39794(objects: readonly Tlv[], where: string): readonly FaceImage[] {
  const find = (level: readonly Tlv[], tag: number) => level.find((object) => object.tag === tag)
  const inside = (level: readonly Tlv[], tag: number, what: string): readonly Tlv[] => {
    const found = find(level, tag)
    if (found === undefined) throw new ChipFault('malformed', where, `${what} is missing`, offsetOf(level[0]))
    return childrenOf(found, where)
  }
  const top = find(objects, 0x65) === undefined ? inside(objects, 0xa1, 'the face image data block') : objects
  const data = inside(top, 0x65, 'the face image data block')
  const blocks = inside(data, 0xa1, 'the list of representations')
  if (blocks.length === 0 || blocks.length > MOST_FACES)
    throw new ChipFault('too-large', where, `${blocks.length} faces`, offsetOf(blocks[0]))
  return blocks.map((block): FaceImage => {
    const representation = inside(childrenOf(block, where), 0xa1, 'the image of a representation')
    const base = inside(representation, 0xa0, 'the two-dimensional image')
    const flat = inside(base, 0xa0, 'the two-dimensional image')
    const picture = find(flat, 0x80)
    if (picture === undefined) throw new ChipFault('malformed', where, 'the picture is missing', offsetOf(flat[0]))
    const information = find(flat, 0xa1)
    const size = information === undefined ? undefined : find(childrenOf(information, where), 0xa7)
    const sizes = size === undefined ? [] : childrenOf(size, where)
    const pixels = (tag: number) => {
      const value = toUint(find(sizes, tag)?.value.subarray(0, 8) ?? new Uint8Array(0))
      return value <= 0xffffn ? Number(value) : 0
    }
    return {
      format: faceFormatOf(picture.value, where, picture.valueOffset),
      bytes: picture.value,
      width: pixels(0x80),
      height: pixels(0x81),
      standard: 'ISO/IEC 39794-5',
    }
  })
}

function offsetOf(found: Tlv | undefined): { readonly offset?: number } {
  return found === undefined ? {} : { offset: found.offset }
}
