import { fromUint } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'

/** Cipher of a session: what the protocol's object identifier says. ICAO 9303-11 9.8. */
export type SessionCipher = '3DES' | 'AES-128' | 'AES-192' | 'AES-256'

/** Counter of the key derivation function: what the key is for. ICAO 9303-11 9.7.1. */
export type KeyPurpose = 'encryption' | 'mac' | 'password'

const COUNTER: Readonly<Record<KeyPurpose, number>> = { encryption: 1, mac: 2, password: 3 }
const BYTES: Readonly<Record<SessionCipher, number>> = { '3DES': 16, 'AES-128': 16, 'AES-192': 24, 'AES-256': 32 }

export function blockCipherOf(cipher: SessionCipher): '3DES' | 'AES' {
  return cipher === '3DES' ? '3DES' : 'AES'
}

/** Bytes of a block, also of the send sequence counter. */
export function blockLengthOf(cipher: SessionCipher): 8 | 16 {
  return cipher === '3DES' ? 8 : 16
}

/**
 * KDF(K, c) = H(K ‖ c), cut to the key: SHA-1 for 3DES and AES-128, SHA-256 for AES-192 and AES-256. ICAO 9303-11 9.7.1. Parity bits of
 * DES keys are left as they fall; they change no result.
 */
export function deriveKey(
  cryptography: ChipCryptography,
  secret: Uint8Array,
  cipher: SessionCipher,
  purpose: KeyPurpose,
): Uint8Array {
  const hash = cipher === '3DES' || cipher === 'AES-128' ? 'SHA-1' : 'SHA-256'
  return cryptography.hash(hash, secret, fromUint(COUNTER[purpose], 4)).subarray(0, BYTES[cipher])
}

/** What a session works with. */
export interface SessionKeys {
  readonly cipher: SessionCipher
  readonly encryption: Uint8Array
  readonly mac: Uint8Array
}

export function deriveSessionKeys(
  cryptography: ChipCryptography,
  secret: Uint8Array,
  cipher: SessionCipher,
): SessionKeys {
  return {
    cipher,
    encryption: deriveKey(cryptography, secret, cipher, 'encryption'),
    mac: deriveKey(cryptography, secret, cipher, 'mac'),
  }
}
