import { concatBytes, fromUint, sameBytes, toUint } from './byte-string.ts'
import type { ChipCryptography, HashName } from './chip-cryptography.ts'

/** Trailers of ISO/IEC 9796-2 8.2 and the hashes of ISO/IEC 10118-3 they name; BC is SHA-1 by agreement. */
const TRAILERS: readonly { readonly bytes: Uint8Array; readonly hash: HashName }[] = [
  { bytes: Uint8Array.of(0xbc), hash: 'SHA-1' },
  { bytes: Uint8Array.of(0x33, 0xcc), hash: 'SHA-1' },
  { bytes: Uint8Array.of(0x38, 0xcc), hash: 'SHA-224' },
  { bytes: Uint8Array.of(0x34, 0xcc), hash: 'SHA-256' },
  { bytes: Uint8Array.of(0x36, 0xcc), hash: 'SHA-384' },
  { bytes: Uint8Array.of(0x35, 0xcc), hash: 'SHA-512' },
]
/** Partial recovery: a part of the message is in the signature, the rest comes beside. */
const HEADER = 0x6a
const LENGTHS: Readonly<Record<HashName, number>> = {
  'SHA-1': 20,
  'SHA-224': 28,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
}

/**
 * Whether `opened` (the RSA public operation on a signature) is the message of ISO/IEC 9796-2 scheme 1 over M1 ‖ `challenge`:
 * 6A ‖ M1 ‖ H(M1 ‖ M2) ‖ trailer. ICAO 9303-11 6.1.3.
 */
export function verifiesRecoverable(
  cryptography: ChipCryptography,
  opened: Uint8Array,
  modulus: bigint,
  challenge: Uint8Array,
): boolean {
  // The signer may have used n − F, whichever was less: F itself ends in C. ISO/IEC 9796-2 B.7.
  const isWhole = ((opened[opened.length - 1] ?? 0) & 0x0f) === 0x0c
  const message = isWhole ? opened : fromUint(modulus - (toUint(opened) % modulus), opened.length)
  if (message[0] !== HEADER) return false
  return TRAILERS.some(({ bytes, hash }) => {
    const end = message.length - bytes.length
    const hashAt = end - LENGTHS[hash]
    if (hashAt < 1 || !sameBytes(message.subarray(end), bytes)) return false
    return sameBytes(message.subarray(hashAt, end), cryptography.hash(hash, message.subarray(1, hashAt), challenge))
  })
}

/** The message a card signs (its bare private operation follows): for `length` bytes of modulus, M1 at random. */
export function writeRecoverable(
  cryptography: ChipCryptography,
  hash: HashName,
  length: number,
  challenge: Uint8Array,
): Uint8Array {
  const trailer = TRAILERS.findLast((one) => one.hash === hash && (hash !== 'SHA-1' || one.bytes.length === 1))
  if (trailer === undefined) throw new RangeError(`no trailer for ${hash}`)
  const first = cryptography.random(length - 1 - LENGTHS[hash] - trailer.bytes.length)
  return concatBytes(Uint8Array.of(HEADER), first, cryptography.hash(hash, first, challenge), trailer.bytes)
}
