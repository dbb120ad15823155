import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

/** The card's side of the ciphers of ICAO 9303-11; written apart from the reader's, so that each proves the other. */
export type ChipCipher = '3DES' | 'AES-128' | 'AES-192' | 'AES-256'

const KEY_BYTES = { '3DES': 16, 'AES-128': 16, 'AES-192': 24, 'AES-256': 32 } as const

export const blockSize = (cipher: ChipCipher) => (cipher === '3DES' ? 8 : 16)

/** Key derivation of 9303-11, 9.7.1: counter 1 encryption, 2 authentication, 3 PACE's nonce. */
export function deriveKey(cipher: ChipCipher, secret: Uint8Array, counter: number): Buffer {
  const hash = createHash(cipher === '3DES' || cipher === 'AES-128' ? 'sha1' : 'sha256')
  const key = hash
    .update(secret)
    .update(Buffer.from([0, 0, 0, counter]))
    .digest()
  return key.subarray(0, KEY_BYTES[cipher])
}

/** Padding method 2 of ISO/IEC 9797-1. */
export function pad(bytes: Uint8Array, block: number): Buffer {
  const padded = Buffer.alloc((Math.floor(bytes.length / block) + 1) * block)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

export function unpad(bytes: Buffer): Buffer | undefined {
  const at = bytes.lastIndexOf(0x80)
  return at < 0 || bytes.subarray(at + 1).some((byte) => byte !== 0) ? undefined : bytes.subarray(0, at)
}

/** OpenSSL 3 has no single DES and no two-key name: both are three-key DES with keys repeated. */
function algorithm(cipher: ChipCipher, key: Buffer): [string, Buffer] {
  return cipher === '3DES'
    ? ['des-ede3-cbc', Buffer.concat([key, key.subarray(0, 8)])]
    : [`aes-${key.length * 8}-cbc`, key]
}

export function encrypt(cipher: ChipCipher, key: Buffer, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const machine = createCipheriv(...algorithm(cipher, key), iv).setAutoPadding(false)
  return Buffer.concat([machine.update(bytes), machine.final()])
}

export function decrypt(cipher: ChipCipher, key: Buffer, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const machine = createDecipheriv(...algorithm(cipher, key), iv).setAutoPadding(false)
  return Buffer.concat([machine.update(bytes), machine.final()])
}

/** Vector of secure messaging: zero for 3DES, the encrypted counter for AES. */
export function vector(cipher: ChipCipher, key: Buffer, counter: Uint8Array): Buffer {
  return cipher === '3DES' ? Buffer.alloc(8) : encrypt(cipher, key, Buffer.alloc(16), counter)
}

const doubled = (block: Buffer): Buffer => {
  const shifted = Buffer.from(block.map((byte, i) => ((byte << 1) | ((block[i + 1] ?? 0) >> 7)) & 255))
  if ((block[0] ?? 0) & 0x80) shifted[15] = (shifted[15] ?? 0) ^ 0x87
  return shifted
}

/** CMAC, NIST SP 800-38B, over bytes that the caller has not padded. */
function cmac(key: Buffer, bytes: Uint8Array): Buffer {
  const one = doubled(encrypt('AES-128', key, Buffer.alloc(16), Buffer.alloc(16)))
  const whole = bytes.length > 0 && bytes.length % 16 === 0
  const blocks = whole ? Buffer.from(bytes) : pad(bytes, 16)
  const last = whole ? one : doubled(one)
  for (let i = 0; i < 16; i++) {
    const at = blocks.length - 16 + i
    blocks[at] = (blocks[at] ?? 0) ^ (last[i] ?? 0)
  }
  return encrypt('AES-128', key, Buffer.alloc(16), blocks).subarray(-16)
}

/** Retail MAC, ISO/IEC 9797-1 algorithm 3, over padded bytes: single DES, the last block with both keys. */
function retailMac(key: Buffer, padded: Uint8Array): Buffer {
  const first = key.subarray(0, 8)
  const head = padded.subarray(0, -8)
  const chained =
    head.length === 0 ? Buffer.alloc(8) : encrypt('3DES', Buffer.concat([first, first]), Buffer.alloc(8), head)
  return encrypt('3DES', key, chained.subarray(-8), padded.subarray(-8))
}

/** Eight bytes of MAC. Messages are padded by the caller; a token is padded for 3DES only. */
export function authenticate(cipher: ChipCipher, key: Buffer, bytes: Uint8Array): Buffer {
  return cipher === '3DES' ? retailMac(key, bytes) : cmac(key, bytes).subarray(0, 8)
}

export const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b)
