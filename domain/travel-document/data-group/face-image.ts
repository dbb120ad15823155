import { ChipFault } from '../chip/chip-fault.ts'
import { smallIntegerOf } from '../chip/der.ts'
import { childrenOf, expectTag, readTlvs, readWholeTlv, type Tlv } from '../chip/tlv.ts'
import { readFaceRecord19794 } from './face-record-19794.ts'
import { readFaceRecord39794 } from './face-record-39794.ts'

/** The format by its own first bytes: what the header says is not believed. */
export type FaceImageFormat = 'JPEG' | 'JPEG 2000'

export interface FaceImage {
  readonly format: FaceImageFormat
  readonly bytes: Uint8Array
  /** Pixels as the header says; 0 where it does not say. Whoever decodes checks against the picture. */
  readonly width: number
  readonly height: number
  readonly standard: 'ISO/IEC 19794-5' | 'ISO/IEC 39794-5'
}

/** DG2: one or more faces. ICAO 9303-10 4.7.2. */
export interface FaceImages {
  readonly faces: readonly FaceImage[]
}

const MOST_TEMPLATES = 9

/**
 * Reads the faces out of biometric templates (CBEFF, ISO/IEC 19785-3). The pictures are not decoded here.
 *
 * @throws {ChipFault} `malformed`, `unsupported` (a picture neither JPEG nor JPEG 2000, an enciphered template), `too-large`
 */
export function readFaceImages(bytes: Uint8Array): FaceImages {
  const where = 'DG2'
  const outer = readWholeTlv(bytes, 0x75, where)
  const [group] = childrenOf(outer, where)
  const [number, ...templates] = childrenOf(expectTag(group, 0x7f61, where), where)
  const count = smallIntegerOf(number, where)
  if (count > MOST_TEMPLATES || templates.length > MOST_TEMPLATES)
    throw new ChipFault('too-large', where, `${Math.max(count, templates.length)} biometric templates`)
  if (count !== templates.length || count === 0)
    throw new ChipFault('malformed', where, `${templates.length} templates where ${count} are announced`)
  return { faces: templates.flatMap((template) => facesOf(expectTag(template, 0x7f60, where), where)) }
}

function facesOf(template: Tlv, where: string): readonly FaceImage[] {
  const block = childrenOf(template, where).find((object) => object.tag === 0x5f2e || object.tag === 0x7f2e)
  if (block === undefined) throw new ChipFault('unsupported', where, 'a template without an open biometric data block')
  // `FAC\0` begins records of the older standard, an object of the newer.
  if (block.value[0] === 0x46) return readFaceRecord19794(block.value, where, block.valueOffset)
  return readFaceRecord39794(readTlvs(block.value, where, block.valueOffset), where)
}
