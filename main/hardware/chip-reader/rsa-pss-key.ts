import type { SignatureScheme } from '../../../domain/travel-document/chip/chip-cryptography.ts'
import { membersOf } from '../../../domain/travel-document/chip/der.ts'
import { expectTag, readWholeTlv } from '../../../domain/travel-document/chip/tlv.ts'
import { writeInteger, writeObjectIdentifier, writeTlv } from '../../../domain/travel-document/chip/tlv-writing.ts'
import { identifierOfHash } from '../../../domain/travel-document/passive-authentication/signature-algorithm.ts'

const RSASSA_PSS = '1.2.840.113549.1.1.10'
const MASK_GENERATION_1 = '1.2.840.113549.1.1.8'

/**
 * The same RSA key as one of PSS alone, with its parameters: Node takes another hash for the mask from nowhere else. RFC 8017 A.2.3, RFC 4055 1.2.
 *
 * @throws {ChipFault} `malformed` where it is no SubjectPublicKeyInfo
 */
export function pssKeyInfo(
  subjectPublicKeyInfo: Uint8Array,
  { hash, maskHash, saltLength }: SignatureScheme & { readonly kind: 'rsa-pss' },
): Uint8Array {
  const where = 'RSA key'
  const [, key] = membersOf(readWholeTlv(subjectPublicKeyInfo, 0x30, where), 0x30, where)
  const hashOf = (name: typeof hash) => writeTlv(0x30, writeObjectIdentifier(identifierOfHash(name)))
  const mask = writeTlv(0x30, writeObjectIdentifier(MASK_GENERATION_1), hashOf(maskHash))
  const parameters = writeTlv(
    0x30,
    writeTlv(0xa0, hashOf(hash)),
    writeTlv(0xa1, mask),
    writeTlv(0xa2, writeInteger(saltLength)),
  )
  const algorithm = writeTlv(0x30, writeObjectIdentifier(RSASSA_PSS), parameters)
  return writeTlv(0x30, algorithm, expectTag(key, 0x03, where).bytes)
}
