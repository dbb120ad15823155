import { type WeierstrassPoint, type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { concatBytes, fromUint, toUint } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { ChipFault } from './chip-fault.ts'

export type CurveName =
  | 'P-224'
  | 'P-256'
  | 'P-384'
  | 'P-521'
  | 'brainpoolP224r1'
  | 'brainpoolP256r1'
  | 'brainpoolP320r1'
  | 'brainpoolP384r1'
  | 'brainpoolP512r1'

export type CurvePoint = WeierstrassPoint<bigint>

export interface Curve {
  readonly name: CurveName
  /** Standardized domain parameters, ICAO 9303-11 table 6. */
  readonly parameterId: number
  /** RFC 5480 2.1.1.1, RFC 5639 4.1. */
  readonly objectIdentifier: string
  /** Bytes of a coordinate. */
  readonly fieldLength: number
  readonly order: bigint
  readonly Point: WeierstrassPointCons<bigint>
}

function curve(
  name: CurveName,
  parameterId: number,
  objectIdentifier: string,
  Point: WeierstrassPointCons<bigint>,
): Curve {
  const { p, n } = Point.CURVE()
  return {
    name,
    parameterId,
    objectIdentifier,
    fieldLength: Math.ceil(p.toString(2).length / 8),
    order: n,
    Point,
  }
}

/** Curves that @noble/curves does not ship: SEC 2 2.6.2 (P-224), RFC 5639 3.3 and 3.5. */
const P224 = weierstrass({
  p: 0xffffffffffffffffffffffffffffffff000000000000000000000001n,
  a: 0xfffffffffffffffffffffffffffffffefffffffffffffffffffffffen,
  b: 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
  n: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
  h: 1n,
  Gx: 0xb70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21n,
  Gy: 0xbd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34n,
})
const BRAINPOOL_P224 = weierstrass({
  p: 0xd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ffn,
  a: 0x68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43n,
  b: 0x2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400bn,
  n: 0xd7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939fn,
  h: 1n,
  Gx: 0x0d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07dn,
  Gy: 0x58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cdn,
})
const BRAINPOOL_P320 = weierstrass({
  p: 0xd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27n,
  a: 0x3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4n,
  b: 0x520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6n,
  n: 0xd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311n,
  h: 1n,
  Gx: 0x43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611n,
  Gy: 0x14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1n,
})

export const curves: readonly Curve[] = [
  curve('P-224', 10, '1.3.132.0.33', P224),
  curve('brainpoolP224r1', 11, '1.3.36.3.3.2.8.1.1.5', BRAINPOOL_P224),
  curve('P-256', 12, '1.2.840.10045.3.1.7', p256.Point),
  curve('brainpoolP256r1', 13, '1.3.36.3.3.2.8.1.1.7', brainpoolP256r1.Point),
  curve('brainpoolP320r1', 14, '1.3.36.3.3.2.8.1.1.9', BRAINPOOL_P320),
  curve('P-384', 15, '1.3.132.0.34', p384.Point),
  curve('brainpoolP384r1', 16, '1.3.36.3.3.2.8.1.1.11', brainpoolP384r1.Point),
  curve('brainpoolP512r1', 17, '1.3.36.3.3.2.8.1.1.13', brainpoolP512r1.Point),
  curve('P-521', 18, '1.3.132.0.35', p521.Point),
]

export function findCurveByParameterId(parameterId: number): Curve | undefined {
  return curves.find((one) => one.parameterId === parameterId)
}

/** A number from 1 to order − 1, every one as likely: drawn again while it is none. */
export function randomScalar(on: Curve, cryptography: ChipCryptography): bigint {
  const bits = on.order.toString(2).length
  const length = Math.ceil(bits / 8)
  for (let tries = 0; tries < 256; tries++) {
    const drawn = cryptography.random(length).slice()
    drawn[0] = (drawn[0] ?? 0) & (0xff >>> (length * 8 - bits))
    const scalar = toUint(drawn)
    if (scalar > 0n && scalar < on.order) return scalar
  }
  throw new RangeError('the source of random numbers gives none')
}

/** 04 ‖ X ‖ Y: BSI TR-03111 3.2.1. */
export function encodePoint(on: Curve, point: CurvePoint): Uint8Array {
  const { x, y } = point.toAffine()
  return concatBytes(Uint8Array.of(4), fromUint(x, on.fieldLength), fromUint(y, on.fieldLength))
}

/** X alone, in the length of the field: what keys are derived from. */
export function xOf(on: Curve, point: CurvePoint): Uint8Array {
  return fromUint(point.toAffine().x, on.fieldLength)
}

/**
 * A point the other side sent: uncompressed, on the curve, not the point at infinity. All curves here have cofactor 1.
 *
 * @throws {ChipFault} `malformed` with the step
 */
export function decodePoint(on: Curve, bytes: Uint8Array, step: string): CurvePoint {
  if (bytes[0] !== 4 || bytes.length !== 1 + 2 * on.fieldLength)
    throw new ChipFault('malformed', step, `${bytes.length} bytes are no uncompressed point of ${on.name}`)
  try {
    const point = on.Point.fromBytes(bytes)
    point.assertValidity()
    return point
  } catch (cause) {
    throw new ChipFault('malformed', step, `the point does not lie on ${on.name}`, { cause })
  }
}
