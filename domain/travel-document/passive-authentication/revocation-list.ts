import { ChipFault } from '../chip/chip-fault.ts'
import { bitStringOf, membersOf, timeOf } from '../chip/der.ts'
import { expectTag, readTlvs, readWholeTlv, type Tlv } from '../chip/tlv.ts'
import { serialNumberText } from './certificate.ts'
import { comparableName } from './distinguished-name.ts'
import { type NamedScheme, readSignatureScheme } from './signature-algorithm.ts'

const LONGEST_LIST = 8_000_000
const MOST_REVOKED = 200_000

/** Certificates a country signing authority has withdrawn: RFC 5280 5, ICAO 9303-12 7.1.4. */
export interface RevocationList {
  /** For comparing: `comparableName`. */
  readonly issuerName: string
  readonly issuedAt: Date
  readonly nextAt: Date | undefined
  /** Serial numbers as uppercase hex → when. */
  readonly revoked: ReadonlyMap<string, Date>
  readonly signedBytes: Uint8Array
  readonly signature: Uint8Array
  readonly scheme: NamedScheme
}

/** Read in one pass of our own: the library refuses lists of some thousand entries. @throws {ChipFault} `malformed`, `too-large` */
export function readRevocationList(der: Uint8Array, where = 'revocation list'): RevocationList {
  if (der.length > LONGEST_LIST) throw new ChipFault('too-large', where, `a list of ${der.length} bytes`)
  const [signed, algorithm, signature] = membersOf(readWholeTlv(der, 0x30, where), 0x30, where)
  const members = [...membersOf(signed, 0x30, where)]
  if (members[0]?.tag === 0x02) members.shift()
  const [, issuer, issuedAt, ...rest] = members
  const nextAt = isTime(rest[0]) ? rest.shift() : undefined
  const revoked = rest[0]?.tag === 0x30 ? rest[0] : undefined
  return {
    issuerName: comparableName(expectTag(issuer, 0x30, where).bytes, where),
    issuedAt: timeOf(issuedAt, where),
    nextAt: nextAt === undefined ? undefined : timeOf(nextAt, where),
    revoked: readRevoked(revoked, where),
    signedBytes: expectTag(signed, 0x30, where).bytes,
    signature: bitStringOf(signature, where),
    scheme: readSignatureScheme(expectTag(algorithm, 0x30, where).bytes, where),
  }
}

function isTime(found: Tlv | undefined): boolean {
  return found?.tag === 0x17 || found?.tag === 0x18
}

function readRevoked(list: Tlv | undefined, where: string): ReadonlyMap<string, Date> {
  const entries = list === undefined ? [] : readTlvs(list.value, where, list.valueOffset, MOST_REVOKED)
  return new Map(
    entries.map((entry) => {
      const [serialNumber, revokedAt] = membersOf(entry, 0x30, where)
      return [serialNumberText(expectTag(serialNumber, 0x02, where).value), timeOf(revokedAt, where)]
    }),
  )
}
