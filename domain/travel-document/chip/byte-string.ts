export const NO_BYTES = new Uint8Array(0)

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Compares without leaving early, so that the time does not tell how far a check value was right. */
export function sameBytes(one: Uint8Array, two: Uint8Array): boolean {
  if (one.length !== two.length) return false
  let difference = 0
  for (let i = 0; i < one.length; i++) difference |= (one[i] ?? 0) ^ (two[i] ?? 0)
  return difference === 0
}

export function xorBytes(one: Uint8Array, two: Uint8Array): Uint8Array {
  return one.map((byte, i) => byte ^ (two[i] ?? 0))
}

const HEX = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase())

/** Uppercase hex without blanks, as the standards print it. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}

/** Reads hex of our own making (tests, tables): blanks are skipped, anything else that is not hex is a mistake. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '')
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new RangeError(`not hex: ${digits.slice(0, 20)}`)
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

/** Big-endian. */
export function toUint(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`)
}

/** Big-endian in exactly `length` bytes; `value` fits. */
export function fromUint(value: bigint | number, length: number): Uint8Array {
  if (typeof value === 'bigint') return fromHex(value.toString(16).padStart(2 * length, '0'))
  const bytes = new Uint8Array(length)
  for (let i = length - 1, left = value; i >= 0; i--, left = Math.floor(left / 0x100)) bytes[i] = left % 0x100
  return bytes
}

/** Big-endian in as few bytes as it takes, at least one. */
export function fromUintShortest(value: bigint | number): Uint8Array {
  const hex = value.toString(16)
  return fromUint(value, Math.ceil(hex.length / 2))
}

/** Latin letters and digits: the machine-readable zone, the card access number. */
export function fromAscii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}
