import type { CurveName } from './elliptic-curve.ts'

/** `DES` and `3DES`: keys of 8 and 16 bytes (two-key, K1‖K2‖K1); `AES`: keys of 16, 24 or 32 bytes. */
export type BlockCipherName = 'DES' | '3DES' | 'AES'

export type HashName = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** How a signature is made; the hash is that of the message, for PSS of the mask too unless said. */
export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly maskHash: HashName; readonly saltLength: number }
  /** `der`: SEQUENCE of r and s (certificates, CMS); `plain`: r‖s (active authentication, BSI TR-03111 5.2.1). */
  | { readonly kind: 'ecdsa'; readonly hash: HashName; readonly encoding: 'der' | 'plain' }

/** A cipher with its key, for as long as a session lives: setting a key up costs more than a block. CBC without padding. */
export interface KeyedCipher {
  /** `iv` is one block, `data` whole blocks. */
  encrypt(iv: Uint8Array, data: Uint8Array): Uint8Array
  decrypt(iv: Uint8Array, data: Uint8Array): Uint8Array
}

/**
 * Capability: the cryptography that protocol steps need and pure code does not have. Synchronous: the amounts are small.
 * Wrong key or block lengths are programming mistakes and throw; bytes of cards never reach those places unchecked.
 */
export interface ChipCryptography {
  /** CBC without padding. `data` is a whole number of blocks, `iv` one block. */
  encrypt(cipher: BlockCipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array
  decrypt(cipher: BlockCipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array
  keyed(cipher: BlockCipherName, key: Uint8Array): KeyedCipher
  hash(name: HashName, ...parts: readonly Uint8Array[]): Uint8Array
  random(length: number): Uint8Array
  /**
   * Whether `signature` over `message` was made with the key of `subjectPublicKeyInfo` (DER; named curves only). False where it was not,
   * `unusable-key` where the key itself cannot be worked with.
   */
  verify(
    scheme: SignatureScheme,
    subjectPublicKeyInfo: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean | 'unusable-key'
  /** 04 ‖ X ‖ Y of secret · G; undefined where the curve is not there: the arithmetic of the domain does it then. */
  generatorTimes(curve: CurveName, secret: Uint8Array): Uint8Array | undefined
  /** x of secret · point (04 ‖ X ‖ Y, on the curve), in the length of the field; undefined where the curve is not there. */
  xOfPointTimes(curve: CurveName, secret: Uint8Array, point: Uint8Array): Uint8Array | undefined
  /** The bare RSA public operation (ISO 9796-2 recovers the message from it); undefined where key or signature do not fit. */
  recoverRsa(subjectPublicKeyInfo: Uint8Array, signature: Uint8Array): Uint8Array | undefined
}
