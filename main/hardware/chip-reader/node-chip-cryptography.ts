import {
  constants,
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  verify,
} from 'node:crypto'
import type {
  BlockCipherName,
  ChipCryptography,
  HashName,
  KeyedCipher,
  SignatureScheme,
} from '../../../domain/travel-document/chip/chip-cryptography.ts'
import type { CurveName } from '../../../domain/travel-document/chip/elliptic-curve.ts'
import { pssKeyInfo } from './rsa-pss-key.ts'

/** OpenSSL 3 has no single DES: three times the same key is one. Two keys of 3DES are K1‖K2‖K1. */
function algorithmOf(cipher: BlockCipherName, key: Uint8Array): { readonly name: string; readonly key: Uint8Array } {
  if (cipher === 'AES') return { name: `aes-${key.length * 8}-cbc`, key }
  const parts = cipher === 'DES' ? [key, key, key] : [key, key.subarray(0, 8)]
  return { name: 'des-ede3-cbc', key: Buffer.concat(parts) }
}

/**
 * One OpenSSL context each way for as long as the key is used. CBC chains on from the last block it saw, so that block and the wanted start
 * are added where the next message begins: the chain starts anew, without the cost of a new context.
 */
function keyedCipher(cipher: BlockCipherName, key: Uint8Array): KeyedCipher {
  const algorithm = algorithmOf(cipher, key)
  const blockLength = cipher === 'AES' ? 16 : 8
  const zeros = Buffer.alloc(blockLength)
  let encryption: ReturnType<typeof createCipheriv> | undefined
  let decryption: ReturnType<typeof createDecipheriv> | undefined
  let lastEncrypted: Uint8Array = zeros
  let lastDecrypted: Uint8Array = zeros
  return {
    encrypt(iv, data) {
      needBlocks(iv, data, blockLength)
      encryption ??= createCipheriv(algorithm.name, algorithm.key, zeros).setAutoPadding(false)
      const encrypted = plainBytes(encryption.update(restarted(data, iv, lastEncrypted)))
      if (encrypted.length > 0) lastEncrypted = encrypted.slice(-blockLength)
      return encrypted
    },
    decrypt(iv, data) {
      needBlocks(iv, data, blockLength)
      decryption ??= createDecipheriv(algorithm.name, algorithm.key, zeros).setAutoPadding(false)
      const decrypted = restarted(plainBytes(decryption.update(data)), iv, lastDecrypted)
      if (data.length > 0) lastDecrypted = data.slice(-blockLength)
      return decrypted
    },
  }
}

function restarted(blocks: Uint8Array, iv: Uint8Array, last: Uint8Array): Uint8Array {
  const copy = blocks.slice()
  for (let i = 0; i < iv.length && i < copy.length; i++) copy[i] = (copy[i] ?? 0) ^ (iv[i] ?? 0) ^ (last[i] ?? 0)
  return copy
}

function needBlocks(iv: Uint8Array, data: Uint8Array, blockLength: number): void {
  if (iv.length !== blockLength || data.length % blockLength !== 0)
    throw new RangeError(`${data.length} bytes from a start of ${iv.length} are no blocks of ${blockLength}`)
}

const HASH: Readonly<Record<HashName, string>> = {
  'SHA-1': 'sha1',
  'SHA-224': 'sha224',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

const CURVE: Readonly<Record<CurveName, string>> = {
  'P-224': 'secp224r1',
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
  brainpoolP224r1: 'brainpoolP224r1',
  brainpoolP256r1: 'brainpoolP256r1',
  brainpoolP320r1: 'brainpoolP320r1',
  brainpoolP384r1: 'brainpoolP384r1',
  brainpoolP512r1: 'brainpoolP512r1',
}

/** The chip's cryptography by OpenSSL as Node carries it. */
export const nodeChipCryptography: ChipCryptography = {
  encrypt: (cipher, key, iv, data) => keyedCipher(cipher, key).encrypt(iv, data),
  decrypt: (cipher, key, iv, data) => keyedCipher(cipher, key).decrypt(iv, data),
  keyed: keyedCipher,
  hash(name, ...parts) {
    const hash = createHash(HASH[name])
    for (const part of parts) hash.update(part)
    return plainBytes(hash.digest())
  },
  random: (length) => plainBytes(randomBytes(length)),
  verify(scheme, subjectPublicKeyInfo, message, signature) {
    const plainKey = findKey(subjectPublicKeyInfo)
    if (plainKey === undefined || !fits(scheme, plainKey)) return 'unusable-key'
    const isMixed = scheme.kind === 'rsa-pss' && scheme.maskHash !== scheme.hash
    const key = isMixed ? findKey(pssKeyInfo(subjectPublicKeyInfo, scheme)) : plainKey
    if (key === undefined) return 'unusable-key'
    const padding = scheme.kind === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
    try {
      return scheme.kind === 'ecdsa'
        ? verify(
            HASH[scheme.hash],
            message,
            { key, dsaEncoding: scheme.encoding === 'der' ? 'der' : 'ieee-p1363' },
            signature,
          )
        : verify(
            HASH[scheme.hash],
            message,
            scheme.kind === 'rsa-pss' ? { key, padding, saltLength: scheme.saltLength } : { key, padding },
            signature,
          )
    } catch {
      // OpenSSL throws for keys it will not work with (size, curve); a signature that does not fit is `false`.
      return 'unusable-key'
    }
  },
  generatorTimes(curve, secret) {
    const agreement = createECDH(CURVE[curve])
    agreement.setPrivateKey(secret)
    return plainBytes(agreement.getPublicKey())
  },
  xOfPointTimes(curve, secret, point) {
    const agreement = createECDH(CURVE[curve])
    agreement.setPrivateKey(secret)
    return plainBytes(agreement.computeSecret(point))
  },
  recoverRsa(subjectPublicKeyInfo, signature) {
    const key = findKey(subjectPublicKeyInfo)
    if (key?.asymmetricKeyType !== 'rsa') return undefined
    try {
      // The bare public operation: OpenSSL calls it encryption without padding.
      return plainBytes(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature))
    } catch {
      // A signature longer than the modulus, or not below it, is no signature of this key.
      return undefined
    }
  },
}

function findKey(subjectPublicKeyInfo: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(subjectPublicKeyInfo), format: 'der', type: 'spki' })
  } catch {
    // Not a key OpenSSL can read: the caller says so.
    return undefined
  }
}

function fits(scheme: SignatureScheme, key: KeyObject): boolean {
  if (scheme.kind === 'ecdsa') return key.asymmetricKeyType === 'ec'
  return key.asymmetricKeyType === 'rsa' || (scheme.kind === 'rsa-pss' && key.asymmetricKeyType === 'rsa-pss')
}

/** Node's buffers share pools and have methods of their own; the domain gets plain bytes. */
function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
