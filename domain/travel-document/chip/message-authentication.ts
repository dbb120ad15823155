import type { ChipCryptography } from './chip-cryptography.ts'
import type { SessionCipher } from './key-derivation.ts'

/** Bytes of every check value of ICAO 9303-11. */
export const MAC_LENGTH = 8

/** ISO/IEC 9797-1 padding method 2: 80, then zeros up to a whole block; at least one byte. */
export function pad(data: Uint8Array, blockLength: number): Uint8Array {
  const whole = new Uint8Array((Math.floor(data.length / blockLength) + 1) * blockLength)
  whole.set(data)
  whole[data.length] = 0x80
  return whole
}

/** Undefined where the last bytes are no padding of method 2. */
export function findUnpadded(padded: Uint8Array): Uint8Array | undefined {
  const mark = padded.findLastIndex((byte) => byte !== 0)
  return mark >= 0 && padded[mark] === 0x80 ? padded.subarray(0, mark) : undefined
}

const ZEROS_8 = new Uint8Array(8)
const ZEROS_16 = new Uint8Array(16)

/** A key for check values, ready for many messages. */
export type Mac = (message: Uint8Array) => Uint8Array

/**
 * ISO/IEC 9797-1 algorithm 3 with DES ("retail MAC"), zero start, over a message that is already whole blocks: DES in chains with the first
 * half of the key, the last block undone with the second half and done again with the first.
 */
function retailMac(cryptography: ChipCryptography, key: Uint8Array): Mac {
  const first = cryptography.keyed('DES', key.subarray(0, 8))
  const second = cryptography.keyed('DES', key.subarray(8, 16))
  return (padded) => {
    const chained = first.encrypt(ZEROS_8, padded).subarray(-8)
    return first.encrypt(ZEROS_8, second.decrypt(ZEROS_8, chained))
  }
}

/** AES-CMAC, 16 bytes: NIST SP 800-38B, RFC 4493; keys of 16, 24 or 32 bytes. */
export function cmac(cryptography: ChipCryptography, key: Uint8Array): Mac {
  const aes = cryptography.keyed('AES', key)
  const whole = doubled(aes.encrypt(ZEROS_16, ZEROS_16))
  const filled = doubled(whole)
  return (message) => {
    const isWhole = message.length > 0 && message.length % 16 === 0
    const blocks = isWhole ? message.slice() : pad(message, 16)
    const last = blocks.length - 16
    const mask = isWhole ? whole : filled
    for (let i = 0; i < 16; i++) blocks[last + i] = (blocks[last + i] ?? 0) ^ (mask[i] ?? 0)
    return aes.encrypt(ZEROS_16, blocks).subarray(-16)
  }
}

/** Times x in GF(2^128), SP 800-38B 6.1. */
function doubled(block: Uint8Array): Uint8Array {
  const carry = (block[0] ?? 0) >= 0x80 ? 0x87 : 0
  return block.map((byte, i) => ((byte << 1) | ((block[i + 1] ?? 0) >>> 7)) ^ (i === 15 ? carry : 0))
}

/** Check value of a session's cipher: retail MAC over the padded message, or the first 8 bytes of CMAC. */
export function checkValue(
  cryptography: ChipCryptography,
  cipher: SessionCipher,
  key: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  if (cipher === '3DES') return retailMac(cryptography, key)(pad(message, 8))
  return cmac(cryptography, key)(message).subarray(0, MAC_LENGTH)
}

/** Check values inside secure messaging: the message is padded to whole blocks for AES too. ICAO 9303-11 9.8.6, 9.8.7. */
export function messagingMac(cryptography: ChipCryptography, cipher: SessionCipher, key: Uint8Array): Mac {
  const mac = cipher === '3DES' ? retailMac(cryptography, key) : cmac(cryptography, key)
  const blockLength = cipher === '3DES' ? 8 : 16
  return (message) => mac(pad(message, blockLength)).subarray(0, MAC_LENGTH)
}
