import type { PlainDate } from '../../calendar/plain-date.ts'
import { sameBytes } from '../chip/byte-string.ts'
import type { ChipCryptography } from '../chip/chip-cryptography.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { type DataGroupName, dataGroupName } from '../chip/chip-file.ts'
import type { Certificate } from './certificate.ts'
import {
  chainFaults,
  chainGaps,
  checkChain,
  type RevocationState,
  type SigningTime,
  signingTimeOf,
  verifySignature,
} from './certificate-chain.ts'
import type { RevocationList } from './revocation-list.ts'
import { readSecurityObject, type SecurityObject } from './security-object.ts'

export const passiveAuthenticationFaults = [
  ...chainFaults,
  'security-object-malformed',
  'group-differs',
  'group-not-covered',
  'content-differs',
  'signature-wrong',
] as const
export type PassiveAuthenticationFault = (typeof passiveAuthenticationFaults)[number]

export const passiveAuthenticationGaps = [
  ...chainGaps,
  'no-security-object',
  'security-object-unsupported',
  'no-signer-certificate',
  'nothing-read',
  'zone-not-read',
] as const
export type PassiveAuthenticationGap = (typeof passiveAuthenticationGaps)[number]

/**
 * Whether what the chip says was written by its country (chữ ký hợp lệ / không kiểm tra được / không hợp lệ). ICAO 9303-11 5.1.
 * `cannot-be-checked` is an honest answer, `valid` never stands for it.
 */
export interface PassiveAuthentication {
  readonly verdict: 'valid' | 'cannot-be-checked' | 'invalid'
  readonly reason?: PassiveAuthenticationFault | PassiveAuthenticationGap
  /** For the technician, in English. */
  readonly detail?: string
  /** Of each group that was read: whether its hash is the signed one. */
  readonly groups: Readonly<Partial<Record<DataGroupName, 'same' | 'differs' | 'not-covered'>>>
  /** As the signature says, else the day of issue; undefined: nothing says it, and `detail` does where the verdict is `valid`. */
  readonly signed?: SigningTime
  readonly signer?: { readonly subject: string; readonly issuer: string; readonly serialNumber: string }
  readonly authority?: string
  readonly revocation?: RevocationState
}

export interface PassiveAuthenticationInput {
  /** EF.SOD as read; undefined where the card has none. */
  readonly securityObject: Uint8Array | undefined
  /** Data groups as read, whole. */
  readonly groups: Readonly<Partial<Record<DataGroupName, Uint8Array>>>
  /** Country signing authorities the office trusts. */
  readonly anchors: readonly Certificate[]
  /** Document signers known besides the card's own: some cards carry none. */
  readonly signers?: readonly Certificate[]
  readonly lists: readonly RevocationList[]
  /** Day of issue of DG12 or DG13, where the signature has no time. */
  readonly issuedOn?: PlainDate
  readonly checkedAt: Date
}

/** Never throws for what the card sent: a security object that is broken is `invalid`, one of a shape or size that is not worked with stays open. */
export function checkPassiveAuthentication(
  cryptography: ChipCryptography,
  input: PassiveAuthenticationInput,
): PassiveAuthentication {
  if (input.securityObject === undefined)
    return { verdict: 'cannot-be-checked', reason: 'no-security-object', groups: {} }
  let object: SecurityObject
  try {
    object = readSecurityObject(input.securityObject)
  } catch (fault) {
    if (!(fault instanceof ChipFault)) throw fault
    const detail = fault.message
    return fault.failure === 'malformed'
      ? { verdict: 'invalid', reason: 'security-object-malformed', detail, groups: {} }
      : { verdict: 'cannot-be-checked', reason: 'security-object-unsupported', detail, groups: {} }
  }
  return checkSecurityObject(cryptography, object, input)
}

type Outcome = Pick<PassiveAuthentication, 'verdict' | 'reason' | 'detail'>

function checkSecurityObject(
  cryptography: ChipCryptography,
  object: SecurityObject,
  input: PassiveAuthenticationInput,
): PassiveAuthentication {
  const groups = compareGroups(cryptography, object, input.groups)
  const signed = signingTime(object, input.issuedOn)
  const signer = [...object.certificates, ...(input.signers ?? [])].find((one) => isNamedBy(one, object))
  const known = {
    groups,
    ...(signed === undefined ? {} : { signed }),
    ...(signer === undefined
      ? {}
      : { signer: { subject: signer.subject, issuer: signer.issuer, serialNumber: signer.serialNumber } }),
  }
  const outcomes: Outcome[] = [groupOutcome(object, groups), contentOutcome(cryptography, object)]
  if (signer === undefined) outcomes.push(gap('no-signer-certificate', 'no certificate is the one the signature names'))
  else {
    outcomes.push(signatureOutcome(cryptography, object, signer))
    const chain = checkChain(cryptography, signer, input.anchors, input.lists, signed, input.checkedAt)
    outcomes.push(chain.verdict === 'valid' ? { verdict: 'valid' } : chain)
    const worst = worstOf(outcomes)
    if (worst.verdict === 'valid' && chain.verdict === 'valid')
      return {
        ...known,
        verdict: 'valid',
        ...(signed === undefined ? { detail: 'signing time unknown' } : {}),
        authority: chain.authority.subject,
        revocation: chain.revocation,
      }
  }
  return { ...known, ...worstOf(outcomes) }
}

function signingTime(object: SecurityObject, issuedOn: PlainDate | undefined): SigningTime | undefined {
  const { signedAt } = object.signer
  if (signedAt !== undefined) return { from: signedAt, until: signedAt }
  return issuedOn === undefined ? undefined : signingTimeOf(issuedOn)
}

/** What is wrong weighs more than what is not known. */
function worstOf(outcomes: readonly Outcome[]): Outcome {
  const first = (verdict: Outcome['verdict']) => outcomes.find((outcome) => outcome.verdict === verdict)
  return first('invalid') ?? first('cannot-be-checked') ?? { verdict: 'valid' }
}

function gap(reason: PassiveAuthenticationGap, detail: string): Outcome {
  return { verdict: 'cannot-be-checked', reason, detail }
}

function compareGroups(
  cryptography: ChipCryptography,
  object: SecurityObject,
  read: PassiveAuthenticationInput['groups'],
): PassiveAuthentication['groups'] {
  const groups: Partial<Record<DataGroupName, 'same' | 'differs' | 'not-covered'>> = {}
  for (let number = 1; number <= 16; number++) {
    const name = dataGroupName(number)
    const bytes = name === undefined ? undefined : read[name]
    if (name === undefined || bytes === undefined || object.hash === undefined) continue
    const signed = object.hashes.get(number)
    if (signed === undefined) groups[name] = 'not-covered'
    else groups[name] = sameBytes(cryptography.hash(object.hash, bytes), signed) ? 'same' : 'differs'
  }
  return groups
}

function groupOutcome(object: SecurityObject, groups: PassiveAuthentication['groups']): Outcome {
  if (object.hash === undefined) return gap('algorithm-unsupported', 'hash of the data groups')
  const named = (state: 'differs' | 'not-covered') =>
    Object.entries(groups)
      .filter(([, one]) => one === state)
      .map(([name]) => name)
      .join(', ')
  const differing = named('differs')
  if (differing !== '') return { verdict: 'invalid', reason: 'group-differs', detail: differing }
  const uncovered = named('not-covered')
  if (uncovered !== '') return { verdict: 'invalid', reason: 'group-not-covered', detail: uncovered }
  if (Object.keys(groups).length === 0) return gap('nothing-read', 'no data group was read')
  // A signature over keys and pictures alone says nothing of the holder: the zone is what ties the card to a person.
  return groups.DG1 === 'same' ? { verdict: 'valid' } : gap('zone-not-read', 'DG1 was not read')
}

/** The signed attributes must be of this content: RFC 5652 5.4 and 11.2. */
function contentOutcome(cryptography: ChipCryptography, object: SecurityObject): Outcome {
  const { signer, content } = object
  if (signer.attributes === undefined) return { verdict: 'valid' }
  if (signer.digest === undefined) return gap('algorithm-unsupported', 'digest of the signature')
  const isSame =
    signer.messageDigest !== undefined && sameBytes(cryptography.hash(signer.digest, content), signer.messageDigest)
  if (isSame && signer.contentType === object.contentType) return { verdict: 'valid' }
  return { verdict: 'invalid', reason: 'content-differs', detail: 'the signed attributes are of another content' }
}

function signatureOutcome(cryptography: ChipCryptography, object: SecurityObject, signer: Certificate): Outcome {
  const { scheme, signature, attributes } = object.signer
  const outcome = verifySignature(cryptography, scheme, signer.key, attributes ?? object.content, signature)
  if (outcome === 'right') return { verdict: 'valid' }
  if (outcome === 'unsupported') return gap('algorithm-unsupported', `signature ${scheme.name} of the security object`)
  return { verdict: 'invalid', reason: 'signature-wrong', detail: `not signed by ${signer.subject}` }
}

function isNamedBy(certificate: Certificate, { signer }: SecurityObject): boolean {
  const named = signer.certificate
  if ('subjectKeyId' in named) return certificate.subjectKeyId === named.subjectKeyId
  return certificate.issuerName === named.issuerName && certificate.serialNumber === named.serialNumber
}
