import { fromUint, toUint } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { type Curve, type CurvePoint, encodePoint, xOf } from './elliptic-curve.ts'

/** Scalars in the length of the order: what other cryptography takes as a private key. */
function scalarBytes(on: Curve, scalar: bigint): Uint8Array {
  return fromUint(scalar, Math.ceil(on.order.toString(2).length / 8))
}

/** scalar · G; the scalar is from 1 to order − 1. */
export function multiplyGenerator(cryptography: ChipCryptography, on: Curve, scalar: bigint): CurvePoint {
  const encoded = cryptography.generatorTimes(on.name, scalarBytes(on, scalar))
  return encoded === undefined ? on.Point.BASE.multiply(scalar) : on.Point.fromBytes(encoded)
}

/** x of scalar · point: all that key agreement takes. The point is one that `decodePoint` or this file gave. */
export function multipliedX(cryptography: ChipCryptography, on: Curve, scalar: bigint, point: CurvePoint): Uint8Array {
  const x = cryptography.xOfPointTimes(on.name, scalarBytes(on, scalar), encodePoint(on, point))
  return x ?? xOf(on, point.multiply(scalar))
}

/**
 * scalar · point. The capability's key agreement is some ten times as quick as the arithmetic here and takes the same time for every secret,
 * but gives x alone. Two points have that x, one the other's negative; which one is meant, x of (scalar + 1) · point tells.
 */
export function multiplyPoint(
  cryptography: ChipCryptography,
  on: Curve,
  scalar: bigint,
  point: CurvePoint,
): CurvePoint {
  const encoded = encodePoint(on, point)
  const next = scalar + 1n
  const known = next === on.order ? undefined : cryptography.xOfPointTimes(on.name, scalarBytes(on, scalar), encoded)
  const nextX = known && cryptography.xOfPointTimes(on.name, scalarBytes(on, next), encoded)
  if (known === undefined || nextX === undefined) return point.multiply(scalar)
  const { Point } = on
  const { Fp } = Point
  const { a, b } = Point.CURVE()
  const x = toUint(known)
  const y = Fp.sqrt(Fp.add(Fp.mul(Fp.add(Fp.sqr(x), a), x), b))
  const one = Point.fromAffine({ x, y })
  const sum = one.add(point)
  const isIt = !sum.equals(Point.ZERO) && sum.toAffine().x === toUint(nextX)
  return isIt ? one : one.negate()
}
