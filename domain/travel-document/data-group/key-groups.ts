import { readSecurityInfos, type SecurityInfos } from '../chip/security-infos.ts'
import { readSubjectPublicKey, type SubjectPublicKey } from '../chip/subject-public-key.ts'
import { readWholeTlv } from '../chip/tlv.ts'

/** DG14: what the chip can prove and with which keys. ICAO 9303-10 4.7.14. @throws {ChipFault} `malformed` */
export function readChipSecurity(bytes: Uint8Array): SecurityInfos {
  const outer = readWholeTlv(bytes, 0x6e, 'DG14')
  return readSecurityInfos(outer.value, 'DG14', outer.valueOffset)
}

/** DG15: public key of active authentication. ICAO 9303-10 4.7.15. @throws {ChipFault} `malformed` */
export function readActiveAuthenticationKey(bytes: Uint8Array): SubjectPublicKey {
  const outer = readWholeTlv(bytes, 0x6f, 'DG15')
  return readSubjectPublicKey(outer.value, 'DG15', outer.valueOffset)
}
