import { concatBytes, fromHex, toUint } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import type { Curve, CurvePoint } from './elliptic-curve.ts'
import { blockCipherOf, blockLengthOf, type SessionCipher } from './key-derivation.ts'

/** Constants of the pseudo-random function by nonce length: ICAO 9303-11 4.4.3.3.2. */
const CONSTANTS = {
  16: [fromHex('A668892A7C41E3CA739F40B057D85904'), fromHex('A4E136AC725F738B01C1F60217C188AD')],
  32: [
    fromHex('D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676'),
    fromHex('54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517'),
  ],
} as const

/** Bytes of the terminal's nonce t: a key of the cipher. */
export function terminalNonceLength(cipher: SessionCipher): number {
  return cipher === 'AES-192' ? 24 : cipher === 'AES-256' ? 32 : 16
}

/** R(s, t): as many blocks as the field has bits, and 64 more. ICAO 9303-11 figure 2. */
export function pseudoRandom(
  cryptography: ChipCryptography,
  on: Curve,
  cipher: SessionCipher,
  chipNonce: Uint8Array,
  terminalNonce: Uint8Array,
): Uint8Array {
  const length = chipNonce.length === 32 ? 32 : 16
  const [next, output] = CONSTANTS[length]
  const iv = new Uint8Array(blockLengthOf(cipher))
  const run = (key: Uint8Array, data: Uint8Array) =>
    cryptography.encrypt(blockCipherOf(cipher), key.subarray(0, terminalNonceLength(cipher)), iv, data)
  const bits = on.Point.CURVE().p.toString(2).length
  const blocks: Uint8Array[] = []
  let key = run(terminalNonce, chipNonce)
  while (blocks.length * length * 8 < bits + 64) {
    blocks.push(run(key, output))
    key = run(key, next)
  }
  return concatBytes(...blocks)
}

/** Point encoding f_G for p ≡ 3 mod 4, ICAO 9303-11 appendix B.2 (affine coordinates). Undefined where t leaves no point. */
export function findEncodedPoint(on: Curve, random: Uint8Array): CurvePoint | undefined {
  const { Point } = on
  const { Fp } = Point
  const { a, b, p } = Point.CURVE()
  const t = Fp.create(toUint(random))
  const alpha = Fp.neg(Fp.sqr(t))
  const sum = Fp.add(alpha, Fp.sqr(alpha))
  if (Fp.is0(sum) || p % 4n !== 3n) return undefined
  const x2 = Fp.mul(Fp.neg(Fp.div(b, a)), Fp.add(Fp.ONE, Fp.inv(sum)))
  const x3 = Fp.mul(alpha, x2)
  const h2 = Fp.add(Fp.add(Fp.mul(Fp.sqr(x2), x2), Fp.mul(a, x2)), b)
  const u = Fp.mul(Fp.mul(Fp.sqr(t), t), h2)
  const power = Fp.pow(h2, p - 1n - (p + 1n) / 4n)
  const isSquare = Fp.eql(Fp.mul(Fp.sqr(power), h2), Fp.ONE)
  const point = isSquare
    ? Point.fromAffine({ x: x2, y: Fp.mul(power, h2) })
    : Point.fromAffine({ x: x3, y: Fp.mul(power, u) })
  return point.equals(Point.ZERO) ? undefined : point
}
