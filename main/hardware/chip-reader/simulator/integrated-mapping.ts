import { type ChipCipher, encrypt } from './chip-cipher.ts'

/** A curve y² = x³ + ax + b over p. */
export interface MappedCurve {
  readonly p: bigint
  readonly a: bigint
  readonly b: bigint
}

/** c0 and c1 by the length of the nonce, ICAO 9303-11, 4.4.3.3.2. */
const NEXT_KEY = {
  16: 'a668892a7c41e3ca739f40b057d85904',
  32: 'd463d65234124ef7897054986dca0a174e28df758cbaa03f240616414d5a1676',
}
const OUTPUT = {
  16: 'a4e136ac725f738b01c1f60217c188ad',
  32: '54bd7255f0aaf831bec3423fcf39d69b6cbf066677d0faae5aadd99df8e53517',
}
const KEY_BYTES = { '3DES': 16, 'AES-128': 16, 'AES-192': 24, 'AES-256': 32 } as const

const modulo = (value: bigint, p: bigint) => ((value % p) + p) % p

function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let [result, square] = [1n, modulo(base, p)]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

/**
 * The card's side of integrated mapping: the point both nonces lead to, by the pseudo-random function of 9303-11, 4.4.3.3.2 and the point
 * encoding of appendix B. Undefined where they lead to none, or the terminal's nonce is no key.
 */
export function integratedPoint(
  curve: MappedCurve,
  cipher: ChipCipher,
  own: Buffer,
  theirs: Buffer,
): { readonly x: bigint; readonly y: bigint } | undefined {
  const bytes = own.length === 32 ? 32 : 16
  const keyBytes = KEY_BYTES[cipher]
  if (theirs.length !== keyBytes) return undefined
  const iv = Buffer.alloc(cipher === '3DES' ? 8 : 16)
  const { p, a, b } = curve
  const wanted = p.toString(2).length + 64
  let stretched = Buffer.alloc(0)
  let key = encrypt(cipher, theirs, iv, own)
  while (stretched.length * 8 < wanted) {
    const used = key.subarray(0, keyBytes)
    stretched = Buffer.concat([stretched, encrypt(cipher, used, iv, Buffer.from(OUTPUT[bytes], 'hex'))])
    key = encrypt(cipher, used, iv, Buffer.from(NEXT_KEY[bytes], 'hex'))
  }
  const t = modulo(BigInt(`0x${stretched.toString('hex')}`), p)
  const alpha = modulo(-t * t, p)
  const sum = modulo(alpha + alpha * alpha, p)
  if (sum === 0n) return undefined
  const inverse = (value: bigint) => power(value, p - 2n, p)
  const x = modulo(-b * inverse(a) * (1n + inverse(sum)), p)
  const right = modulo(x * x * x + a * x + b, p)
  const root = power(right, (p + 1n) / 4n, p)
  // A square has this root; of any other number its product with −t⁶ has the root −t³ times it.
  if (power(right, (p - 1n) / 2n, p) === 1n) return { x, y: root }
  return { x: modulo(alpha * x, p), y: modulo(-t * t * t * root, p) }
}
