import { ChipFault } from './chip-fault.ts'
import { membersOf, objectIdentifierOf, smallIntegerOf } from './der.ts'
import type { Curve } from './elliptic-curve.ts'
import { findCurveByParameterId } from './elliptic-curve.ts'
import { blockCipherOf, type SessionCipher } from './key-derivation.ts'
import { type PaceParameters, type PaceProtocol, paceProtocols } from './pace-protocol.ts'
import { findCurveOf, type SubjectPublicKey, subjectPublicKeyOf } from './subject-public-key.ts'
import { expectTag, readWholeTlv, type Tlv } from './tlv.ts'

const BSI = '0.4.0.127.0.7.2.2'
const MOST_INFOS = 64
const ACTIVE_AUTHENTICATION = '2.23.136.1.1.5'

export interface PaceInfo {
  readonly objectIdentifier: string
  /** Undefined: a mapping we do not speak (Diffie-Hellman over numbers, chip authentication mapping). */
  readonly protocol: PaceProtocol | undefined
  readonly version: number
  readonly parameterId: number | undefined
}

export interface PaceDomainParameters {
  readonly parameterId: number | undefined
  /** Undefined: parameters of no curve we know. */
  readonly curve: Curve | undefined
}

export interface ChipAuthenticationInfo {
  readonly objectIdentifier: string
  /** Undefined: Diffie-Hellman over numbers. */
  readonly cipher: SessionCipher | undefined
  readonly version: number
  readonly keyId: number | undefined
}

export interface ChipAuthenticationKey {
  readonly key: SubjectPublicKey
  readonly keyId: number | undefined
}

/** SecurityInfos of EF.CardAccess, EF.CardSecurity and DG14: ICAO 9303-11 9.2. */
export interface SecurityInfos {
  readonly pace: readonly PaceInfo[]
  readonly paceDomainParameters: readonly PaceDomainParameters[]
  readonly chipAuthentication: readonly ChipAuthenticationInfo[]
  readonly chipAuthenticationKeys: readonly ChipAuthenticationKey[]
  /** Signature algorithm of active authentication with ECDSA, BSI TR-03111 5.2.1. */
  readonly activeAuthentication: { readonly version: number; readonly signatureAlgorithm: string } | undefined
  /** Fingerprints and irises stay closed without it: the police hold its certificates. */
  readonly terminalAuthentication: { readonly version: number } | undefined
  /** Object identifiers of infos that mean nothing here. */
  readonly others: readonly string[]
}

/**
 * Reads a SET of SecurityInfo.
 *
 * @throws {ChipFault} `malformed` with the place, `too-large`
 */
export function readSecurityInfos(bytes: Uint8Array, where: string, base = 0): SecurityInfos {
  return securityInfosOf(readWholeTlv(bytes, 0x31, where, base), where)
}

export function securityInfosOf(set: Tlv, where: string): SecurityInfos {
  const pace: PaceInfo[] = []
  const paceDomainParameters: PaceDomainParameters[] = []
  const chipAuthentication: ChipAuthenticationInfo[] = []
  const chipAuthenticationKeys: ChipAuthenticationKey[] = []
  const others: string[] = []
  let activeAuthentication: SecurityInfos['activeAuthentication']
  let terminalAuthentication: SecurityInfos['terminalAuthentication']
  const infos = membersOf(set, 0x31, where)
  if (infos.length > MOST_INFOS) throw new ChipFault('too-large', where, `${infos.length} security infos`)
  for (const info of infos) {
    const [protocol, required, optional] = membersOf(info, 0x30, where)
    const name = objectIdentifierOf(protocol, where)
    const version = () => smallIntegerOf(required, where)
    const identifier = optional?.tag === 0x02 ? smallIntegerOf(optional, where) : undefined
    if (/^4\.\d+\.\d+$/.test(arcsBehind(name))) {
      const known = paceProtocols.find((one) => one.objectIdentifier === name)
      pace.push({ objectIdentifier: name, protocol: known, version: version(), parameterId: identifier })
    } else if (/^4\.\d+$/.test(arcsBehind(name))) {
      paceDomainParameters.push({ parameterId: identifier, curve: curveOfAlgorithm(required, where) })
    } else if (/^3\.\d+\.\d+$/.test(arcsBehind(name))) {
      const cipher = chipAuthenticationCiphers.get(arcsBehind(name))
      chipAuthentication.push({ objectIdentifier: name, cipher, version: version(), keyId: identifier })
    } else if (/^1\.\d+$/.test(arcsBehind(name))) {
      chipAuthenticationKeys.push({ key: subjectPublicKeyOf(required, where), keyId: identifier })
    } else if (name === ACTIVE_AUTHENTICATION) {
      activeAuthentication = { version: version(), signatureAlgorithm: objectIdentifierOf(optional, where) }
    } else if (arcsBehind(name) === '2') {
      terminalAuthentication = { version: version() }
    } else {
      others.push(name)
    }
  }
  return {
    pace,
    paceDomainParameters,
    chipAuthentication,
    chipAuthenticationKeys,
    activeAuthentication,
    terminalAuthentication,
    others,
  }
}

/** id-CA-ECDH-*, ICAO 9303-11 9.2.5 */
const chipAuthenticationCiphers: ReadonlyMap<string, SessionCipher> = new Map([
  ['3.2.1', '3DES'],
  ['3.2.2', 'AES-128'],
  ['3.2.3', 'AES-192'],
  ['3.2.4', 'AES-256'],
])

function arcsBehind(name: string): string {
  return name.startsWith(`${BSI}.`) ? name.slice(BSI.length + 1) : ''
}

/** AlgorithmIdentifier whose parameters name or spell a curve. */
function curveOfAlgorithm(found: Tlv | undefined, where: string): Curve | undefined {
  const [, parameters] = membersOf(expectTag(found, 0x30, where), 0x30, where)
  // Diffie-Hellman parameters are three numbers: no curve, but nothing wrong either.
  if (parameters?.tag === 0x30 && parameters.value[0] === 0x02 && membersOf(parameters, 0x30, where)[1]?.tag === 0x02)
    return undefined
  return findCurveOf(parameters, where)
}

export interface PaceChoice {
  readonly parameters: PaceParameters
  /** More than one set of domain parameters is on offer: the terminal names its choice. */
  readonly ambiguous: boolean
}

/** Of what the card offers and we speak: the strongest cipher, generic mapping before integrated. Undefined: no PACE with this card. */
export function findPaceChoice(infos: SecurityInfos): PaceChoice | undefined {
  const offers = infos.pace.flatMap(({ protocol, version, parameterId }): PaceParameters[] => {
    if (protocol === undefined || version !== 2) return []
    const own = infos.paceDomainParameters.filter((one) => one.parameterId === parameterId)
    const curve = own.length > 0 ? own[0]?.curve : findCurveByParameterId(parameterId ?? -1)
    return curve === undefined ? [] : [{ ...protocol, curve }]
  })
  const [best] = offers.toSorted((one, other) => strength(other) - strength(one))
  const isAmbiguous = new Set(infos.pace.map((info) => info.parameterId)).size > 1
  return best === undefined ? undefined : { parameters: best, ambiguous: isAmbiguous }
}

function strength({ cipher, mapping }: PaceParameters): number {
  const bits = blockCipherOf(cipher) === 'AES' ? Number(cipher.slice(4)) : 112
  return bits * 2 + (mapping === 'generic' ? 1 : 0)
}
