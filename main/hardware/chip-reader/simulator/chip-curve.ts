import { createECDH, randomBytes } from 'node:crypto'
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import type { MappedCurve } from './integrated-mapping.ts'

/** Curves a card may choose, by the number of ICAO 9303-11 table 6 and the name OpenSSL has for them. */
export const chipCurves = {
  'P-256': { parameter: 12, native: 'prime256v1', curve: p256 },
  brainpoolP256r1: { parameter: 13, native: 'brainpoolP256r1', curve: brainpoolP256r1 },
  'P-384': { parameter: 15, native: 'secp384r1', curve: p384 },
  brainpoolP384r1: { parameter: 16, native: 'brainpoolP384r1', curve: brainpoolP384r1 },
  brainpoolP512r1: { parameter: 17, native: 'brainpoolP512r1', curve: brainpoolP512r1 },
  'P-521': { parameter: 18, native: 'secp521r1', curve: p521 },
} as const

export type ChipCurveName = keyof typeof chipCurves

type Point = InstanceType<typeof p256.Point>

export interface ChipPoint {
  readonly point: Point
  /** Uncompressed, 04 ‖ X ‖ Y. */
  readonly bytes: Buffer
}

export interface ChipCurve {
  readonly parameter: number
  readonly native: string
  readonly equation: MappedCurve
  /** The point of these coordinates, which lies on the curve. */
  pointAt(place: { readonly x: bigint; readonly y: bigint }): Point
  /** The point of these bytes; undefined where they are none of the curve. */
  findPoint(bytes: Uint8Array): Point | undefined
  scalar(): bigint
  /** generator·scalar (+ plus), with its bytes. */
  multiply(base: Point | undefined, scalar: bigint, plus?: Point): ChipPoint
  /** The first coordinate, as long as the field. */
  firstCoordinate(point: ChipPoint): Buffer
}

export function chipCurve(name: ChipCurveName): ChipCurve {
  const { parameter, native, curve } = chipCurves[name]
  const Points = curve.Point as unknown as typeof p256.Point
  const order = Points.Fn.ORDER
  const size = Points.Fp.BYTES
  return {
    parameter,
    native,
    equation: Points.CURVE(),
    pointAt: (place) => Points.fromAffine(place),
    findPoint(bytes) {
      if (bytes.length !== 1 + 2 * size || bytes[0] !== 4) return undefined
      try {
        const point = Points.fromBytes(Uint8Array.from(bytes))
        return point.is0() ? undefined : point
      } catch {
        // Not on the curve: the protocol answers with its status word.
        return undefined
      }
    },
    scalar() {
      const drawn = BigInt(`0x${randomBytes(size + 8).toString('hex')}`)
      return (drawn % (order - 1n)) + 1n
    },
    multiply(base, scalar, plus) {
      const product = (base ?? Points.BASE).multiply(((scalar - 1n) % order) + 1n)
      const point = plus ? product.add(plus) : product
      return { point, bytes: Buffer.from(point.toBytes(false)) }
    },
    firstCoordinate: ({ bytes }) => bytes.subarray(1, 1 + size),
  }
}

/** x of private·public with OpenSSL, which holds this curve's constant-time code. */
export function agree(native: string, privateKey: Uint8Array, publicKey: Uint8Array): Buffer {
  const side = createECDH(native)
  side.setPrivateKey(privateKey)
  return side.computeSecret(publicKey)
}
