import type { HashName } from '../chip/chip-cryptography.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { type DataGroupName, dataGroupName } from '../chip/chip-file.ts'
import { membersOf, smallIntegerOf } from '../chip/der.ts'
import { childrenOf, expectTag, readWholeTlv, type Tlv } from '../chip/tlv.ts'
import { withDefiniteLengths } from './definite-lengths.ts'
import { findHash } from './signature-algorithm.ts'

/** What the document signer signs: LDSSecurityObject of version 0 or 1, ICAO 9303-10 4.6.2.3. */
export interface LdsSecurityObject {
  readonly ldsVersion: 0 | 1
  /** Undefined: a hash we do not work with. */
  readonly hash: HashName | undefined
  /** Data group number → hash. */
  readonly hashes: ReadonlyMap<number, Uint8Array>
  /** Only of version 1. */
  readonly versions: { readonly lds: string; readonly unicode: string } | undefined
}

/** @throws {ChipFault} `malformed`, `unsupported` (a version to come) */
export function readLdsSecurityObject(content: Uint8Array, file: string): LdsSecurityObject {
  const where = `${file}: LDS security object`
  const [version, algorithm, list, versionInfo] = membersOf(readWholeTlv(content, 0x30, where), 0x30, where)
  const ldsVersion = smallIntegerOf(version, where)
  if (ldsVersion !== 0 && ldsVersion !== 1) throw new ChipFault('unsupported', where, `version ${ldsVersion}`)
  const hashes = new Map<number, Uint8Array>()
  for (const entry of membersOf(list, 0x30, where)) {
    const [number, hash] = membersOf(entry, 0x30, where)
    const group = smallIntegerOf(number, where)
    if (group < 1 || group > 16 || hashes.has(group))
      throw new ChipFault('malformed', where, `data group ${group}`, { offset: entry.offset })
    hashes.set(group, expectTag(hash, 0x04, where).value.slice())
  }
  return { ldsVersion, hash: findHash(algorithm, where), hashes, versions: readVersions(versionInfo, where) }
}

function readVersions(found: Tlv | undefined, where: string): LdsSecurityObject['versions'] {
  if (found === undefined) return undefined
  const [lds, unicode] = membersOf(found, 0x30, where).map((one) => String.fromCharCode(...one.value.subarray(0, 12)))
  return { lds: lds ?? '', unicode: unicode ?? '' }
}

/**
 * The groups EF.SOD lists, while the card is still on the reader; what the list is worth, the signature tells later. The one way down:
 * 77 { ContentInfo { type, [0] { SignedData { version, digests, { type, [0] { OCTET STRING } }, … } } } }, RFC 5652 5.1.
 *
 * @throws {ChipFault} `malformed`, `too-large`, `unsupported`
 */
export function readListedGroups(securityObject: Uint8Array): readonly DataGroupName[] {
  const where = 'EF.SOD'
  const outer = readWholeTlv(securityObject, 0x77, where)
  const info = readWholeTlv(withDefiniteLengths(outer.value, where, outer.valueOffset), 0x30, where)
  const [, wrapped] = membersOf(info, 0x30, where)
  const [data] = childrenOf(expectTag(wrapped, 0xa0, where), where)
  const [, , encapsulated] = membersOf(data, 0x30, where)
  const [, content] = membersOf(encapsulated, 0x30, where)
  const [octets] = childrenOf(expectTag(content, 0xa0, where), where)
  const { hashes } = readLdsSecurityObject(expectTag(octets, 0x04, where).value, where)
  return [...hashes.keys()].flatMap((number) => dataGroupName(number) ?? [])
}
