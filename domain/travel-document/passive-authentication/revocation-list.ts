import { CertificateRevocationList } from 'pkijs'
import { toHex } from '../chip/byte-string.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { checkTlvTree, readWholeTlv } from '../chip/tlv.ts'
import { derOf, nameBytes, parsed, plain } from './certificate.ts'
import { type NamedScheme, readSignatureScheme } from './signature-algorithm.ts'

const LONGEST_LIST = 4_000_000
const MOST_OBJECTS = 400_000

/** Certificates a country signing authority has withdrawn: RFC 5280 5, ICAO 9303-12 7.1.4. */
export interface RevocationList {
  readonly issuerName: string
  readonly issuedAt: Date
  readonly nextAt: Date | undefined
  /** Serial numbers as uppercase hex → when. */
  readonly revoked: ReadonlyMap<string, Date>
  readonly signedBytes: Uint8Array
  readonly signature: Uint8Array
  readonly scheme: NamedScheme
}

/** @throws {ChipFault} `malformed`, `too-large` */
export function readRevocationList(der: Uint8Array, where = 'revocation list'): RevocationList {
  if (der.length > LONGEST_LIST) throw new ChipFault('too-large', where, `a list of ${der.length} bytes`)
  readWholeTlv(der, 0x30, where)
  checkTlvTree(der, where, MOST_OBJECTS)
  const list = parsed(() => CertificateRevocationList.fromBER(plain(der)), where)
  const issuedAt = list.thisUpdate.value
  if (Number.isNaN(issuedAt.getTime())) throw new ChipFault('malformed', where, 'a list without a time')
  return {
    issuerName: nameBytes(list.issuer),
    issuedAt,
    nextAt: list.nextUpdate?.value,
    revoked: new Map(
      (list.revokedCertificates ?? []).map((one) => [
        toHex(one.userCertificate.valueBlock.valueHexView),
        one.revocationDate.value,
      ]),
    ),
    signedBytes: list.tbsView.slice(),
    signature: list.signatureValue.valueBlock.valueHexView.slice(),
    scheme: readSignatureScheme(derOf(list.signatureAlgorithm, where), where),
  }
}
