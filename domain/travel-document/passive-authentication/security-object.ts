import {
  ContentInfo,
  IssuerAndSerialNumber,
  Certificate as ParsedCertificate,
  SignedData,
  type SignerInfo,
} from 'pkijs'
import { toHex } from '../chip/byte-string.ts'
import type { HashName } from '../chip/chip-cryptography.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { membersOf, objectIdentifierOf, timeOf } from '../chip/der.ts'
import { checkTlvTree, readWholeTlv, type Tlv } from '../chip/tlv.ts'
import {
  type Certificate,
  certificateOf,
  derOf,
  MOST_CMS_OBJECTS,
  nameOf,
  parsed,
  plain,
  serialNumberText,
} from './certificate.ts'
import { withDefiniteLengths } from './definite-lengths.ts'
import { type LdsSecurityObject, readLdsSecurityObject } from './lds-security-object.ts'
import { findHash, type NamedScheme, readSignatureScheme } from './signature-algorithm.ts'

const WHERE = 'EF.SOD'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
/** id-icao-mrtd-security-ldsSecurityObject, ICAO 9303-10 4.6.2.3; and its number before ICAO had its own, on cards of the first years. */
const LDS_SECURITY_OBJECTS = ['2.23.136.1.1.1', '1.3.27.1.1.1']
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const MOST_CERTIFICATES = 8

/** Document security object (đối tượng bảo mật EF.SOD): the hashes of the data groups and who signed them. ICAO 9303-10 4.6.2. */
export interface SecurityObject extends LdsSecurityObject {
  /** What the signature covers through its digest: the coded LDS security object. */
  readonly content: Uint8Array
  readonly contentType: string
  readonly signer: SecurityObjectSigner
  /** Certificates the card carries; normally the one of the document signer. */
  readonly certificates: readonly Certificate[]
}

export interface SecurityObjectSigner {
  readonly digest: HashName | undefined
  readonly scheme: NamedScheme
  readonly signature: Uint8Array
  /** Signed attributes as a SET, the very bytes that are signed; undefined where the content itself is signed. */
  readonly attributes: Uint8Array | undefined
  readonly messageDigest: Uint8Array | undefined
  readonly contentType: string | undefined
  readonly signedAt: Date | undefined
  /** Which certificate: issuer (`comparableName`) and serial number, or key identifier; these in hex. */
  readonly certificate:
    | { readonly issuerName: string; readonly serialNumber: string }
    | { readonly subjectKeyId: string }
}

/** @throws {ChipFault} `malformed` with the place, `too-large`, `unsupported` (a shape we do not work with) */
export function readSecurityObject(bytes: Uint8Array): SecurityObject {
  const outer = readWholeTlv(bytes, 0x77, WHERE)
  const cms = withDefiniteLengths(outer.value, WHERE, outer.valueOffset)
  readWholeTlv(cms, 0x30, WHERE, outer.valueOffset)
  checkTlvTree(cms, WHERE, MOST_CMS_OBJECTS)
  const info = parsed(() => ContentInfo.fromBER(plain(cms)), WHERE)
  if (info.contentType !== SIGNED_DATA) throw malformed(`content of type ${info.contentType}, not signed data`)
  const data = parsed(() => new SignedData({ schema: info.content }), WHERE)
  const { eContentType, eContent } = data.encapContentInfo
  if (!LDS_SECURITY_OBJECTS.includes(eContentType)) throw unsupported(`signed content of type ${eContentType}`)
  if (eContent === undefined) throw malformed('no signed content')
  const content = new Uint8Array(parsed(() => eContent.getValue(), WHERE))
  const [signer] = data.signerInfos
  if (signer === undefined) throw malformed('no signer')
  if (data.signerInfos.length !== 1) throw unsupported(`${data.signerInfos.length} signers`)
  if ((data.certificates?.length ?? 0) > MOST_CERTIFICATES)
    throw new ChipFault('too-large', WHERE, `${data.certificates?.length} certificates`)
  const certificates = (data.certificates ?? []).flatMap((one) =>
    one instanceof ParsedCertificate ? [certificateOf(one, `${WHERE}: certificate`)] : [],
  )
  const lds = readLdsSecurityObject(content, WHERE)
  return { ...lds, content, contentType: eContentType, signer: readSigner(signer), certificates }
}

function readSigner(info: SignerInfo): SecurityObjectSigner {
  const where = `${WHERE}: signer`
  const digest = findHash(readWholeTlv(derOf(info.digestAlgorithm, where), 0x30, where), where)
  const encoded = info.signedAttrs?.encodedValue
  const attributes = encoded === undefined ? undefined : new Uint8Array(encoded)
  const values = attributes === undefined ? new Map<string, Tlv>() : readAttributes(attributes, where)
  const contentType = values.get(CONTENT_TYPE)
  const signingTime = values.get(SIGNING_TIME)
  return {
    digest,
    scheme: readSignatureScheme(derOf(info.signatureAlgorithm, where), where, digest),
    signature: new Uint8Array(parsed(() => info.signature.getValue(), where)),
    attributes,
    messageDigest: values.get(MESSAGE_DIGEST)?.value,
    contentType: contentType === undefined ? undefined : objectIdentifierOf(contentType, where),
    signedAt: signingTime === undefined ? undefined : timeOf(signingTime, where),
    certificate: readSignerName(info.sid, where),
  }
}

function readAttributes(attributes: Uint8Array, where: string): ReadonlyMap<string, Tlv> {
  const values = new Map<string, Tlv>()
  for (const attribute of membersOf(readWholeTlv(attributes, 0x31, where), 0x31, where)) {
    const [type, set] = membersOf(attribute, 0x30, where)
    const [value] = membersOf(set, 0x31, where)
    const name = objectIdentifierOf(type, where)
    if (value === undefined || values.has(name)) throw malformed(`signed attribute ${name} without a value of its own`)
    values.set(name, value)
  }
  return values
}

function readSignerName(sid: unknown, where: string): SecurityObjectSigner['certificate'] {
  if (sid instanceof IssuerAndSerialNumber)
    return {
      issuerName: nameOf(sid.issuer, where),
      serialNumber: serialNumberText(sid.serialNumber.valueBlock.valueHexView),
    }
  // [0] SubjectKeyIdentifier: the library hands over the bare object.
  const bytes = parsed(() => new Uint8Array((sid as { toBER(): ArrayBuffer }).toBER()), where)
  return { subjectKeyId: toHex(readWholeTlv(bytes, 0x80, where).value) }
}

function unsupported(message: string): ChipFault {
  return new ChipFault('unsupported', WHERE, message)
}

function malformed(message: string): ChipFault {
  return new ChipFault('malformed', WHERE, message)
}
