import type { Curve, CurvePoint } from './elliptic-curve.ts'
import { encodePoint } from './elliptic-curve.ts'
import type { SessionCipher } from './key-derivation.ts'
import { objectIdentifierContent, writeTlv } from './tlv-writing.ts'

/** Generic mapping and integrated mapping over elliptic curves; with other mappings the card is read by BAC. */
export type PaceMapping = 'generic' | 'integrated'

export interface PaceProtocol {
  readonly mapping: PaceMapping
  readonly cipher: SessionCipher
  readonly objectIdentifier: string
}

export interface PaceParameters extends PaceProtocol {
  readonly curve: Curve
}

/** id-PACE, ICAO 9303-11 9.2.1 */
const ID_PACE = '0.4.0.127.0.7.2.2.4'
const CIPHERS: readonly SessionCipher[] = ['3DES', 'AES-128', 'AES-192', 'AES-256']

/** id-PACE-ECDH-GM-* and id-PACE-ECDH-IM-*, ICAO 9303-11 table 5. */
export const paceProtocols: readonly PaceProtocol[] = [
  ...CIPHERS.map(
    (cipher, i): PaceProtocol => ({ mapping: 'generic', cipher, objectIdentifier: `${ID_PACE}.2.${i + 1}` }),
  ),
  ...CIPHERS.map(
    (cipher, i): PaceProtocol => ({ mapping: 'integrated', cipher, objectIdentifier: `${ID_PACE}.4.${i + 1}` }),
  ),
]

export function paceProtocol(mapping: PaceMapping, cipher: SessionCipher): PaceProtocol {
  const found = paceProtocols.find((one) => one.mapping === mapping && one.cipher === cipher)
  if (found === undefined) throw new RangeError(`no PACE with ${mapping} mapping and ${cipher}`)
  return found
}

/** How MSE names the password, ICAO 9303-11 4.4.4.1. */
export const PASSWORD_REFERENCE = { mrz: 1, can: 2 } as const

/** Bytes of the nonce s: whole blocks, no less than the key. ICAO 9303-11 4.4.3.2. */
export function nonceLength(cipher: SessionCipher): number {
  return cipher === 'AES-192' || cipher === 'AES-256' ? 32 : 16
}

/** Public key object the tokens are computed over: 7F49 { 06 protocol, 86 point }. ICAO 9303-11 4.4.3.4 and 9.4.5. */
export function tokenInput(parameters: PaceParameters, publicKey: CurvePoint): Uint8Array {
  return writeTlv(
    0x7f49,
    writeTlv(0x06, objectIdentifierContent(parameters.objectIdentifier)),
    writeTlv(0x86, encodePoint(parameters.curve, publicKey)),
  )
}
