import { ChipFault } from '../chip/chip-fault.ts'
import { type DataGroupName, findDataGroupByTag } from '../chip/chip-file.ts'
import { childrenOf, expectTag, readWholeTlv, tagName } from '../chip/tlv.ts'

/** EF.COM: which data groups the card says it has. Not signed: EF.SOD is what counts. ICAO 9303-10 4.6.1. */
export interface CommonData {
  /** `0107`, `0108` */
  readonly ldsVersion: string
  /** `040000`: major, minor, release. */
  readonly unicodeVersion: string
  readonly dataGroups: readonly DataGroupName[]
}

/** @throws {ChipFault} `malformed` with the offset */
export function readCommonData(bytes: Uint8Array): CommonData {
  const where = 'EF.COM'
  const objects = childrenOf(readWholeTlv(bytes, 0x60, where), where)
  const find = (tag: number) =>
    expectTag(
      objects.find((object) => object.tag === tag),
      tag,
      where,
    )
  const digits = (tag: number, length: number) => {
    const { value, offset } = find(tag)
    const text = String.fromCharCode(...value.subarray(0, length))
    if (value.length !== length || !/^\d+$/.test(text))
      throw new ChipFault('malformed', where, `version ${tagName(tag)} is not of ${length} digits`, { offset })
    return text
  }
  const list = find(0x5c)
  const dataGroups = [...list.value].map((tag) => {
    const name = findDataGroupByTag(tag)
    if (name !== undefined) return name
    throw new ChipFault('malformed', where, `the list names ${tagName(tag)}`, { offset: list.offset })
  })
  return { ldsVersion: digits(0x5f01, 4), unicodeVersion: digits(0x5f36, 6), dataGroups: [...new Set(dataGroups)] }
}
