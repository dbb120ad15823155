import { toUint } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { ChipFault } from './chip-fault.ts'
import type { CurvePoint } from './elliptic-curve.ts'
import { deriveSessionKeys, type SessionKeys } from './key-derivation.ts'
import { checkValue } from './message-authentication.ts'
import { findEncodedPoint, pseudoRandom } from './pace-integrated-mapping.ts'
import { type PaceParameters, tokenInput } from './pace-protocol.ts'
import { multiplyGenerator } from './point-multiplication.ts'
import { childrenOf, readWholeTlv, type Tlv } from './tlv.ts'
import { writeTlv } from './tlv-writing.ts'

/** Dynamic authentication data: 7C { tag value }, ICAO 9303-11 4.4.5. */
export function writeDynamicData(tag?: number, value?: Uint8Array): Uint8Array {
  return tag === undefined ? writeTlv(0x7c) : writeTlv(0x7c, writeTlv(tag, value ?? new Uint8Array(0)))
}

/** The objects in 7C. */
export function readDynamicData(data: Uint8Array, step: string): readonly Tlv[] {
  return childrenOf(readWholeTlv(data, 0x7c, step), step)
}

/** Generic mapping: Ĝ = s·G + H, H the point both sides share after the first exchange. ICAO 9303-11 4.4.3.3.1. */
export function mapGenerically(
  cryptography: ChipCryptography,
  parameters: PaceParameters,
  nonce: Uint8Array,
  shared: CurvePoint,
  step: string,
): CurvePoint {
  const { Point, order } = parameters.curve
  const scalar = toUint(nonce) % order
  const mapped = scalar === 0n ? shared : multiplyGenerator(cryptography, parameters.curve, scalar).add(shared)
  if (mapped.equals(Point.ZERO)) throw new ChipFault('not-authentic', step, 'the mapping ends at infinity')
  return mapped
}

/** Integrated mapping: Ĝ = f_G(R(s, t)). ICAO 9303-11 4.4.3.3.2. */
export function mapIntegrated(
  cryptography: ChipCryptography,
  parameters: PaceParameters,
  nonce: Uint8Array,
  terminalNonce: Uint8Array,
  step: string,
): CurvePoint {
  const random = pseudoRandom(cryptography, parameters.curve, parameters.cipher, nonce, terminalNonce)
  const mapped = findEncodedPoint(parameters.curve, random)
  if (mapped === undefined) throw new ChipFault('not-authentic', step, 'the nonces map to no point')
  return mapped
}

/** Session keys of PACE from the x-coordinate both sides share. ICAO 9303-11 4.4.3.1 step 5. */
export function paceSessionKeys(
  cryptography: ChipCryptography,
  parameters: PaceParameters,
  sharedX: Uint8Array,
): SessionKeys {
  return deriveSessionKeys(cryptography, sharedX, parameters.cipher)
}

/** The token that proves the keys: computed over the other side's ephemeral key. ICAO 9303-11 4.4.3.4. */
export function paceToken(
  cryptography: ChipCryptography,
  parameters: PaceParameters,
  keys: SessionKeys,
  publicKey: CurvePoint,
): Uint8Array {
  return checkValue(cryptography, keys.cipher, keys.mac, tokenInput(parameters, publicKey))
}
