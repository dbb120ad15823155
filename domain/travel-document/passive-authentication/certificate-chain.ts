import type { PlainDate } from '../../calendar/plain-date.ts'
import type { ChipCryptography } from '../chip/chip-cryptography.ts'
import type { Certificate } from './certificate.ts'
import type { RevocationList } from './revocation-list.ts'
import type { NamedScheme } from './signature-algorithm.ts'

/** Why a document signer is not (known to be) one of its country. */
export type ChainFailure =
  | { readonly verdict: 'invalid'; readonly reason: ChainFault; readonly detail: string }
  | { readonly verdict: 'cannot-be-checked'; readonly reason: ChainGap; readonly detail: string }

export const chainFaults = [
  'signer-not-issued-by-authority',
  'signer-may-not-sign',
  'signer-not-valid-at-signing',
  'signer-not-valid-yet',
  'signed-in-future',
  'authority-not-valid-at-issue',
  'signer-revoked',
] as const
export type ChainFault = (typeof chainFaults)[number]

export const chainGaps = [
  'no-anchors',
  'issuer-unknown',
  'algorithm-unsupported',
  'extension-unknown',
  'signing-time-unknown',
] as const
export type ChainGap = (typeof chainGaps)[number]

export type RevocationState = 'not-revoked' | 'no-list' | 'list-out-of-date'

export interface Chain {
  readonly verdict: 'valid'
  readonly authority: Certificate
  readonly revocation: RevocationState
}

/** When a card was signed, between two moments: the same one where the signature has a time. */
export interface SigningTime {
  readonly from: Date
  readonly until: Date
}

const HOUR_MS = 3_600_000

/** A day of issue, as DG12 has it, names no time zone: from its first beginning on Earth (UTC+14) to its last end (UTC−12). */
export function signingTimeOf(day: PlainDate): SigningTime {
  const start = new Date(`${day}T00:00:00Z`).getTime()
  return { from: new Date(start - 14 * HOUR_MS), until: new Date(start + 36 * HOUR_MS) }
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
 * @param signed when the card was signed, as far as anything says it
 * @param checkedAt now
 */
export function checkChain(
  cryptography: ChipCryptography,
  signer: Certificate,
  anchors: readonly Certificate[],
  lists: readonly RevocationList[],
  signed: SigningTime | undefined,
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
  const issuers = outcomes.flatMap(({ anchor, outcome }) => (outcome === 'right' ? [anchor] : []))
  // A key may have several certificates, renewed: the one in force when the signer was issued counts.
  const issued = { from: signer.notBefore, until: signer.notBefore }
  const authority = issuers.find((anchor) => isWithin(issued, anchor)) ?? issuers[0]
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
  const untimely = checkTime(signer, signed, checkedAt)
  if (untimely?.verdict === 'invalid') return untimely
  if (!isWithin(issued, authority))
    return fault('authority-not-valid-at-issue', `issued ${day(signer.notBefore)}, authority valid ${span(authority)}`)

  // An authority that changed its key signs one list for all it has issued, with the new one.
  const keys = anchors.filter((anchor) => anchor.isAuthority && anchor.subjectName === authority.subjectName)
  const own = lists.filter(
    (list) =>
      list.issuerName === authority.subjectName &&
      keys.some(
        ({ key }) => verifySignature(cryptography, list.scheme, key, list.signedBytes, list.signature) === 'right',
      ),
  )
  const revokedAt = own.map((list) => list.revoked.get(signer.serialNumber)).find((date) => date !== undefined)
  if (revokedAt !== undefined) return fault('signer-revoked', `${signer.subject} was revoked ${day(revokedAt)}`)
  if (untimely !== undefined) return untimely
  const isFresh = own.some((list) => list.nextAt === undefined || list.nextAt >= checkedAt)
  return {
    verdict: 'valid',
    authority,
    revocation: own.length === 0 ? 'no-list' : isFresh ? 'not-revoked' : 'list-out-of-date',
  }
}

/**
 * Whether the signer's certificate was in force at signing. Without any time an expired one stays open: it may have signed in its time or after.
 * Clocks differ: a card signed today by a clock before ours is not of the future.
 */
function checkTime(signer: Certificate, signed: SigningTime | undefined, checkedAt: Date): ChainFailure | undefined {
  const tomorrow = new Date(checkedAt.getTime() + 24 * HOUR_MS)
  const now = day(checkedAt)
  if (signed !== undefined && signed.from > tomorrow)
    return { verdict: 'invalid', reason: 'signed-in-future', detail: `signed ${day(signed.from)}, today is ${now}` }
  if (signed !== undefined && !isWithin(signed, signer)) {
    const detail = `signed ${day(signed.from)} to ${day(signed.until)}, valid ${span(signer)}`
    return { verdict: 'invalid', reason: 'signer-not-valid-at-signing', detail }
  }
  if (signer.notBefore > tomorrow)
    return { verdict: 'invalid', reason: 'signer-not-valid-yet', detail: `valid ${span(signer)}, today is ${now}` }
  if (signed !== undefined || signer.notAfter >= checkedAt) return undefined
  const detail = `nothing says when it was signed; the signer's certificate was valid ${span(signer)}`
  return { verdict: 'cannot-be-checked', reason: 'signing-time-unknown', detail }
}

/**
 * By key where both say one, by name else: authorities change keys and keep names, and some change their names with a key. Which of them it
 * was, the signature decides.
 */
function isIssuerOf(anchor: Certificate, signer: Certificate): boolean {
  const { authorityKeyId } = signer
  if (authorityKeyId !== undefined && anchor.subjectKeyId !== undefined) return authorityKeyId === anchor.subjectKeyId
  return anchor.subjectName === signer.issuerName
}

/** Whether any moment of the time lies in the certificate's validity. */
function isWithin({ from, until }: SigningTime, { notBefore, notAfter }: Certificate): boolean {
  return until >= notBefore && from <= notAfter
}

function day(time: Date): string {
  return Number.isNaN(time.getTime()) ? 'at no known time' : time.toISOString().slice(0, 10)
}

function span(certificate: Certificate): string {
  return `${day(certificate.notBefore)} to ${day(certificate.notAfter)}`
}
