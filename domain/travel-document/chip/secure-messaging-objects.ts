import { concatBytes, fromUint, sameBytes } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { blockCipherOf, blockLengthOf, type SessionKeys } from './key-derivation.ts'
import { findUnpadded, MAC_LENGTH, messagingMac, pad } from './message-authentication.ts'
import { type Tlv, tagName } from './tlv.ts'
import { writeTlv } from './tlv-writing.ts'

/** Objects of secure messaging, ISO/IEC 7816-4 table 49, ICAO 9303-11 9.8. */
export const CRYPTOGRAM = 0x87
/** Cryptogram whose plain text is itself data objects: commands with odd INS. */
export const CRYPTOGRAM_OF_OBJECTS = 0x85
export const EXPECTED_LENGTH = 0x97
export const STATUS = 0x99
export const CHECK_VALUE = 0x8e

/** Both sides' ciphering under the counter they count together. */
export interface ChannelCipher {
  /** Counts on; each command and each answer has its own number. */
  countOn(): void
  readonly blockLength: 8 | 16
  /** Object 87 (with padding indicator 01) or 85. */
  encipher(tag: number, plain: Uint8Array): Uint8Array
  /** The plain text of object 87 or 85, undefined where it cannot be one. The check value must have been verified before. */
  decipher(object: Tlv): Uint8Array | undefined
  checkValue(...parts: readonly Uint8Array[]): Uint8Array
  /** Whether object 8E holds the check value of the parts. */
  verifies(object: Tlv, ...parts: readonly Uint8Array[]): boolean
}

/**
 * @param counter send sequence counter to begin with: 8 bytes for 3DES (of the nonces after BAC, zeros after PACE), 16 for AES
 */
export function channelCipher(
  cryptography: ChipCryptography,
  keys: SessionKeys,
  counter: Uint8Array = new Uint8Array(blockLengthOf(keys.cipher)),
): ChannelCipher {
  const cipher = blockCipherOf(keys.cipher)
  const blockLength = blockLengthOf(keys.cipher)
  const zeros = new Uint8Array(blockLength)
  const keyed = cryptography.keyed(cipher, keys.encryption)
  const ssc = counter.slice()
  // 3DES starts from zeros, AES from the enciphered counter: ICAO 9303-11 9.8.6.1 and 9.8.7.1.
  const iv = () => (cipher === '3DES' ? zeros : keyed.encrypt(zeros, ssc))
  const mac = messagingMac(cryptography, keys.cipher, keys.mac)
  const checkValueOf = (parts: readonly Uint8Array[]) => mac(concatBytes(ssc, ...parts))
  return {
    blockLength,
    countOn() {
      for (let i = ssc.length - 1; i >= 0; i--) {
        ssc[i] = ((ssc[i] ?? 0) + 1) & 0xff
        if (ssc[i] !== 0) return
      }
    },
    encipher(tag, plain) {
      const enciphered = keyed.encrypt(iv(), pad(plain, blockLength))
      return tag === CRYPTOGRAM ? writeTlv(tag, Uint8Array.of(1), enciphered) : writeTlv(tag, enciphered)
    },
    decipher(object) {
      const indicated = object.tag === CRYPTOGRAM
      if (indicated && object.value[0] !== 1) return undefined
      const enciphered = indicated ? object.value.subarray(1) : object.value
      if (enciphered.length === 0 || enciphered.length % blockLength !== 0) return undefined
      return findUnpadded(keyed.decrypt(iv(), enciphered))
    },
    checkValue: (...parts) => checkValueOf(parts),
    verifies: (object, ...parts) => object.value.length === MAC_LENGTH && sameBytes(object.value, checkValueOf(parts)),
  }
}

/** Header under the check value: padded on its own, and nothing more where no object follows. ISO/IEC 7816-4 10.2.3.1. */
export function authenticatedHeader(
  header: { readonly cla: number; readonly ins: number; readonly p1: number; readonly p2: number },
  blockLength: number,
): Uint8Array {
  return pad(Uint8Array.of(header.cla, header.ins, header.p1, header.p2), blockLength)
}

export function expectedLengthObject(expected: number): Uint8Array {
  const width = expected > 0x100 ? 2 : 1
  return writeTlv(EXPECTED_LENGTH, fromUint(expected % (width === 2 ? 0x10000 : 0x100), width))
}

/** Names the objects for an error: `87 99 8E`. */
export function objectNames(objects: readonly Tlv[]): string {
  return objects.map((object) => tagName(object.tag)).join(' ')
}

/** The bytes of the objects, as the check value covers them. */
export function joined(objects: readonly (Tlv | undefined)[]): Uint8Array {
  return concatBytes(...objects.flatMap((object) => (object === undefined ? [] : [object.bytes])))
}
