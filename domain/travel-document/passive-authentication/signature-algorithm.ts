import type { HashName, SignatureScheme } from '../chip/chip-cryptography.ts'
import { membersOf, objectIdentifierOf, smallIntegerOf } from '../chip/der.ts'
import { childrenOf, expectTag, readWholeTlv, type Tlv } from '../chip/tlv.ts'

const HASHES: ReadonlyMap<string, HashName> = new Map([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.4', 'SHA-224'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
])

const PKCS1 = '1.2.840.113549.1.1'
const X962_SIGNATURES = '1.2.840.10045.4'
/** ecdsa-plain-signatures, BSI TR-03111 5.2.1 */
const BSI_PLAIN = '0.4.0.127.0.7.1.1.4.1'
const RSA = `${PKCS1}.1`
const RSA_PSS = `${PKCS1}.10`
const EC_PUBLIC_KEY = '1.2.840.10045.2.1'
const MASK_GENERATION_1 = `${PKCS1}.8`

const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  [`${PKCS1}.5`, { kind: 'rsa-pkcs1', hash: 'SHA-1' }],
  [`${PKCS1}.14`, { kind: 'rsa-pkcs1', hash: 'SHA-224' }],
  [`${PKCS1}.11`, { kind: 'rsa-pkcs1', hash: 'SHA-256' }],
  [`${PKCS1}.12`, { kind: 'rsa-pkcs1', hash: 'SHA-384' }],
  [`${PKCS1}.13`, { kind: 'rsa-pkcs1', hash: 'SHA-512' }],
  [`${X962_SIGNATURES}.1`, { kind: 'ecdsa', hash: 'SHA-1', encoding: 'der' }],
  [`${X962_SIGNATURES}.3.1`, { kind: 'ecdsa', hash: 'SHA-224', encoding: 'der' }],
  [`${X962_SIGNATURES}.3.2`, { kind: 'ecdsa', hash: 'SHA-256', encoding: 'der' }],
  [`${X962_SIGNATURES}.3.3`, { kind: 'ecdsa', hash: 'SHA-384', encoding: 'der' }],
  [`${X962_SIGNATURES}.3.4`, { kind: 'ecdsa', hash: 'SHA-512', encoding: 'der' }],
  [`${BSI_PLAIN}.1`, { kind: 'ecdsa', hash: 'SHA-1', encoding: 'plain' }],
  [`${BSI_PLAIN}.2`, { kind: 'ecdsa', hash: 'SHA-224', encoding: 'plain' }],
  [`${BSI_PLAIN}.3`, { kind: 'ecdsa', hash: 'SHA-256', encoding: 'plain' }],
  [`${BSI_PLAIN}.4`, { kind: 'ecdsa', hash: 'SHA-384', encoding: 'plain' }],
  [`${BSI_PLAIN}.5`, { kind: 'ecdsa', hash: 'SHA-512', encoding: 'plain' }],
])

/** The scheme an object identifier names alone. */
export function findSchemeByName(name: string): SignatureScheme | undefined {
  return SCHEMES.get(name)
}

/** Undefined: a hash we do not work with (MD5, national ones). */
export function findHash(algorithm: Tlv | undefined, where: string): HashName | undefined {
  return HASHES.get(objectIdentifierOf(membersOf(algorithm, 0x30, where)[0], where))
}

export function identifierOfHash(hash: HashName): string {
  const found = [...HASHES].find(([, name]) => name === hash)
  if (found === undefined) throw new RangeError(`no identifier of ${hash}`)
  return found[0]
}

/** Algorithm by its DER, with the name for an error where we do not speak it. RFC 5280 4.1.1.2, RFC 8017 A.2. */
export interface NamedScheme {
  readonly name: string
  readonly scheme: SignatureScheme | undefined
}

/**
 * @param digest hash of the signer's digest algorithm: CMS may name the key's algorithm alone (RFC 3370 3.2)
 * @throws {ChipFault} `malformed`
 */
export function readSignatureScheme(der: Uint8Array, where: string, digest?: HashName): NamedScheme {
  const [identifier, parameters] = membersOf(readWholeTlv(der, 0x30, where), 0x30, where)
  const name = objectIdentifierOf(identifier, where)
  if (name === RSA_PSS) return { name, scheme: pssScheme(parameters, where) }
  if (name === RSA && digest !== undefined) return { name, scheme: { kind: 'rsa-pkcs1', hash: digest } }
  if (name === EC_PUBLIC_KEY && digest !== undefined)
    return { name, scheme: { kind: 'ecdsa', hash: digest, encoding: 'der' } }
  return { name, scheme: SCHEMES.get(name) }
}

/** RSASSA-PSS-params with their defaults: SHA-1, MGF1 with SHA-1, salt of 20. RFC 8017 A.2.3. */
function pssScheme(parameters: Tlv | undefined, where: string): SignatureScheme | undefined {
  const members = parameters === undefined ? [] : membersOf(parameters, 0x30, where)
  const inside = (tag: number) => {
    const found = members.find((member) => member.tag === tag)
    return found === undefined ? undefined : expectTag(childrenOf(found, where)[0], tag === 0xa2 ? 0x02 : 0x30, where)
  }
  const digest = inside(0xa0)
  const mask = inside(0xa1)
  const salt = inside(0xa2)
  const hash = digest === undefined ? 'SHA-1' : findHash(digest, where)
  const [maskName, maskDigest] = mask === undefined ? [] : membersOf(mask, 0x30, where)
  if (mask !== undefined && objectIdentifierOf(maskName, where) !== MASK_GENERATION_1) return undefined
  const maskHash = mask === undefined ? 'SHA-1' : findHash(maskDigest, where)
  if (hash === undefined || maskHash === undefined) return undefined
  return { kind: 'rsa-pss', hash, maskHash, saltLength: salt === undefined ? 20 : smallIntegerOf(salt, where) }
}
