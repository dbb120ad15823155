import { Certificate as ParsedCertificate, type RelativeDistinguishedNames } from 'pkijs'
import { toHex } from '../chip/byte-string.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { membersOf } from '../chip/der.ts'
import { type SubjectPublicKey, subjectPublicKeyOf } from '../chip/subject-public-key.ts'
import { checkTlvTree, childrenOf, expectTag, readWholeTlv } from '../chip/tlv.ts'
import { comparableName } from './distinguished-name.ts'
import { type NamedScheme, readSignatureScheme } from './signature-algorithm.ts'

const LONGEST_CERTIFICATE = 100_000
/** Real ones have some hundred; the library's time grows faster than their number. */
export const MOST_CMS_OBJECTS = 2_000

/** What a document signer or a country signing authority says: RFC 5280, ICAO 9303-12 7.1. */
export interface Certificate {
  readonly der: Uint8Array
  /** The bytes that are signed. */
  readonly signedBytes: Uint8Array
  readonly signature: Uint8Array
  readonly scheme: NamedScheme
  /** `C=VN, O=…, CN=…`, for people. */
  readonly subject: string
  readonly issuer: string
  /** For comparing: `comparableName`. */
  readonly subjectName: string
  readonly issuerName: string
  /** Uppercase hex. */
  readonly serialNumber: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly key: SubjectPublicKey
  /** Key identifiers as hex, where the extension stands. */
  readonly subjectKeyId: string | undefined
  readonly authorityKeyId: string | undefined
  /** Basic constraints say it may issue. */
  readonly isAuthority: boolean
  /** Undefined: no key usage is said, any is allowed. */
  readonly keyUsage: { readonly digitalSignature: boolean; readonly certificateSign: boolean } | undefined
  /** Critical extensions of no meaning here: RFC 5280 4.2 forbids to look over them. */
  readonly unknownCritical: readonly string[]
}

const UNDERSTOOD = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.16',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.19',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
  '2.23.136.1.1.6.2',
])

/** @throws {ChipFault} `malformed`, `too-large` */
export function readCertificate(der: Uint8Array, where: string): Certificate {
  if (der.length > LONGEST_CERTIFICATE) throw new ChipFault('too-large', where, `a certificate of ${der.length} bytes`)
  readWholeTlv(der, 0x30, where)
  checkTlvTree(der, where, MOST_CMS_OBJECTS)
  return certificateOf(
    parsed(() => ParsedCertificate.fromBER(plain(der)), where),
    where,
    der,
  )
}

/** Of a certificate that was parsed inside something larger. */
export function certificateOf(found: ParsedCertificate, where: string, der?: Uint8Array): Certificate {
  const extensions = found.extensions ?? []
  const extensionValue = (id: string) => extensions.find((one) => one.extnID === id)?.extnValue.valueBlock.valueHexView
  const notBefore = found.notBefore.value
  const notAfter = found.notAfter.value
  if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime()))
    throw new ChipFault('malformed', where, 'a certificate whose validity is no time')
  return {
    der: der ?? derOf(found, where),
    signedBytes: found.tbsView.slice(),
    signature: found.signatureValue.valueBlock.valueHexView.slice(),
    scheme: readSignatureScheme(derOf(found.signatureAlgorithm, where), where),
    subject: nameWords(found.subject),
    issuer: nameWords(found.issuer),
    subjectName: nameOf(found.subject, where),
    issuerName: nameOf(found.issuer, where),
    serialNumber: serialNumberText(found.serialNumber.valueBlock.valueHexView),
    notBefore,
    notAfter,
    key: keyOf(found.tbsView, where),
    subjectKeyId: subjectKeyIdOf(extensionValue('2.5.29.14'), where),
    authorityKeyId: authorityKeyIdOf(extensionValue('2.5.29.35'), where),
    isAuthority: isAuthority(extensionValue('2.5.29.19'), where),
    keyUsage: keyUsageOf(extensionValue('2.5.29.15'), where),
    unknownCritical: extensions.flatMap((one) => (one.critical && !UNDERSTOOD.has(one.extnID) ? [one.extnID] : [])),
  }
}

/** The public key from the signed bytes themselves: a parser that re-codes them may change them. */
function keyOf(signedBytes: Uint8Array, where: string): SubjectPublicKey {
  const members = membersOf(readWholeTlv(signedBytes, 0x30, where), 0x30, where)
  const [, , , , , key] = members[0]?.tag === 0xa0 ? members.slice(1) : members
  return subjectPublicKeyOf(key, where)
}

function subjectKeyIdOf(value: Uint8Array | undefined, where: string): string | undefined {
  return value === undefined ? undefined : toHex(readWholeTlv(value, 0x04, where).value)
}

function authorityKeyIdOf(value: Uint8Array | undefined, where: string): string | undefined {
  if (value === undefined) return undefined
  const id = childrenOf(readWholeTlv(value, 0x30, where), where).find((member) => member.tag === 0x80)
  return id === undefined ? undefined : toHex(id.value)
}

function isAuthority(value: Uint8Array | undefined, where: string): boolean {
  if (value === undefined) return false
  const [first] = childrenOf(readWholeTlv(value, 0x30, where), where)
  return first?.tag === 0x01 && first.value[0] === 0xff
}

function keyUsageOf(value: Uint8Array | undefined, where: string): Certificate['keyUsage'] {
  if (value === undefined) return undefined
  const bits = expectTag(readWholeTlv(value, 0x03, where), 0x03, where).value[1] ?? 0
  return { digitalSignature: (bits & 0x80) !== 0, certificateSign: (bits & 0x04) !== 0 }
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.8': 'ST',
  '2.5.4.7': 'L',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}

function nameWords(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map((one) => {
      const value: unknown = one.value?.valueBlock?.value
      const words = typeof value === 'string' ? value.replace(/\p{Cc}/gu, ' ').slice(0, 200) : '?'
      return `${ATTRIBUTES[one.type] ?? one.type}=${words}`
    })
    .join(', ')
}

/** Uppercase hex without leading zeros: one number has one text. */
export function serialNumberText(content: Uint8Array): string {
  return toHex(content).replace(/^0+(?=.)/, '')
}

export function nameOf(name: RelativeDistinguishedNames, where: string): string {
  return comparableName(new Uint8Array(name.valueBeforeDecode), where)
}

/** Runs the library's parser: it throws errors of its own, and of every kind, on bytes that are not what they should be. */
export function parsed<T>(parse: () => T, where: string): T {
  try {
    return parse()
  } catch (cause) {
    throw new ChipFault('malformed', where, 'not the structure it should be', { cause })
  }
}

export function derOf(part: { toSchema(): { toBER(): ArrayBuffer } }, where: string): Uint8Array {
  return parsed(() => new Uint8Array(part.toSchema().toBER()), where)
}

/** A copy on its own buffer: the library reads from the start of the buffer below. */
export function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
