import type { ChipCryptography } from '../chip/chip-cryptography.ts'
import type { Certificate } from './certificate.ts'
import type { RevocationList } from './revocation-list.ts'
import type { NamedScheme } from './signature-algorithm.ts'

/** Why a document signer is not (known to be) one of its country. */
export type ChainFailure =
  | { readonly verdict: 'invalid'; readonly reason: ChainFault; readonly detail: string }
  | { readonly verdict: 'cannot-be-checked'; readonly reason: ChainGap; readonly detail: string }

export type ChainFault =
  | 'signer-not-issued-by-authority'
  | 'signer-may-not-sign'
  | 'signer-not-valid-at-signing'
  | 'authority-not-valid-at-issue'
  | 'signer-revoked'

export type ChainGap = 'no-anchors' | 'issuer-unknown' | 'algorithm-unsupported' | 'extension-unknown'

export type RevocationState = 'not-revoked' | 'no-list' | 'list-out-of-date'

export interface Chain {
  readonly verdict: 'valid'
  readonly authority: Certificate
  readonly revocation: RevocationState
}

/** Outcome of one signature: `unsupported` is an algorithm we do not speak or a key that cannot be worked with. */
export function verifySignature(
  cryptography: ChipCryptography,
  { scheme }: NamedScheme,
  key: Certificate['key'],
  message: Uint8Array,
  signature: Uint8Array,
): 'right' | 'wrong' | 'unsupported' {
  if (scheme === undefined || key.kind === 'other') return 'unsupported'
  if ((scheme.kind === 'ecdsa') !== (key.kind === 'ec')) return 'wrong'
  const outcome = cryptography.verify(scheme, key.subjectPublicKeyInfo, message, signature)
  if (outcome === 'unusable-key') return 'unsupported'
  return outcome ? 'right' : 'wrong'
}

/**
 * Document signer to country signing authority, the only step there is: ICAO 9303-11 5.1, 9303-12 7.1. Validity is asked for the moment of
 * signing, not for today: cards outlive their signers' certificates.
 *
 * @param anchors authorities the office trusts, as configured; the card's own certificates never become one
 * @param signedAt when the card was signed, as far as anything says it
 * @param checkedAt now
 */
export function checkChain(
  cryptography: ChipCryptography,
  signer: Certificate,
  anchors: readonly Certificate[],
  lists: readonly RevocationList[],
  signedAt: Date | undefined,
  checkedAt: Date,
): Chain | ChainFailure {
  const gap = (reason: ChainGap, detail: string) => ({ verdict: 'cannot-be-checked', reason, detail }) as const
  const fault = (reason: ChainFault, detail: string) => ({ verdict: 'invalid', reason, detail }) as const
  if (anchors.length === 0) return gap('no-anchors', 'no certificate of a country signing authority is configured')
  const named = anchors.filter((anchor) => anchor.isAuthority && isIssuerOf(anchor, signer))
  if (named.length === 0) return gap('issuer-unknown', `no configured authority is ${signer.issuer}`)

  const outcomes = named.map((anchor) => ({
    anchor,
    outcome: verifySignature(cryptography, signer.scheme, anchor.key, signer.signedBytes, signer.signature),
  }))
  const authority = outcomes.find(({ outcome }) => outcome === 'right')?.anchor
  if (authority === undefined) {
    const unsupported = outcomes.some(({ outcome }) => outcome === 'unsupported')
    return unsupported
      ? gap('algorithm-unsupported', `signature ${signer.scheme.name} of the document signer's certificate`)
      : fault('signer-not-issued-by-authority', `${signer.subject} names ${signer.issuer}, whose key did not sign it`)
  }
  const [strange] = signer.unknownCritical
  if (strange !== undefined) return gap('extension-unknown', `critical extension ${strange} of the document signer`)
  if (signer.isAuthority || signer.keyUsage?.digitalSignature === false)
    return fault('signer-may-not-sign', `${signer.subject} is no certificate for signing documents`)
  if (signedAt !== undefined && !isWithin(signedAt, signer))
    return fault('signer-not-valid-at-signing', `signed ${day(signedAt)}, valid ${span(signer)}`)
  if (!isWithin(signer.notBefore, authority))
    return fault('authority-not-valid-at-issue', `issued ${day(signer.notBefore)}, authority valid ${span(authority)}`)

  const own = lists.filter(
    (list) =>
      list.issuerName === authority.subjectName &&
      verifySignature(cryptography, list.scheme, authority.key, list.signedBytes, list.signature) === 'right',
  )
  const revokedAt = own.map((list) => list.revoked.get(signer.serialNumber)).find((date) => date !== undefined)
  if (revokedAt !== undefined) return fault('signer-revoked', `${signer.subject} was revoked ${day(revokedAt)}`)
  const isFresh = own.some((list) => list.nextAt === undefined || list.nextAt >= checkedAt)
  return {
    verdict: 'valid',
    authority,
    revocation: own.length === 0 ? 'no-list' : isFresh ? 'not-revoked' : 'list-out-of-date',
  }
}

/** By name, and by key where both say one: authorities change keys and keep names. */
function isIssuerOf(anchor: Certificate, signer: Certificate): boolean {
  if (anchor.subjectName !== signer.issuerName) return false
  const { authorityKeyId } = signer
  return authorityKeyId === undefined || anchor.subjectKeyId === undefined || authorityKeyId === anchor.subjectKeyId
}

function isWithin(time: Date, certificate: Certificate): boolean {
  return time >= certificate.notBefore && time <= certificate.notAfter
}

function day(time: Date): string {
  return Number.isNaN(time.getTime()) ? 'at no known time' : time.toISOString().slice(0, 10)
}

function span(certificate: Certificate): string {
  return `${day(certificate.notBefore)} to ${day(certificate.notAfter)}`
}
